#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/storage/database.h"
#include "backend/services/commerce/provider_metrics.h"

namespace signalbox::commerce {

/// What recording came to.
struct RecordedOutcome
{
    bool replayed = false; ///< this order was counted before; nothing changed
    ProviderMetrics metrics; ///< the provider's row afterwards
};

/// `provider_metrics` and `order_outcomes` (contract commerce-router 9.1).
class ProviderMetricsStore
{
public:
    /// `keepOutcomes`: how many outcomes stay at most, for a database in memory; 0 = no such bound.
    explicit ProviderMetricsStore(storage::Database &database, qint64 keepOutcomes = 0)
        : m_database(database), m_keepOutcomes(keepOutcomes)
    {
    }

    /// Counts an outcome once per order and provider, in one transaction.
    Task<Result<RecordedOutcome>> record(OrderOutcome outcome, core::WallTime now);
    /// The rows of the providers that have one, in no certain order.
    Task<Result<std::vector<ProviderMetrics>>> all();

private:
    storage::Database &m_database;
    qint64 m_keepOutcomes;
};

} // namespace signalbox::commerce
