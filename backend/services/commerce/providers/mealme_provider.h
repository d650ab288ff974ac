#pragma once

#include "backend/platform/cluster/shared_cache.h"
#include "backend/platform/core/headers.h"
#include "backend/services/commerce/provider.h"

namespace signalbox::commerce {

/// MealMe's API (contract commerce-router 4.3): geocode, one cart search over the stores around, and orders placed in
/// two steps (draft with a final price, then finalize).
class MealMeProvider final : public Provider
{
public:
    explicit MealMeProvider(const ProviderPorts &ports) : m_ports(ports) { }

    ProviderId id() const override { return ProviderId::MealMe; }
    Task<ProviderResult<ProviderQuote>> getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                 CallContext call) override;
    Task<HealthReport> healthCheck(ProviderConfigPtr config, CallContext call) override;
    Task<PlacementResult> confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call) override;

private:
    ProviderPorts m_ports;
};

/// The header that carries the key, by MEALME_AUTH_SCHEME.
Headers mealMeAuthorization(const ProviderConfig &config);

} // namespace signalbox::commerce
