#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/commerce/routing_board.h"

namespace signalbox::commerce {

/// A stored routing and where it stands.
struct StoredRouting
{
    RoutingRecord record;
    RoutingState state = RoutingState::Pending;
    qint64 confirmingUntilMs = 0; ///< end of the lease: after it the confirming process is taken for dead
    int attempt = 0; ///< how often a provider was tried; also the number that fences off older claims
    /// JSON. Confirmed: the order. Pending: the last failure, or empty. Confirming: not empty while the attempt may
    /// place an order that nobody could take back.
    QByteArray answer;
};

/// What a routing allows now.
enum class Standing {
    Open, ///< may be claimed or cancelled
    Busy, ///< a confirm holds the lease
    InDoubt, ///< a placing call may have reached the provider and no answer is known: never placed again
    Confirmed,
    Cancelled,
};

/// A confirming routing whose lease is over is Open when its attempt placed nothing, else InDoubt. Pure.
Standing standingOf(const StoredRouting &routing, core::WallTime now);

/// The right to confirm one routing, as long as `attempt` is the stored one.
struct Claim
{
    QByteArray jti;
    int attempt = 0;
};

/// Routing records (contract commerce-router 7). Every step between states is one compare-and-set on the attempt
/// number, so a process that lost its lease changes nothing any more.
class RoutingStore
{
public:
    /// With a `board` the records are there and not in the database.
    explicit RoutingStore(storage::Database &database, RoutingBoard *board = nullptr)
        : m_database(database), m_board(board)
    {
    }

    Task<Result<void>> create(RoutingRecord record, core::WallTime now);
    /// Empty when there is no such record.
    Task<Result<std::optional<StoredRouting>>> find(QByteArray jti);

    /// Open → confirming with the lease `until`; true when this caller made the step: its claim is `seen` + 1.
    Task<Result<bool>> claim(QByteArray jti, int seen, core::WallTime now, core::WallTime until, bool mayPlace);
    /// A further attempt under the same claim, which becomes `attempt` + 1, with a lease of its own.
    Task<Result<bool>> renew(Claim claim, core::WallTime until, bool mayPlace);
    /// confirming → pending, with the failure for those who waited.
    Task<Result<bool>> release(Claim claim, QByteArray failure);
    /// confirming → confirmed.
    Task<Result<bool>> finish(Claim claim, QByteArray answer);
    /// Ends the lease of an attempt that may have placed an order: InDoubt from now on.
    Task<Result<bool>> abandon(Claim claim);
    /// Open → cancelled.
    Task<Result<bool>> cancel(QByteArray jti, int seen, core::WallTime now);

    /// Deletes records made before `oldest`.
    Task<Result<bool>> prune(core::WallTime oldest);

private:
    Result<std::optional<StoredRouting>> findOnBoard(const QByteArray &jti) const;
    bool settle(const Claim &claim, RoutingState state, const QByteArray &answer);
    static Task<Result<bool>> change(storage::Database &database, QString sql, std::vector<QVariant> values);

    storage::Database &m_database;
    RoutingBoard *m_board;
};

} // namespace signalbox::commerce
