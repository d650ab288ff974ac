#pragma once

#include "backend/platform/core/clock.h"
#include "ui/kit/state_badge.h"

namespace signalbox::shell {

/// Decides when a person is told that it got worse: on a change from well to degraded or down, or from degraded to
/// down. The first state that is known is no change, and what flaps is told once a minute. Pure.
class WorseWatch
{
public:
    static constexpr std::chrono::seconds kQuiet {60};

    /// The state now; Unknown says nothing. True when it must be told.
    bool update(kit::Health now, core::SteadyTime at);

private:
    kit::Health m_state = kit::Health::Unknown;
    kit::Health m_told = kit::Health::Unknown;
    core::SteadyTime m_toldAt;
};

} // namespace signalbox::shell
