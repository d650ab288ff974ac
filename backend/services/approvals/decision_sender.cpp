#include "backend/services/approvals/decision_sender.h"

#include "backend/platform/security/standard_webhooks.h"
#include "backend/platform/upstream/retry.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::DeliveryResult;

namespace {

/// The breaker or a full client stopped it, or the process ends: the message waits for another attempt.
bool wasNotSent(const Error &error)
{
    const QString reason = upstream::reason(error);
    return error.code == ErrorCode::Cancelled || reason == "open"_L1 || reason == "full"_L1;
}

QString failureText(const Error &error)
{
    const QString reason = upstream::reason(error);
    return reason.isEmpty() ? QString(core::name(error.code)) : reason;
}

} // namespace

Headers deliveryHeaders(const CallbackSettings &settings, const storage::OutboxRow &row, core::WallTime now)
{
    const QByteArray id = row.webhookId.toLatin1();
    const qint64 seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    Headers headers{{"Content-Type", "application/json"},
                    {"User-Agent", "brandpilot-approval-gateway/" SIGNALBOX_VERSION},
                    {"webhook-id", id},
                    {"Idempotency-Key", id},
                    {"webhook-timestamp", QByteArray::number(seconds)},
                    {"X-Delivery-Attempt", QByteArray::number(row.attempts)}};
    if (settings.signs)
        headers.add("webhook-signature", security::signWebhook(settings.keys, {id, seconds}, row.body));
    if (!settings.bearer.isEmpty())
        headers.add("Authorization", "Bearer " + settings.bearer);
    return headers;
}

DeliveryResult readDeliveryAnswer(const Result<upstream::Reply> &reply, core::WallTime now)
{
    using enum DeliveryResult::Kind;
    if (!reply)
        return {wasNotSent(reply.error()) ? NotSent : Failed, 0, failureText(reply.error())};
    const int status = reply->status;
    if (status >= 200 && status < 300)
        return {Delivered, status};
    DeliveryResult result{status == 410 ? Refused : Failed, status, u"status %1"_s.arg(status)};
    if (status == 429 || status == 503)
        result.retryAfter = upstream::retryAfter(reply->headers, now);
    return result;
}

Task<DeliveryResult> DecisionSender::deliver(storage::OutboxRow row, CancelToken cancel)
{
    const CallbackSettings settings = m_settings();
    if (!settings.url.isValid() || settings.url.isEmpty())
        co_return {DeliveryResult::Kind::NotSent, 0, u"no CORE_DECISION_WEBHOOK"_s};
    upstream::Call call;
    call.upstream = "core_webhook";
    call.method = "POST";
    call.url = settings.url;
    call.headers = deliveryHeaders(settings, row, m_clock.wall());
    call.body = std::move(row.body);
    call.deadline = m_clock.steady() + settings.timeout;
    call.cancel = std::move(cancel);
    const core::Clock &clock = m_clock;
    const Result<upstream::Reply> reply = co_await m_client.send(std::move(call));
    co_return readDeliveryAnswer(reply, clock.wall());
}

} // namespace signalbox::approvals
