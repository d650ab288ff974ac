#include "backend/operator/server/handlers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/platform/http/body_stream.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBacklogBytes = 1024 * 1024;

/// What the role may do besides reading.
std::vector<QString> actsOf(const std::vector<OperatorRoute> &routes, protocol::Role role)
{
    std::vector<QString> acts;
    for (const OperatorRoute &route : routes) {
        if (route.method != "GET" && route.role <= role)
            acts.push_back(QString::fromLatin1(route.method + ' ' + route.path));
    }
    return acts;
}

std::vector<QByteArray> askedTopics(const http::RequestHead &head)
{
    std::vector<QByteArray> topics;
    for (const QByteArray &topic : queryValue(head, u"topics"_s).toUtf8().split(',')) {
        if (!topic.trimmed().isEmpty())
            topics.push_back(topic.trimmed());
    }
    return topics;
}

} // namespace

Task<http::Response> getMe(OperatorContext *context, http::RequestPtr request)
{
    const auto identity = context->auth.identify(request->head);
    if (!identity)
        co_return errorAnswer(401, {.code = u"unauthorized"_s, .message = u"a valid operator token is needed"_s});
    co_return answer(protocol::Me {.name = identity->name,
                                   .role = identity->role,
                                   .acts = actsOf(context->routes, identity->role),
                                   .gateway = context->ports.gateway.gateway()});
}

Task<http::Response> getOpenApi(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    const QJsonObject document = openApiOf(context->routes, context->ports.gateway.gateway().version);
    co_return http::Response::json(200, QJsonDocument(document).toJson(QJsonDocument::Compact));
}

Task<http::Response> getOverview(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    co_return answer(context->telemetry.overview());
}

Task<http::Response> getStream(OperatorContext *context, http::RequestPtr request)
{
    const std::vector<QByteArray> topics = askedTopics(request->head);
    if (topics.empty())
        co_return badParameter(u"topics"_s, u"topics must name at least one topic"_s);
    for (const QByteArray &topic : topics) {
        if (std::ranges::find(streamTopics(), topic) == streamTopics().end())
            co_return badParameter(u"topics"_s, u"there is no topic '%1'"_s.arg(QString::fromUtf8(topic)));
    }
    http::Response response;
    response.headers.set("Content-Type", "text/event-stream");
    if (request->head.method == "HEAD")
        co_return response;
    auto stream = std::make_shared<http::BodyStream>();
    stream->setBound(kBacklogBytes);
    const auto lastSeen = protocol::EventId::parse(request->head.headers.value("Last-Event-ID"));
    const quint64 reader = context->hub.subscribe(
        topics, lastSeen, [context, stream, head = request->head](const QByteArray &wire) {
            if (context->auth.identify(head))
                return stream->send(wire);
            stream->finish(); // the token was revoked or has expired meanwhile
            return false;
        });
    stream->onClosed([context, reader] { context->hub.unsubscribe(reader); });
    response.stream = std::move(stream);
    co_return response;
}

} // namespace signalbox::server
