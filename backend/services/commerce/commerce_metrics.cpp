#include "backend/services/commerce/commerce_metrics.h"

#include <algorithm>

namespace signalbox::commerce {

using metrics::Kind;

namespace {

constexpr std::array<QByteArrayView, 3> kRouteResults {"success", "rejected", "no_providers"};

double seconds(core::milliseconds time)
{
    return std::chrono::duration<double>(time).count();
}

void declareFamilies(metrics::Registry &registry)
{
    const std::vector<double> bounds {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60};
    registry.declare({"commerce_quotes_total", "Quotes asked of each provider.", Kind::Counter, {}});
    registry.declare({"commerce_quote_duration_seconds", "Time one quote took.", Kind::Histogram, bounds});
    registry.declare({"commerce_selections_total", "How often each provider won.", Kind::Counter, {}});
    registry.declare({"commerce_selected_total_cents", "Totals of the winning quotes, in cents.", Kind::Histogram,
                      {1000, 2500, 5000, 7500, 10'000, 15'000, 25'000, 50'000}});
    registry.declare({"commerce_route_requests_total", "Route requests by result.", Kind::Counter, {}});
    registry.declare({"commerce_route_duration_seconds", "Time one route request took.", Kind::Histogram, bounds});
}

} // namespace

CommerceMetrics::CommerceMetrics(metrics::Registry &registry)
{
    declareFamilies(registry);
    constexpr std::array kModeList {Mode::Live, Mode::Estimated, Mode::Mock};
    for (const ProviderId id : kAllProviders) {
        const size_t at = indexOf(id);
        const metrics::Labels provider {{"provider", idText(id)}};
        for (const bool success : {false, true}) {
            for (const Mode mode : kModeList) {
                metrics::Labels labels = provider;
                labels.emplace_back("result", success ? "success" : "error");
                labels.emplace_back("mode", modeText(mode));
                m_quotes[at][success ? 1 : 0][static_cast<size_t>(mode)] =
                    registry.counter("commerce_quotes_total", labels);
            }
        }
        m_quoteSeconds[at] = registry.histogram("commerce_quote_duration_seconds", provider);
        m_selections[at] = registry.counter("commerce_selections_total", provider);
        m_selectedCents[at] = registry.histogram("commerce_selected_total_cents", provider);
    }
    for (size_t i = 0; i < kRouteResults.size(); ++i)
        m_routes[i] = registry.counter("commerce_route_requests_total", {{"result", kRouteResults[i].toByteArray()}});
    m_routeSeconds = registry.histogram("commerce_route_duration_seconds");
}

void CommerceMetrics::quoted(ProviderId id, bool success, Mode mode, core::milliseconds latency) const
{
    m_quotes[indexOf(id)][success ? 1 : 0][static_cast<size_t>(mode)].add();
    m_quoteSeconds[indexOf(id)].observe(seconds(latency));
}

void CommerceMetrics::selected(ProviderId id, qint64 totalCents) const
{
    m_selections[indexOf(id)].add();
    m_selectedCents[indexOf(id)].observe(double(totalCents));
}

void CommerceMetrics::routed(QByteArrayView result, core::milliseconds latency) const
{
    const auto found = std::ranges::find(kRouteResults, result);
    if (found != kRouteResults.end())
        m_routes[size_t(found - kRouteResults.begin())].add();
    m_routeSeconds.observe(seconds(latency));
}

ProviderGauges::ProviderGauges(metrics::Registry &registry)
{
    registry.declare({"commerce_provider_healthy", "0 when the provider's last probe failed, else 1.", Kind::Gauge, {}});
    registry.declare({"commerce_credential_expiry_timestamp_seconds", "When the provider's credentials expire.",
                      Kind::Gauge, {}});
    for (const ProviderId id : kAllProviders) {
        const metrics::Labels labels {{"provider", idText(id)}};
        m_healthy[indexOf(id)] = registry.gauge("commerce_provider_healthy", labels);
        m_healthy[indexOf(id)].set(1); // who was never probed has not failed
        m_expiry[indexOf(id)] = registry.gauge("commerce_credential_expiry_timestamp_seconds", labels);
    }
}

void ProviderGauges::setHealthy(ProviderId id, bool healthy) const
{
    m_healthy[indexOf(id)].set(healthy ? 1 : 0);
}

void ProviderGauges::setExpiry(ProviderId id, core::WallTime expiry) const
{
    m_expiry[indexOf(id)].set(double(core::epochMs(expiry)) / 1000.0);
}

} // namespace signalbox::commerce
