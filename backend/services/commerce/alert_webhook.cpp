#include "backend/services/commerce/alert_webhook.h"

#include "backend/platform/core/sleep.h"
#include "backend/platform/log/log.h"

namespace signalbox::commerce {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int kTries = 3;
constexpr std::chrono::seconds kPatience = 10s;
constexpr qint64 kMaxReply = 64 * 1024;

upstream::Call callOf(QUrl url, const Alert &alert, const QByteArray &event)
{
    JsonWriter json;
    writeAlert(json, alert);
    upstream::Call call;
    call.upstream = "alert_webhook";
    call.method = "POST";
    call.url = std::move(url);
    call.headers = {{"Content-Type", "application/json"}, {"X-Alert-Event", event}};
    call.body = json.take();
    call.maxReplyBytes = kMaxReply;
    return call;
}

} // namespace

Task<bool> postAlert(upstream::Client &client, const core::Clock &clock, QUrl url, Alert alert, QByteArray event,
                     CancelToken cancel, core::milliseconds firstPause)
{
    upstream::Call call = callOf(std::move(url), alert, event);
    call.cancel = cancel;
    QString reason;
    for (int tried = 0; tried < kTries; ++tried) {
        if (tried > 0 && !co_await core::sleepFor(firstPause * tried, cancel))
            co_return false;
        call.deadline = clock.steady() + kPatience;
        const Result<upstream::Reply> reply = co_await client.send(call);
        if (reply && reply->status >= 200 && reply->status < 300)
            co_return true;
        if (cancel.isCancelled())
            co_return false;
        reason = reply ? u"HTTP %1"_s.arg(reply->status) : QString(core::name(reply.error().code));
    }
    log::warn("commerce", u"alert was not delivered"_s,
              {{"alert", QString::fromLatin1(alert.name)}, {"reason", reason}});
    co_return false;
}

} // namespace signalbox::commerce
