#pragma once

#include "backend/platform/storage/outbox.h"

#include <QStringList>

#include <functional>
#include <map>

namespace signalbox::storage {

/// What a claim asks for.
struct OutboxClaim
{
    QString owner; ///< unique per dispatcher
    int limit = 8;
    int perTarget = 8; ///< messages of one target, those in flight included
    std::map<QString, QString> inFlight = {}; ///< id → target of what this owner works on, whatever its lease says
    QStringList pausedTargets = {}; ///< get nothing now
    core::milliseconds lease{10000};
    core::WallTime now = {};
};

/// What a claim got.
struct OutboxClaimed
{
    std::vector<OutboxRow> rows;
    bool more = false; ///< others are due, too
};

/// What a dispatcher does with an outbox table, each inside the caller's transaction. Any thread. Times in the table
/// are of the wall clock, which may be put back: a lease that ends later than any lease could counts as ended, and a
/// message that was scheduled in the future is due.
class OutboxLeases
{
public:
    explicit OutboxLeases(QString table)
        : m_table(std::move(table))
    {
    }

    /// Leases due messages, the longest due first, and counts their attempt. Two dispatchers never get the same one
    /// while its lease runs (`FOR UPDATE SKIP LOCKED` on PostgreSQL).
    Result<OutboxClaimed> claim(Connection &connection, const OutboxClaim &claim) const;
    /// Prolongs the owner's leases on `ids`.
    Result<void> renew(Connection &connection, const QString &owner, const QStringList &ids,
                       core::WallTime until) const;
    /// Hands a message back as if it had not been claimed.
    Result<void> giveBack(Connection &connection, const QString &owner, const QString &webhookId) const;
    /// Ends all leases of an owner that ends itself.
    Result<void> release(Connection &connection, const QString &owner) const;
    /// Ends all leases on a store that only this process uses (SQLite), at its start; does nothing on PostgreSQL.
    Result<void> takeOver(Connection &connection) const;

    /// The time of the next attempt after `failed` failed ones (1, 2, …); nothing: dead.
    using Next = std::function<std::optional<core::WallTime>(int failed)>;

    /// Writes what an attempt of message `id` came to: delivered, pending again, or dead. The row as it is now; nothing
    /// when there is nothing to write: it is delivered already, or it failed and another dispatcher has it by now.
    Result<std::optional<OutboxRow>> record(Connection &connection, const QString &owner, const QString &webhookId,
                                            const DeliveryResult &result, const Next &next, core::WallTime now) const;

private:
    QString m_table;
};

} // namespace signalbox::storage
