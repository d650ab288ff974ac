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

    /// The service of one worker can be asked from now on, until it is left; on that worker's thread. The first one
    /// stays.
    void offer(commerce::Service &service);
    void leave(commerce::Service &service);
    /// Asks a provider how it is, on that worker's thread. Any thread with an event loop, after the workers were
    /// opened and before they are destroyed. Unavailable when the worker has ended.
    Task<Result<commerce::ProviderHealth>> probe(commerce::ProviderId id);

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
    struct Offer;
    std::shared_ptr<Offer> m_offer; ///< written once, before any worker is open
};

/// One worker's commerce service.
class CommerceHost
{
public:
    CommerceHost(CommerceShared &shared, upstream::Client &client, settings::SnapshotPtr settings);
    ~CommerceHost();

    void apply(settings::SnapshotPtr settings) { m_service.apply(std::move(settings)); }
    http::Routes routes() { return m_service.routes(); }
    const http::Owner &owner() const { return m_service.owner(); }
    void stop();
    Task<bool> end(core::milliseconds patience) { return m_service.end(patience); }

private:
    CommerceShared &m_shared;
    commerce::Service m_service;
};

} // namespace signalbox::runtime
