#pragma once

#include "backend/platform/cluster/shared_cache.h"
#include "backend/services/commerce/provider.h"

namespace signalbox::commerce {

/// Instacart's Developer Platform (contract commerce-router 4.4). It tells no prices, stock or times: it lists
/// retailers and makes a shopping page, so amounts come from the mock table and the mode is `estimated`.
class InstacartProvider final : public Provider
{
public:
    explicit InstacartProvider(const ProviderPorts &ports) : m_ports(ports) { }

    ProviderId id() const override { return ProviderId::Instacart; }
    Task<ProviderResult<ProviderQuote>> getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                 CallContext call) override;
    Task<HealthReport> healthCheck(ProviderConfigPtr config, CallContext call) override;
    Task<PlacementResult> confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call) override;

private:
    ProviderPorts m_ports;
};

/// Instacart's name of a unit; unknown ones are `each`.
QByteArray instacartUnit(const QString &unit);

/// Body of `products_link` for a cart.
QByteArray productsLinkBody(const std::vector<Item> &items);

} // namespace signalbox::commerce
