#pragma once

#include "ui/client/outbox_facet.h"

#include <QCoreApplication>

namespace signalbox::pages {

/// Replays messages one call after the other, so that many messages do not become a burst of calls.
class ReplayRun : public QObject
{
    Q_OBJECT

public:
    /// What came of one message.
    struct Outcome
    {
        protocol::OutboxItem item;
        QString problem; ///< empty: it is due now
    };

    explicit ReplayRun(client::OutboxFacet &outbox, QObject *parent = nullptr);

    /// Nothing while one is under way.
    void start(const std::vector<protocol::OutboxItem> &items, const QString &reason);
    /// The message under way is the last one.
    void cancel();

    bool isRunning() const { return m_running; }
    qsizetype total() const { return qsizetype(m_items.size()); }
    const std::vector<Outcome> &outcomes() const { return m_outcomes; }

Q_SIGNALS:
    void progressed();
    void finished();

private:
    void next();

    client::OutboxFacet &m_outbox;
    std::vector<protocol::OutboxItem> m_items;
    QString m_reason;
    std::vector<Outcome> m_outcomes;
    bool m_running = false;
    bool m_cancelled = false;
};

} // namespace signalbox::pages
