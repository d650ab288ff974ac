#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/commerce/routing_record.h"

namespace signalbox::commerce {

/// A stored routing and where it stands.
struct StoredRouting
{
    RoutingRecord record;
    RoutingState state = RoutingState::Pending;
    qint64 confirmingUntilMs = 0; ///< after it the confirming process is taken for dead
    int attempt = 0; ///< how often it was confirmed
    QByteArray answer; ///< JSON of the confirmed answer
};

/// Routing records (contract commerce-router 7). Every step between states is one compare-and-set.
class RoutingStore
{
public:
    explicit RoutingStore(storage::Database &database) : m_database(database) { }

    Task<Result<void>> create(RoutingRecord record, core::WallTime now);
    /// Empty when there is no such record.
    Task<Result<std::optional<StoredRouting>>> find(QByteArray jti);
    /// pending → confirming; true when this caller made the step.
    Task<Result<bool>> claim(QByteArray jti, core::WallTime until);
    /// confirming → pending.
    Task<Result<bool>> release(QByteArray jti);
    /// confirming → confirmed.
    Task<Result<bool>> finish(QByteArray jti, QByteArray answer);
    /// pending → cancelled.
    Task<Result<bool>> cancel(QByteArray jti);
    /// Deletes records made before `oldest`.
    Task<Result<bool>> prune(core::WallTime oldest);

private:
    static Task<Result<bool>> change(storage::Database &database, QString sql, std::vector<QVariant> values);

    storage::Database &m_database;
};

} // namespace signalbox::commerce
