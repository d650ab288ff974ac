#pragma once

#include "backend/platform/cluster/redis_connection.h"
#include "backend/platform/settings/publisher.h"
#include "backend/runtime/posted_buckets.h"
#include "backend/runtime/redis_watch.h"
#include "backend/services/approvals/service.h"

namespace signalbox::runtime {

/// What the workers' approval services share. Made before the first worker, destroyed after the last.
class ApprovalsShared
{
public:
    /// What it shares with the rest of the process. All outlive it; `redis` may be null.
    struct Parts
    {
        storage::Database &database;
        metrics::Registry &metrics;
        settings::Publisher &settings;
        cluster::RedisConnection *redis = nullptr; ///< null: limits count for this process alone
    };

    /// On the thread of `redis`.
    explicit ApprovalsShared(const Parts &parts);

    /// The ports of one more worker; the first one asked for is `first`.
    approvals::ServicePorts portsFor(upstream::Client &client);

    /// What /readyz tells. Any thread.
    const approvals::BackgroundState &state() const { return m_state; }

    storage::Database &database() { return m_parts.database; }
    const approvals::BackgroundDoor &door() const { return m_door; }

private:
    Parts m_parts;
    std::unique_ptr<cluster::RateWindow> m_rate;
    std::unique_ptr<cluster::TokenBuckets> m_sharedBuckets; ///< null without Redis
    std::unique_ptr<PostedBuckets> m_buckets;
    std::unique_ptr<RedisWatch> m_redisWatch;
    approvals::BackgroundDoor m_door;
    approvals::BackgroundState m_state;
    std::atomic<bool> m_hasFirst {false};
};

/// One worker's approval service.
class ApprovalsHost
{
public:
    ApprovalsHost(ApprovalsShared &shared, upstream::Client &client, const settings::SnapshotPtr &settings);

    void apply(const settings::SnapshotPtr &settings) { m_service.apply(settings); }
    http::Routes routes() { return m_service.routes(); }
    const http::Owner &owner() const { return m_service.owner(); }
    /// Counts an answer on this service's paths; others are left alone.
    void onExchange(const http::Exchange &exchange);
    void stop() { m_service.stop(); }
    Task<bool> end(core::milliseconds patience) { return m_service.end(patience); }

private:
    approvals::Service m_service;
};

} // namespace signalbox::runtime
