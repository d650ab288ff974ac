#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/commerce/alert_engine.h"
#include "backend/services/commerce/metrics_query.h"

namespace signalbox::commerce {

/// Reads the event tables for dashboards and alerts (contract commerce-router 9.2 and 9.3). Sums are made by the
/// database, so an answer's size depends on the number of buckets and of different latencies, not of rows.
class MetricsQueryStore
{
public:
    explicit MetricsQueryStore(storage::Database &database) : m_database(database) { }

    /// Counted and written as JSON where the database works.
    Task<Result<MetricsSections>> sections(MetricsRange range);
    /// The counts that alerts are judged by at `now`.
    Task<Result<AlertWindow>> alertWindow(core::WallTime now);

private:
    storage::Database &m_database;
};

} // namespace signalbox::commerce
