#include "backend/runtime/commerce_host.h"

#include "backend/platform/core/ids.h"
#include "backend/services/commerce/providers/provider_set.h"

namespace signalbox::runtime {

namespace {

constexpr qsizetype kSecretBytes = 32;

std::unique_ptr<cluster::RateWindow> rateWindow(metrics::Registry &metrics, cluster::RedisConnection *redis)
{
    return redis ? cluster::makeSharedRateWindow("commerce", metrics, *redis)
                 : cluster::makeRateWindow("commerce", metrics);
}

} // namespace

CommerceShared::CommerceShared(Parts parts)
    : m_parts(std::move(parts)),
      m_stores(cluster::makeSharedCache("stores", {.entries = 20'000, .bytes = 8 << 20}, m_parts.metrics)),
      m_products(cluster::makeSharedCache("products", {.entries = 50'000, .bytes = 32 << 20}, m_parts.metrics)),
      m_tokens(cluster::makeSharedCache("tokens", {.entries = 100, .bytes = 1 << 20}, m_parts.metrics)),
      m_rate(rateWindow(m_parts.metrics, m_parts.redis)),
      m_processSecret(core::randomBytes(kSecretBytes))
{
}

commerce::ServicePorts CommerceShared::portsFor(upstream::Client &client)
{
    return {.client = client,
            .database = m_parts.database,
            .stores = *m_stores,
            .products = *m_products,
            .tokens = *m_tokens,
            .rate = *m_rate,
            .metrics = m_parts.metrics,
            .clock = core::systemClock(),
            .pool = m_parts.pool,
            .reputations = m_reputations,
            .processSecret = m_processSecret,
            .providers = commerce::makeProviderSet,
            .decisions = m_parts.decisions,
            .memory = m_parts.inMemory ? &m_memory : nullptr,
            .alerts = &m_alerts,
            .first = !m_hasFirst.exchange(true)};
}

CommerceHost::CommerceHost(CommerceShared &shared, upstream::Client &client, settings::SnapshotPtr settings)
    : m_service(shared.portsFor(client))
{
    m_service.apply(std::move(settings));
}

} // namespace signalbox::runtime
