#pragma once

#include "backend/platform/cluster/shared_cache.h"
#include "backend/services/commerce/matching.h"
#include "backend/services/commerce/provider.h"
#include "backend/services/commerce/providers/provider_call.h"
#include "backend/services/commerce/providers/walmart_signature.h"

namespace signalbox::commerce {

/// Walmart's affiliate API (contract commerce-router 4.2): signed headers on every call, an optional store look-up,
/// one product search per item. Fee, tax and time come from the price model.
class WalmartProvider final : public Provider
{
public:
    explicit WalmartProvider(const ProviderPorts &ports) : m_ports(ports), m_signer(ports.pool) { }

    ProviderId id() const override { return ProviderId::Walmart; }
    Task<ProviderResult<ProviderQuote>> getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                 CallContext call) override;
    Task<HealthReport> healthCheck(ProviderConfigPtr config, CallContext call) override;
    Task<PlacementResult> confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call) override;

private:
    Task<ProviderResult<ProviderReply>> get(ProviderConfigPtr config, CallContext call, QByteArray pathAndQuery);
    Task<ProviderResult<cluster::CacheEntry>> fetchStore(ProviderConfigPtr config, CallContext call, QString zip);
    Task<ProviderResult<cluster::CacheEntry>> fetchOffers(ProviderConfigPtr config, CallContext call, QString name);
    Task<ProviderResult<std::vector<Offer>>> offers(ProviderConfigPtr config, CallContext call, QString name);

    ProviderPorts m_ports;
    WalmartSigner m_signer;
};

/// Offers of a `search` answer; `items` may be missing.
std::vector<Offer> walmartOffers(const QJsonValue &answer);
/// `https://affil.walmart.com/cart/addToCart?items=<id>%7C<qty>,…&affcamid=<A>`.
QString walmartCartLink(const std::vector<CartLine> &cart, const QString &affiliateId);

} // namespace signalbox::commerce
