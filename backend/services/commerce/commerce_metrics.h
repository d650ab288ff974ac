#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/metrics/registry.h"
#include "backend/services/commerce/provider_config.h"

#include <array>

namespace signalbox::commerce {

/// The Prometheus families of contract platform 9 for one worker. Made and used on the worker's thread.
class CommerceMetrics
{
public:
    explicit CommerceMetrics(metrics::Registry &registry);

    void quoted(ProviderId id, bool success, Mode mode, core::milliseconds latency) const;
    void selected(ProviderId id, qint64 totalCents) const;
    /// `result`: success, rejected, no_providers.
    void routed(QByteArrayView result, core::milliseconds latency) const;

private:
    static constexpr size_t kModes = 3;

    std::array<std::array<std::array<metrics::Counter, kModes>, 2>, kProviderCount> m_quotes;
    std::array<metrics::Histogram, kProviderCount> m_quoteSeconds;
    std::array<metrics::Counter, kProviderCount> m_selections;
    std::array<metrics::Histogram, kProviderCount> m_selectedCents;
    std::array<metrics::Counter, 3> m_routes;
    metrics::Histogram m_routeSeconds;
};

/// The gauges commerce_provider_healthy and commerce_credential_expiry_timestamp_seconds. A gauge's value is the sum
/// over the threads, so one worker alone (the first) owns them.
class ProviderGauges
{
public:
    explicit ProviderGauges(metrics::Registry &registry);

    void setHealthy(ProviderId id, bool healthy) const;
    void setExpiry(ProviderId id, core::WallTime expiry) const;

private:
    std::array<metrics::Gauge, kProviderCount> m_healthy;
    std::array<metrics::Gauge, kProviderCount> m_expiry;
};

} // namespace signalbox::commerce
