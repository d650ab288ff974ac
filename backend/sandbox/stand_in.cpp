#include "backend/sandbox/stand_in.h"

#include "backend/platform/core/sleep.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrlQuery>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kHangTime {90};

Task<http::Response> answerLater(WorldPtr world, QByteArray party, Answer answer, http::RequestPtr request)
{
    if (world->fairWeather)
        co_return answer(*world, *request);
    const Fate fate = world->weather.next(party, world->clock->wall());
    const core::milliseconds wait = fate.fault == Fault::Hang ? core::milliseconds(kHangTime) : fate.delay;
    co_await core::sleepFor(wait, request->cancel);
    switch (fate.fault) {
    case Fault::ServerError:
        co_return json(503, QJsonObject {{u"error"_s, u"temporarily unavailable"_s}});
    case Fault::TooManyRequests: {
        http::Response response = json(429, QJsonObject {{u"error"_s, u"too many requests"_s}});
        response.headers.add("Retry-After", "1");
        co_return response;
    }
    case Fault::Unauthorized:
        co_return json(401, QJsonObject {{u"error"_s, u"unauthorized"_s}});
    case Fault::None:
    case Fault::Hang:
        break;
    }
    co_return answer(*world, *request);
}

} // namespace

QByteArray StandInOwner::requestId(const http::RequestHead &head, core::WallTime now) const
{
    Q_UNUSED(now)
    return head.headers.value("X-Request-Id");
}

http::Response StandInOwner::refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                                    const QString &reason) const
{
    Q_UNUSED(head)
    Q_UNUSED(requestId)
    return json(http::statusOf(refusal), QJsonObject {{u"error"_s, reason.isEmpty() ? u"refused"_s : reason}});
}

void StandInOwner::decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const
{
    Q_UNUSED(head)
    Q_UNUSED(requestId)
    response.headers.set("Cache-Control", "no-store");
}

http::Response StandInOwner::preflight(const http::RequestHead &head) const
{
    Q_UNUSED(head)
    return http::Response::empty(204);
}

http::Handler weathered(WorldPtr world, QByteArray party, Answer answer)
{
    return [world = std::move(world), party = std::move(party), answer = std::move(answer)](http::RequestPtr request) {
        return answerLater(world, party, answer, std::move(request));
    };
}

http::Response json(int status, const QJsonValue &body)
{
    const QJsonDocument document = body.isArray() ? QJsonDocument(body.toArray()) : QJsonDocument(body.toObject());
    return http::Response::json(status, document.toJson(QJsonDocument::Compact));
}

QString parameter(const http::RequestContext &request, QByteArrayView name)
{
    const QUrlQuery query(QString::fromUtf8(request.head.query));
    return query.queryItemValue(QString::fromUtf8(name), QUrl::FullyDecoded);
}

} // namespace signalbox::sandbox
