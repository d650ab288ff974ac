#include "backend/platform/core/json_parse.h"
#include "backend/platform/http/client_address.h"
#include "backend/platform/log/log.h"
#include "backend/platform/security/digest.h"
#include "backend/services/approvals/acknowledgement.h"
#include "backend/services/approvals/answer_step.h"
#include "backend/services/approvals/approvals_errors.h"
#include "backend/services/approvals/auth_limit.h"
#include "backend/services/approvals/flows.h"
#include "backend/services/approvals/prompt_steps.h"
#include "backend/services/approvals/transaction.h"
#include "backend/services/approvals/twilio_guard.h"
#include "backend/services/approvals/twilio_signature.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using http::Response;

namespace {

constexpr qsizetype kLongestId = 200;

/// Text for the store: PostgreSQL takes no U+0000.
QString storable(const QByteArray &utf8)
{
    return QString::fromUtf8(utf8).replace(QChar(u'\0'), QChar::ReplacementCharacter);
}

QString hashId(const QByteArrayList &parts)
{
    return u"sha256:"_s + QString::fromLatin1(security::sha256(parts.join('\n')).toHex());
}

CalledUrl calledUrl(const http::RequestContext &request, const Config &config, const QByteArray &exact)
{
    const http::RequestHead &head = request.head;
    CalledUrl called {.exact = exact,
                      .publicBase = config.publicBaseUrl,
                      .scheme = head.secure ? "https"_ba : "http"_ba,
                      .host = head.headers.value("Host"),
                      .path = head.path,
                      .query = head.query};
    if (!exact.isEmpty() || !called.publicBase.isEmpty() || !http::clientAddressRule(*request.settings).trusts(head.peer))
        return called;
    if (const QByteArray scheme = head.headers.value("X-Forwarded-Proto"); !scheme.isEmpty())
        called.scheme = scheme.split(',').first().trimmed().toLower();
    if (const QByteArray host = head.headers.value("X-Forwarded-Host"); !host.isEmpty())
        called.host = host.split(',').first().trimmed();
    return called;
}

/// Nothing when the request is Twilio's, else the answer.
std::optional<Response> refuseForged(WorkerContext &worker, const http::RequestContext &request, const Config &config,
                                     const QByteArray &exact)
{
    if (!config.twilio.on) {
        if (config.insecureDev)
            return {};
        return errorResponse(503, u"WhatsApp is not configured"_s, "channel_not_configured");
    }
    const QByteArray url = signedUrl(calledUrl(request, config, exact));
    if (isOurTwilio(config.twilio, url, request.body, request.head.headers.value("X-Twilio-Signature")))
        return {};
    worker.metrics.signatureFailure(Channel::WhatsApp);
    Headers headers;
    if (countFailure(worker, request.head, config, headers))
        return refusalResponse(http::Refusal::Forbidden, {});
    Response response = refusalResponse(http::Refusal::RateLimited, {});
    response.headers.set("Retry-After", headers.value("Retry-After"));
    return response;
}

/// Runs a message through its transaction.
Task<Result<Answered>> answer(WorkerContext &worker, http::RequestPtr request, InboundMessage message, ConfigPtr config)
{
    const core::WallTime now = worker.ports.clock.wall();
    auto answered = co_await inTransaction<Answered>(
        worker.ports.database, [message, config, now](storage::Connection &connection) {
            return answerMessage(connection, message, *config, now);
        });
    if (!answered)
        co_return answered;
    worker.finish(answered->wakes);
    if (answered->refused)
        worker.metrics.unauthorizedReply(message.channel);
    log::write({.service = "approvals",
                .message = u"reply.answered"_s,
                .requestId = request->requestId,
                .traceId = request->span.traceId,
                .fields = {{"candidate_id", answered->answer.outcome.candidateId},
                           {"channel", name(message.channel)},
                           {"command", answered->answer.command},
                           {"result", statusName(answered->answer.outcome.kind)},
                           {"replayed", answered->replayed}}});
    co_return answered;
}

Response whatsappAnswer(const http::RequestContext &request, const InboundAnswer &answer, const Config &config)
{
    if (wantsJson(request.head.headers.combined("Accept")))
        return Response::json(200, outcomeJson(answer.outcome));
    Response response = Response::json(
        200, twiml(acknowledgement(answer.outcome, answer.isApprover, config.acknowledge)));
    response.headers.set("Content-Type", "text/xml");
    return response;
}

/// What the bridge or the Kit posted.
struct Posted
{
    InboundMessage message;
    bool isCommandText = false; ///< a text that may be a command
};

Posted readPosted(const QJsonObject &body, const Config &config)
{
    const QJsonObject inner = body["message"_L1].toObject();
    const bool bridge = body["message"_L1].isObject();
    const QJsonValue text = bridge ? inner["text"_L1] : body["text"_L1];
    const QJsonValue sender = bridge ? inner["sender"_L1] : body["from"_L1];
    const bool otherEvent = bridge && body.contains("event"_L1) && body["event"_L1].toString() != u"new_message";
    const bool group = bridge && inner["isGroupChat"_L1].toBool() && !config.imessage.allowGroups;

    Posted posted;
    posted.isCommandText = text.isString() && sender.isString() && !otherEvent && !group;
    posted.message.channel = Channel::Imessage;
    posted.message.sender = storable(sender.toString().toUtf8());
    posted.message.text = text.toString();
    const QJsonValue id = bridge ? inner["id"_L1] : QJsonValue();
    posted.message.messageId = id.isDouble() ? QString::number(id.toInteger()) : storable(id.toString().toUtf8());
    if (posted.message.messageId.isEmpty() || posted.message.messageId.size() > kLongestId) {
        posted.message.idIsHash = true;
        posted.message.messageId = hashId({posted.message.sender.toUtf8(), posted.message.text.toUtf8(),
                                           body["timestamp"_L1].toVariant().toString().toUtf8()});
    }
    return posted;
}

Task<void> acknowledge(WorkerContext &worker, InboundMessage message, QStringList texts, ConfigPtr config)
{
    for (const QString &text : texts) {
        const SidecarSend sent
            = co_await worker.imessage.send(config->imessage, message.sender, text, worker.tasks.stop());
        if (sent.outcome != SidecarSend::Outcome::Sent) {
            log::warn("approvals", u"acknowledgement.not_sent"_s, {{"status", sent.status}});
            co_return;
        }
    }
}

} // namespace

Task<Response> whatsappFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const FormFields fields = parseForm(request->body);
    if (auto refused = refuseForged(worker, *request, *config, config->twilio.webhookUrl))
        co_return std::move(*refused);
    InboundMessage message;
    message.sender = storable(formValue(fields, "From"));
    message.text = QString::fromUtf8(formValue(fields, "Body"));
    message.messageId = storable(formValue(fields, "MessageSid"));
    message.quotedSid = storable(formValue(fields, "OriginalRepliedMessageSid"));
    message.buttonPayload = storable(formValue(fields, "ButtonPayload"));
    if (message.messageId.isEmpty() || message.messageId.size() > kLongestId) {
        message.idIsHash = true;
        message.messageId = hashId({request->body});
    }
    const auto answered = co_await answer(worker, request, message, config);
    if (!answered)
        co_return failureResponse(answered.error());
    co_return whatsappAnswer(*request, answered->answer, *config);
}

Task<Response> statusFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const FormFields fields = parseForm(request->body);
    if (auto refused = refuseForged(worker, *request, *config, config->twilio.statusUrl))
        co_return std::move(*refused);
    StatusReport report;
    report.sid = storable(formValue(fields, "MessageSid"));
    report.status = formValue(fields, "MessageStatus").toLower();
    report.errorCode = storable(formValue(fields, "ErrorCode"));
    const bool known = !report.sid.isEmpty() && report.sid.size() <= kLongestId && statusRank(report.status) >= 0;
    if (!known)
        co_return Response::empty(204);
    const core::WallTime now = worker.ports.clock.wall();
    const auto recorded = co_await inTransaction<Recorded>(
        worker.ports.database, [report, config, now](storage::Connection &connection) {
            return recordStatus(connection, report, *config, now);
        });
    if (!recorded)
        co_return failureResponse(recorded.error());
    if (report.status == "failed" || report.status == "undelivered")
        worker.metrics.providerError(Channel::WhatsApp, report.errorCode.toInt());
    worker.finish(recorded->wakes);
    co_return Response::empty(204);
}

Task<Response> imessageFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const auto body = core::parseJsonObject(request->body);
    if (!body)
        co_return errorResponse(400, u"Invalid JSON"_s, "bad_json");
    if (!config->imessage.on)
        co_return errorResponse(503, u"iMessage is not configured"_s, "channel_not_configured");
    const Posted posted = readPosted(*body, *config);
    if (!posted.isCommandText)
        co_return Response::json(200, outcomeJson(Outcome {}, Hint::Yes));
    const auto answered = co_await answer(worker, request, posted.message, config);
    if (!answered)
        co_return failureResponse(answered.error());
    const InboundAnswer &given = answered->answer;
    const QStringList texts = answered->replayed
        ? QStringList()
        : acknowledgement(given.outcome, given.isApprover, config->acknowledge);
    if (!texts.isEmpty())
        worker.tasks.add(acknowledge(worker, posted.message, texts, config));
    co_return Response::json(200, outcomeJson(given.outcome, Hint::Yes));
}

} // namespace signalbox::approvals
