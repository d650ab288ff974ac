#pragma once

#include "backend/operator/protocol/outbox.h"
#include "ui/client/decoded.h"

namespace signalbox::client {

/// Messages to the outside (contract operator-console 1.3). How many were given up is always known here, because the
/// badge tells of it: read when the link comes up, then as the gateway tells.
class OutboxFacet : public QObject
{
    Q_OBJECT

public:
    explicit OutboxFacet(Link &link);

    /// Messages that were given up; 0 before the gateway has told.
    int dead() const { return m_dead; }
    /// By the gateway's clock.
    core::WallTime now() const;

    /// What waits, then what was given up, the newest first, unless the query sorts; with `delivered` what has arrived
    /// as well. Fields: protocol::outboxFields().
    Call items(QObject *context, const ListQuery &query, bool delivered,
               std::function<void(Result<protocol::Page<protocol::OutboxItem>>)> done);
    Call targets(QObject *context, std::function<void(Result<protocol::OutboxTargets>)> done);
    /// What a replay would send; changes nothing.
    Call preview(QObject *context, const QString &id, std::function<void(Result<protocol::ReplayAnswer>)> done);
    /// Makes a message due now, with the same id.
    Call replay(QObject *context, const QString &id, const QString &reason,
                std::function<void(Result<protocol::ReplayAnswer>)> done);

    /// No service of the gateway has an outbox.
    static bool isNotConfigured(const Error &error);

Q_SIGNALS:
    /// A message came, arrived or was given up; or dead() is another one.
    void changed();

private:
    void read();
    void take(const protocol::OutboxTargets &targets);

    Link &m_link;
    Subscription m_topic;
    int m_dead = 0;
    int m_undelivered = 0; ///< as told last
    std::chrono::milliseconds m_ahead {0}; ///< the gateway's clock before this one's
};

} // namespace signalbox::client
