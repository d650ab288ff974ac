#pragma once

#include "backend/operator/server/event_hub.h"
#include "backend/operator/server/operator_auth.h"
#include "backend/operator/server/operators/operator_store.h"

#include <QObject>
#include <QTimer>

namespace signalbox::server {

/// Follows the store's audit: each new entry, whichever process made it, goes to the stream's topic `audit` once and
/// in order, and the tokens in OperatorAuth are read again. So a token that a shell or another replica adds or revokes
/// counts here within half a second. Keeps what it has while the store cannot be read. Belongs to the operator thread.
class OperatorRoster : public QObject
{
    Q_OBJECT

public:
    OperatorRoster(storage::Database &store, OperatorAuth &auth, EventHub &hub, QObject *parent = nullptr);

    /// Reads the tokens before anybody is let in, then starts the timers. Waits for the store.
    Result<void> start();

    /// Looks at the store at once instead of with the next tick. Resumes when the tokens are those of the store.
    Task<bool> refresh();

    /// All operators by name, with what was seen since the last write.
    std::vector<protocol::OperatorView> operators() const;

    /// Writes `last_seen` of those who were seen; a timer calls it every 30 s.
    Task<bool> saveSeen();

private:
    struct Reading;

    static Task<bool> follow(QPointer<OperatorRoster> self, bool always);
    void take(const Reading &reading);

    storage::Database &m_store;
    OperatorAuth &m_auth;
    EventHub &m_hub;
    std::vector<StoredOperator> m_operators;
    qint64 m_lastId = 0; ///< of the newest entry that was published
    quint64 m_readings = 0; ///< begun
    quint64 m_taken = 0; ///< number of the newest one that was taken
    bool m_failing = false; ///< the last reading failed
    bool m_isFollowing = false;
    QTimer m_everyLook;
    QTimer m_everySave;
};

} // namespace signalbox::server
