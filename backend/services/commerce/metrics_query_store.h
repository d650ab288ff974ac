#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/commerce/memory_tables.h"
#include "backend/services/commerce/metrics_query.h"

namespace signalbox::commerce {

/// Reads the event tables for dashboards and alerts (contract commerce-router 9.2 and 9.3). Sums are made by the
/// database, so an answer's size depends on the number of buckets and of different latencies, not of rows.
class MetricsQueryStore
{
public:
    /// With `memory` the events are there and not in the database.
    explicit MetricsQueryStore(storage::Database &database, const MemoryTables *memory = nullptr)
        : m_database(database), m_memory(memory)
    {
    }

    /// Counted and written as JSON where the database works.
    Task<Result<MetricsSections>> sections(MetricsRange range);
    /// The counts that alerts are judged by at `now`.
    Task<Result<AlertWindow>> alertWindow(core::WallTime now);

private:
    storage::Database &m_database;
    const MemoryTables *m_memory;
};

} // namespace signalbox::commerce
