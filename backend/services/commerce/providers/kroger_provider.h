#pragma once

#include "backend/platform/cluster/shared_cache.h"
#include "backend/services/commerce/matching.h"
#include "backend/services/commerce/provider.h"
#include "backend/services/commerce/providers/provider_call.h"

#include <QJsonObject>

namespace signalbox::commerce {

/// Kroger's public API (contract commerce-router 4.1): OAuth2 client credentials, nearest store, one product search
/// per item. Kroger publishes no fee, tax or slot, so those come from the price model.
class KrogerProvider final : public Provider
{
public:
    explicit KrogerProvider(const ProviderPorts &ports) : m_ports(ports) { }

    ProviderId id() const override { return ProviderId::Kroger; }
    Task<ProviderResult<ProviderQuote>> getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                 CallContext call) override;
    Task<HealthReport> healthCheck(ProviderConfigPtr config, CallContext call) override;
    Task<PlacementResult> confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call) override;

private:
    Task<ProviderResult<QByteArray>> token(ProviderConfigPtr config, CallContext call);
    Task<ProviderResult<QJsonObject>> resource(ProviderConfigPtr config, CallContext call, QByteArray path);
    Task<ProviderResult<cluster::CacheEntry>> fetchStore(ProviderConfigPtr config, CallContext call, QString zip);
    Task<ProviderResult<cluster::CacheEntry>> fetchOffers(ProviderConfigPtr config, CallContext call, QString name,
                                                          QString storeId);
    Task<ProviderResult<std::vector<Offer>>> offers(ProviderConfigPtr config, CallContext call, QString name,
                                                    QString storeId);

    ProviderPorts m_ports;
};

/// Offers of a `/v1/products` answer.
std::vector<Offer> krogerOffers(const QJsonObject &answer);

} // namespace signalbox::commerce
