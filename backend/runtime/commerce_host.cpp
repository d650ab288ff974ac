#include "backend/runtime/commerce_host.h"

#include "backend/platform/core/ids.h"
#include "backend/services/commerce/providers/provider_set.h"

namespace signalbox::runtime {

namespace {

constexpr qsizetype kSecretBytes = 32;

} // namespace

CommerceShared::CommerceShared(storage::Database &database, bool inMemory, metrics::Registry &metrics,
                               commerce::DecisionSink decisions)
    : m_database(database),
      m_inMemory(inMemory),
      m_metrics(metrics),
      m_decisions(std::move(decisions)),
      m_stores(cluster::makeSharedCache("stores", {.entries = 20'000, .bytes = 8 << 20}, metrics)),
      m_products(cluster::makeSharedCache("products", {.entries = 50'000, .bytes = 32 << 20}, metrics)),
      m_tokens(cluster::makeSharedCache("tokens", {.entries = 100, .bytes = 1 << 20}, metrics)),
      m_rate(cluster::makeRateWindow()),
      m_processSecret(core::randomBytes(kSecretBytes))
{
}

commerce::ServicePorts CommerceShared::portsFor(upstream::Client &client)
{
    return {.client = client,
            .database = m_database,
            .stores = *m_stores,
            .products = *m_products,
            .tokens = *m_tokens,
            .rate = *m_rate,
            .metrics = m_metrics,
            .clock = core::systemClock(),
            .reputations = m_reputations,
            .processSecret = m_processSecret,
            .providers = commerce::makeProviderSet,
            .decisions = m_decisions,
            .inMemory = m_inMemory,
            .first = !m_hasFirst.exchange(true)};
}

CommerceHost::CommerceHost(CommerceShared &shared, upstream::Client &client, settings::SnapshotPtr settings)
    : m_service(shared.portsFor(client))
{
    m_service.apply(std::move(settings));
}

} // namespace signalbox::runtime
