#include "backend/runtime/commerce_host.h"

#include "backend/platform/core/ids.h"
#include "backend/platform/core/thread_anchor.h"
#include "backend/services/commerce/providers/provider_set.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

using ProbeResult = Result<commerce::ProviderHealth>;

constexpr qsizetype kSecretBytes = 32;

std::unique_ptr<cluster::RateWindow> rateWindow(metrics::Registry &metrics, cluster::RedisConnection *redis)
{
    return redis ? cluster::makeSharedRateWindow("commerce", metrics, *redis)
                 : cluster::makeRateWindow("commerce", metrics);
}

Task<void> probeFor(commerce::Service *service, commerce::ProviderId id, core::OneShot<ProbeResult> done,
                    core::ReturnAddress home)
{
    ProbeResult health = fail(ErrorCode::Unavailable, PublicText(u"commerce has ended here"_s));
    if (service)
        health = co_await service->probe(id);
    home.post([done, health] { done.resolve(health); });
}

} // namespace

/// Where providers are asked: `service` is used on that thread only, and null once it has ended.
struct CommerceShared::Offer
{
    core::ReturnAddress thread;
    commerce::Service *service;
};

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

void CommerceShared::offer(commerce::Service &service)
{
    if (service.context().ports.first)
        m_offer = std::make_shared<Offer>(core::ReturnAddress::here(), &service);
}

void CommerceShared::leave(commerce::Service &service)
{
    if (service.context().ports.first && m_offer)
        m_offer->service = nullptr;
}

Task<ProbeResult> CommerceShared::probe(commerce::ProviderId id)
{
    if (!m_offer)
        co_return fail(ErrorCode::Unavailable, PublicText(u"commerce has not begun here"_s));
    const core::OneShot<ProbeResult> done;
    m_offer->thread.post([offer = m_offer, id, done, home = core::ReturnAddress::here()] {
        probeFor(offer->service, id, done, home);
    });
    co_return co_await done;
}

CommerceHost::CommerceHost(CommerceShared &shared, upstream::Client &client, settings::SnapshotPtr settings)
    : m_shared(shared), m_service(shared.portsFor(client))
{
    m_service.apply(std::move(settings));
    m_shared.offer(m_service);
}

CommerceHost::~CommerceHost()
{
    m_shared.leave(m_service);
}

void CommerceHost::stop()
{
    m_shared.leave(m_service);
    m_service.stop();
}

} // namespace signalbox::runtime
