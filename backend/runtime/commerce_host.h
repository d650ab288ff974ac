#pragma once

#include "backend/platform/cluster/redis_connection.h"
#include "backend/platform/cpu/pool.h"
#include "backend/services/commerce/service.h"

namespace signalbox::runtime {

/// What the workers' commerce services share: caches, the limiter, reputations. Made before the first worker.
class CommerceShared
{
public:
    /// What it shares with the rest of the process. All outlive it; `redis` may be null.
    struct Parts
    {
        storage::Database &database;
        metrics::Registry &metrics;
        cpu::Pool &pool;
        cluster::RedisConnection *redis = nullptr; ///< null: the limiter counts for this process alone
        commerce::DecisionSink decisions = {};
        bool inMemory = false; ///< no database is configured
    };

    /// On the thread of `redis`.
    explicit CommerceShared(Parts parts);

    /// The ports of one more worker; the first one asked for is `first`.
    commerce::ServicePorts portsFor(upstream::Client &client);

private:
    Parts m_parts;
    std::unique_ptr<cluster::SharedCache> m_stores;
    std::unique_ptr<cluster::SharedCache> m_products;
    std::unique_ptr<cluster::SharedCache> m_tokens;
    std::unique_ptr<cluster::RateWindow> m_rate;
    commerce::ReputationBoard m_reputations;
    commerce::AlertBoard m_alerts;
    commerce::MemoryTables m_memory;
    QByteArray m_processSecret;
    std::atomic<bool> m_hasFirst {false};
};

/// One worker's commerce service.
class CommerceHost
{
public:
    CommerceHost(CommerceShared &shared, upstream::Client &client, settings::SnapshotPtr settings);

    void apply(settings::SnapshotPtr settings) { m_service.apply(std::move(settings)); }
    http::Routes routes() { return m_service.routes(); }
    const http::Owner &owner() const { return m_service.owner(); }
    void stop() { m_service.stop(); }
    Task<bool> end(core::milliseconds patience) { return m_service.end(patience); }

private:
    commerce::Service m_service;
};

} // namespace signalbox::runtime
