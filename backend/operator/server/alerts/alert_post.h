#pragma once

#include "backend/operator/protocol/alerts.h"
#include "backend/platform/metrics/registry.h"
#include "backend/platform/upstream/client.h"

#include <QObject>

#include <deque>

namespace signalbox::server {

/// Sends changed alerts to ALERT_WEBHOOK_URL: Alertmanager's webhook JSON, or, when the path ends in `/api/v2/alerts`,
/// what Alertmanager itself takes. One message a rule, in a flood one for all. Each message is tried three times; at
/// most 100 wait, further ones push the oldest out (`signalbox_alert_messages_total{result="dropped"}`). What was not
/// delivered is said again with the next change of the same rule. Belongs to the operator thread.
class AlertPost : public QObject
{
    Q_OBJECT

public:
    static constexpr size_t kMostWaiting = 100;

    AlertPost(metrics::Registry &metrics, const core::Clock &clock, QObject *parent = nullptr);
    ~AlertPost() override;

    /// Queues the message for these alerts; an empty address sends nothing.
    void send(const QString &address, const std::vector<protocol::Alert> &changed, bool flood);

private:
    struct Message
    {
        QUrl url;
        QByteArray body;
    };

    void queue(Message message);
    void next();
    static Task<void> deliver(QPointer<AlertPost> self, Message message);

    metrics::Registry &m_metrics;
    const core::Clock &m_clock;
    std::unique_ptr<upstream::Client> m_client;
    std::deque<Message> m_waiting;
    bool m_isSending = false;
    metrics::Counter m_sent;
    metrics::Counter m_failed;
    metrics::Counter m_dropped;
};

} // namespace signalbox::server
