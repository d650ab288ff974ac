#include "backend/runtime/approvals_host.h"

#include "backend/platform/http/exchange.h"

namespace signalbox::runtime {

namespace {

std::unique_ptr<cluster::RateWindow> rateWindow(metrics::Registry &metrics, cluster::RedisConnection *redis)
{
    return redis ? cluster::makeSharedRateWindow("approvals", metrics, *redis)
                 : cluster::makeRateWindow("approvals", metrics);
}

} // namespace

ApprovalsShared::ApprovalsShared(const Parts &parts) : m_parts(parts), m_rate(rateWindow(parts.metrics, parts.redis))
{
    if (!parts.redis)
        return;
    const auto replicas = [&settings = parts.settings] { return int(settings.current()->integer("REPLICA_HINT")); };
    m_sharedBuckets = cluster::makeSharedTokenBuckets(*parts.redis, replicas);
    m_buckets = std::make_unique<PostedBuckets>(parts.redis, *m_sharedBuckets);
    m_redisWatch = std::make_unique<RedisWatch>(*parts.redis, parts.metrics);
}

approvals::ServicePorts ApprovalsShared::portsFor(upstream::Client &client)
{
    return {.client = client,
            .database = m_parts.database,
            .rate = *m_rate,
            .metrics = m_parts.metrics,
            .clock = core::systemClock(),
            .door = m_door,
            .state = m_state,
            .buckets = m_buckets.get(),
            .first = !m_hasFirst.exchange(true)};
}

ApprovalsHost::ApprovalsHost(ApprovalsShared &shared, upstream::Client &client, const settings::SnapshotPtr &settings)
    : m_service(shared.portsFor(client))
{
    m_service.apply(settings);
}

void ApprovalsHost::onExchange(const http::Exchange &exchange)
{
    if (exchange.owner == &m_service.owner())
        m_service.onExchange(exchange);
}

} // namespace signalbox::runtime
