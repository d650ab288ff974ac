#include "backend/services/approvals/imessage_client.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"
#include "backend/services/approvals/twilio_client.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxReply = 256 * 1024;
constexpr qsizetype kLongestError = 200;

QUrl urlOf(const ImessageSettings &settings, const QString &path)
{
    QUrl url = settings.base;
    QString base = url.path();
    while (base.endsWith(u'/'))
        base.chop(1);
    url.setPath(base + path);
    return url;
}

QByteArray watchBody(const ImessageSettings &settings)
{
    core::JsonWriter json;
    json.beginObject();
    json.member("webhookUrl", settings.webhookUrl.toString(QUrl::FullyEncoded));
    json.key("webhookHeaders").beginObject();
    json.member("Authorization", QByteArray("Bearer " + settings.webhookSecret));
    json.endObject().endObject();
    return json.take();
}

QJsonObject objectOf(const Result<upstream::Reply> &reply)
{
    return reply ? core::parseJsonObject(reply->body).value_or(QJsonObject()) : QJsonObject();
}

QString whyNoAnswer(const Error &error)
{
    const QString reason = upstream::reason(error);
    return reason.isEmpty() ? QString(core::name(error.code)) : reason;
}

} // namespace

SidecarSend readSidecarAnswer(const Result<upstream::Reply> &reply)
{
    using enum SidecarSend::Outcome;
    if (!reply) {
        const bool nothingSent = transferOf(reply) == Transfer::NotSent;
        return {nothingSent ? TryLater : Unknown, 0, whyNoAnswer(reply.error())};
    }
    const QJsonObject json = objectOf(reply);
    SidecarSend send{Unknown, reply->status, json[u"error"_s].toString().left(kLongestError)};
    const bool saysFailed = json[u"status"_s].toString() == "failed"_L1;
    // A 5xx that is not the sidecar's own is a proxy's, which may have passed the request on.
    if (saysFailed || (reply->status < 500 && reply->status >= 300))
        send.outcome = reply->status == 400 ? Permanent : TryLater;
    else if (reply->status >= 200 && reply->status < 300)
        send.outcome = Sent;
    return send;
}

Task<Result<upstream::Reply>> ImessageClient::ask(ImessageSettings settings, Request request, CancelToken cancel)
{
    upstream::Call call;
    call.upstream = "imessage";
    call.method = request.method;
    call.url = urlOf(settings, request.path);
    if (!request.body.isEmpty())
        call.headers = {{"Content-Type", "application/json"}};
    call.body = std::move(request.body);
    call.deadline = m_clock.steady() + request.timeout;
    call.maxReplyBytes = kMaxReply;
    call.placing = request.method == "POST";
    call.cancel = std::move(cancel);
    return m_client.send(std::move(call));
}

Task<SidecarSend> ImessageClient::send(ImessageSettings settings, QString recipient, QString text, CancelToken cancel)
{
    core::JsonWriter json;
    json.beginObject().member("recipient", recipient).member("text", text).endObject();
    Request request{"POST", u"/send"_s, json.take(), settings.timeout};
    co_return readSidecarAnswer(co_await ask(std::move(settings), std::move(request), std::move(cancel)));
}

Task<bool> ImessageClient::isHealthy(ImessageSettings settings, CancelToken cancel)
{
    const auto reply = co_await ask(std::move(settings), {"GET", u"/health"_s}, std::move(cancel));
    co_return reply && reply->status == 200 && objectOf(reply)[u"status"_s].toString() == "ok"_L1;
}

Task<WatchAnswer> ImessageClient::startWatch(ImessageSettings settings, CancelToken cancel)
{
    Request request{"POST", u"/watch/start"_s, watchBody(settings)};
    const auto reply = co_await ask(std::move(settings), std::move(request), std::move(cancel));
    const QString status = objectOf(reply)[u"status"_s].toString();
    if (!reply || reply->status != 200)
        co_return WatchAnswer::Failed;
    co_return status == "already_watching"_L1 ? WatchAnswer::AlreadyWatching : WatchAnswer::Started;
}

Task<bool> ImessageClient::stopWatch(ImessageSettings settings, CancelToken cancel)
{
    const auto reply = co_await ask(std::move(settings), {"POST", u"/watch/stop"_s, "{}"}, std::move(cancel));
    co_return reply && reply->status == 200;
}

} // namespace signalbox::approvals
