#include "backend/operator/server/alerts/alert_post.h"

#include "backend/operator/server/alerts/alert_message.h"
#include "backend/platform/core/sleep.h"
#include "backend/platform/log/log.h"

#include <map>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int kTries = 3;
constexpr auto kPatience = 10s;
constexpr qint64 kMostReply = 64 * 1024;
const QByteArray kMessages = "signalbox_alert_messages_total"_ba;

} // namespace

AlertPost::AlertPost(metrics::Registry &metrics, const core::Clock &clock, QObject *parent)
    : QObject(parent), m_metrics(metrics), m_clock(clock)
{
    metrics.declare({kMessages, "Messages about alerts to ALERT_WEBHOOK_URL", metrics::Kind::Counter});
    m_sent = metrics.counter(kMessages, {{"result", "sent"}});
    m_failed = metrics.counter(kMessages, {{"result", "failed"}});
    m_dropped = metrics.counter(kMessages, {{"result", "dropped"}});
}

AlertPost::~AlertPost() = default;

void AlertPost::send(const QString &address, const std::vector<protocol::Alert> &changed, bool flood)
{
    if (address.isEmpty() || changed.empty())
        return;
    const QUrl url(address);
    if (url.path().endsWith("/api/v2/alerts"_L1)) {
        queue({url, QJsonDocument(alertmanagerAlerts(changed)).toJson(QJsonDocument::Compact)});
        return;
    }
    std::map<QString, std::vector<protocol::Alert>> groups;
    for (const protocol::Alert &alert : changed)
        groups[flood ? QString() : alert.rule].push_back(alert);
    for (const auto &[group, alerts] : groups)
        queue({url, QJsonDocument(webhookMessage(alerts, group)).toJson(QJsonDocument::Compact)});
}

void AlertPost::queue(Message message)
{
    m_waiting.push_back(std::move(message));
    if (m_waiting.size() > kMostWaiting) {
        m_waiting.pop_front();
        m_dropped.add();
    }
    next();
}

void AlertPost::next()
{
    if (m_isSending || m_waiting.empty())
        return;
    if (!m_client) {
        auto client = upstream::makeClient({.registry = &m_metrics, .clock = &m_clock});
        if (!client)
            return;
        m_client = std::move(*client);
    }
    m_isSending = true;
    Message message = std::move(m_waiting.front());
    m_waiting.pop_front();
    deliver(this, std::move(message));
}

Task<void> AlertPost::deliver(QPointer<AlertPost> self, Message message)
{
    upstream::Call call;
    call.upstream = "alert_webhook";
    call.method = "POST";
    call.url = message.url;
    call.headers = {{"Content-Type", "application/json"}};
    call.body = message.body;
    call.maxReplyBytes = kMostReply;
    QString reason;
    for (int tried = 0; tried < kTries; ++tried) {
        if (tried > 0)
            co_await core::sleepFor(1s * tried);
        if (!self)
            co_return;
        call.deadline = self->m_clock.steady() + kPatience;
        const Result<upstream::Reply> reply = co_await self->m_client->send(call);
        if (!self)
            co_return;
        reason = reply ? u"HTTP %1"_s.arg(reply->status) : QString(core::name(reply.error().code));
        if (reply && reply->status >= 200 && reply->status < 300) {
            reason.clear();
            break;
        }
    }
    (reason.isEmpty() ? self->m_sent : self->m_failed).add();
    // Without the address, which may hold a secret.
    if (!reason.isEmpty())
        log::warn("platform", u"alert.not_delivered"_s, {{"reason", reason}});
    self->m_isSending = false;
    self->next();
}

} // namespace signalbox::server
