#pragma once

#include "backend/platform/cluster/rate_window.h"
#include "backend/platform/cluster/shared_cache.h"
#include "backend/services/commerce/alerts.h"
#include "backend/services/commerce/commerce_metrics.h"
#include "backend/services/commerce/commerce_owner.h"
#include "backend/services/commerce/config.h"
#include "backend/services/commerce/decision.h"
#include "backend/services/commerce/event_log.h"
#include "backend/services/commerce/memory_tables.h"
#include "backend/services/commerce/provider_metrics_store.h"
#include "backend/services/commerce/quote_fan_out.h"
#include "backend/services/commerce/reputation_board.h"
#include "backend/services/commerce/routing_store.h"

namespace signalbox::commerce {

/// Newest order outcomes that a database in memory keeps.
inline constexpr qint64 kRowsWithoutDatabase = 10'000;

/// What runtime gives one worker's commerce service. All references outlive the service.
struct ServicePorts
{
    upstream::Client &client; ///< the worker's own
    storage::Database &database; ///< LOOPGPT_DATABASE_URL, else DATABASE_URL, else `sqlite::memory:`
    cluster::SharedCache &stores;
    cluster::SharedCache &products;
    cluster::SharedCache &tokens; ///< access tokens, health results
    cluster::RateWindow &rate;
    metrics::Registry &metrics;
    const core::Clock &clock;
    cpu::Pool &pool; ///< one per process
    ReputationBoard &reputations; ///< one per process
    QByteArray processSecret; ///< ≥ 32 random bytes, the same for every worker
    ProviderSetFactory providers;
    DecisionSink decisions; ///< may be empty
    MemoryTables *memory = nullptr; ///< one per process when no database is configured, else null
    AlertBoard *alerts = nullptr; ///< one per process; null = the metrics answer shows none
    bool first = false; ///< the one worker that prunes, evaluates alerts and owns the gauges
};

/// The parts of one worker that the flows share. Lives on the worker's thread as long as the service.
struct WorkerContext
{
    explicit WorkerContext(ServicePorts given);

    FanOutPorts fanOut() { return {providers, events, metrics, ports.clock, tasks}; }

    ServicePorts ports;
    core::TaskGroup tasks; ///< what runs without a request; cancelled when the worker ends
    CommerceOwner owner;
    EventLog events;
    CommerceMetrics metrics;
    RoutingStore routings;
    ProviderMetricsStore outcomes;
    ProviderSet providers;
};

} // namespace signalbox::commerce
