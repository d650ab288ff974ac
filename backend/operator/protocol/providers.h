#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

enum class ProviderMode { Live, Estimated, Mock };

template <>
struct EnumWords<ProviderMode>
{
    static constexpr std::array kWords {"live", "estimated", "mock"};
};

enum class BreakerState { Closed, Open, HalfOpen };

template <>
struct EnumWords<BreakerState>
{
    static constexpr std::array kWords {"closed", "open", "halfOpen"};
};

struct Breaker
{
    BreakerState state = BreakerState::Closed;
    qint64 opens = 0; ///< since the start
    QString cause = {}; ///< of the last opening, empty before it
    std::optional<core::WallTime> since = {}; ///< in this state

    static constexpr const char *kName = "Breaker";
    static constexpr auto members()
    {
        return std::tuple(Member("state", &Breaker::state), Member("opens", &Breaker::opens),
                          Member("cause", &Breaker::cause), Member("since", &Breaker::since));
    }
    bool operator==(const Breaker &) const = default;
};

/// One row of `GET /ops/v1/providers`; the means and shares cover the last 15 minutes.
struct ProviderState
{
    QString id = {};
    QString name = {};
    bool enabled = false;
    ProviderMode mode = ProviderMode::Mock;
    bool healthy = false;
    QString reason = {}; ///< why not healthy: `DISABLED`, `AUTH_FAILED`, …
    int priority = 0; ///< effective
    Breaker breaker = {};
    std::optional<core::WallTime> credentialsExpireAt = {};
    qint64 quotes = 0;
    qint64 selections = 0;
    std::optional<double> errorShare = {}; ///< 0..1
    std::optional<double> meanLatencyMs = {};
    std::optional<double> p50Ms = {};
    std::optional<double> p95Ms = {};
    std::optional<double> selectionShare = {}; ///< 0..1
    std::optional<double> meanTotalCents = {};
    std::optional<double> meanEtaMinutes = {};
    std::optional<double> meanCommissionCents = {};
    core::WallTime at = {};

    static constexpr const char *kName = "ProviderState";
    static constexpr auto members()
    {
        return std::tuple(
            Member("id", &ProviderState::id), Member("name", &ProviderState::name),
            Member("enabled", &ProviderState::enabled), Member("mode", &ProviderState::mode),
            Member("healthy", &ProviderState::healthy), Member("reason", &ProviderState::reason),
            Member("priority", &ProviderState::priority), Member("breaker", &ProviderState::breaker),
            Member("credentialsExpireAt", &ProviderState::credentialsExpireAt),
            Member("quotes", &ProviderState::quotes), Member("selections", &ProviderState::selections),
            Member("errorShare", &ProviderState::errorShare), Member("meanLatencyMs", &ProviderState::meanLatencyMs),
            Member("p50Ms", &ProviderState::p50Ms), Member("p95Ms", &ProviderState::p95Ms),
            Member("selectionShare", &ProviderState::selectionShare),
            Member("meanTotalCents", &ProviderState::meanTotalCents),
            Member("meanEtaMinutes", &ProviderState::meanEtaMinutes),
            Member("meanCommissionCents", &ProviderState::meanCommissionCents), Member("at", &ProviderState::at));
    }
    bool operator==(const ProviderState &) const = default;
};

/// The answer of `POST /ops/v1/providers/{name}/probe`: how the provider itself answers now, whether it is enabled or
/// not.
struct ProviderProbe
{
    QString providerId = {};
    QString name = {};
    bool healthy = false;
    QString reason = {}; ///< why not healthy: `TIMEOUT`, `AUTH_FAILED`, …; nothing was sent with `MISSING_CREDENTIALS`
                         ///< and `CIRCUIT_OPEN`
    qint64 ms = 0; ///< until its answer
    core::WallTime at = {};
    QString auditId = {};

    static constexpr const char *kName = "ProviderProbe";
    static constexpr auto members()
    {
        return std::tuple(Member("providerId", &ProviderProbe::providerId), Member("name", &ProviderProbe::name),
                          Member("healthy", &ProviderProbe::healthy), Member("reason", &ProviderProbe::reason),
                          Member("ms", &ProviderProbe::ms), Member("at", &ProviderProbe::at),
                          Member("auditId", &ProviderProbe::auditId));
    }
    bool operator==(const ProviderProbe &) const = default;
};

/// `GET /ops/v1/providers`, and the stream's topic `providers`.
struct Providers
{
    std::vector<ProviderState> items = {}; ///< in declared order
    core::WallTime at = {};

    static constexpr const char *kName = "Providers";
    static constexpr auto members()
    {
        return std::tuple(Member("items", &Providers::items), Member("at", &Providers::at));
    }
    bool operator==(const Providers &) const = default;
};

} // namespace signalbox::protocol
