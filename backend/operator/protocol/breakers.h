#pragma once

#include "backend/operator/protocol/providers.h"

namespace signalbox::protocol {

/// What an operator decided about a breaker; `auto` leaves it to the counts.
enum class BreakerForce { Auto, Closed, Open };

template <>
struct EnumWords<BreakerForce>
{
    static constexpr std::array kWords {"auto", "closed", "open"};
};

/// The circuit breaker of one upstream, one row of `GET /ops/v1/breakers`.
struct UpstreamBreaker
{
    QString upstream = {};
    BreakerState state = BreakerState::Closed; ///< as calls meet it, a forced state included
    BreakerForce force = BreakerForce::Auto; ///< not `auto`: until somebody gives it back or the gateway restarts
    qint64 opens = 0; ///< since the start, by the counts
    QString cause = {}; ///< of the last opening, empty before it
    core::WallTime since = {}; ///< of the last change of state or force; the start when there was none

    static constexpr const char *kName = "UpstreamBreaker";
    static constexpr auto members()
    {
        return std::tuple(Member("upstream", &UpstreamBreaker::upstream), Member("state", &UpstreamBreaker::state),
                          Member("force", &UpstreamBreaker::force), Member("opens", &UpstreamBreaker::opens),
                          Member("cause", &UpstreamBreaker::cause), Member("since", &UpstreamBreaker::since));
    }
    bool operator==(const UpstreamBreaker &) const = default;
};

/// `GET /ops/v1/breakers`.
struct Breakers
{
    std::vector<UpstreamBreaker> items = {};
    core::WallTime at = {};

    static constexpr const char *kName = "Breakers";
    static constexpr auto members()
    {
        return std::tuple(Member("items", &Breakers::items), Member("at", &Breakers::at));
    }
    bool operator==(const Breakers &) const = default;
};

/// The answer of `POST /ops/v1/breakers/{upstream}/{open|close|auto}`.
struct BreakerAnswer
{
    UpstreamBreaker breaker = {};
    QString auditId = {};

    static constexpr const char *kName = "BreakerAnswer";
    static constexpr auto members()
    {
        return std::tuple(Member("breaker", &BreakerAnswer::breaker), Member("auditId", &BreakerAnswer::auditId));
    }
    bool operator==(const BreakerAnswer &) const = default;
};

} // namespace signalbox::protocol
