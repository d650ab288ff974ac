#pragma once

#include "backend/platform/storage/outbox.h"

namespace signalbox::storage {

/// What an owner does with its outbox table. Every function runs inside the caller's transaction, so that a message and
/// what caused it, or a change and its audit entry, are committed together. Any thread.
class OutboxStore
{
public:
    /// `table`: made by outboxTableSql().
    explicit OutboxStore(QString table)
        : m_table(std::move(table))
    {
    }

    /// Writes a message; Conflict when its id or subject is there already. Wake the dispatcher after the commit.
    Result<void> enqueue(Connection &connection, const OutboxRow &row) const;

    /// Makes a dead message pending with a new schedule and a pending one due now; the id stays. The row as it is now.
    /// NotFound; Conflict for a delivered one. Wake the dispatcher after the commit.
    Result<OutboxRow> replay(Connection &connection, const QString &webhookId, core::WallTime now) const;

    /// One message with its body; nothing when there is none.
    Result<std::optional<OutboxRow>> find(Connection &connection, const QString &webhookId) const;
    /// The message about `subject`.
    Result<std::optional<OutboxRow>> findBySubject(Connection &connection, const QString &subject) const;
    /// Messages of a state (any without one), newest first, from `cursor` on. InvalidInput for a foreign cursor.
    Result<OutboxPage> list(Connection &connection, std::optional<OutboxState> state, int limit,
                            const QString &cursor = {}) const;
    Result<OutboxStats> stats(Connection &connection) const;

    /// Holds back all that is undelivered (after a restore), or lets it go; how many rows that changed.
    Result<qint64> setHeld(Connection &connection, bool held) const;
    /// Deletes what was delivered before `oldest`; how many.
    Result<qint64> prune(Connection &connection, core::WallTime oldest) const;

private:
    QString m_table;
};

} // namespace signalbox::storage
