#pragma once

#include "backend/platform/core/clock.h"

namespace signalbox::client {

/// How the console stands to the gateway.
enum class LinkState {
    Linking, ///< nothing heard yet
    Linked,
    Stale, ///< nothing heard for 5 s, or the stream broke just now
    Lost, ///< nothing heard for 10 s, or two attempts failed
};

/// The state machine behind Link: pure, with the time given in.
class LinkMonitor
{
public:
    static constexpr std::chrono::seconds kStaleAfter {5};
    static constexpr std::chrono::seconds kLostAfter {10};

    explicit LinkMonitor(core::SteadyTime now) : m_started(now) { }

    /// Something arrived from the gateway.
    void heard(core::SteadyTime now);
    /// The stream or an attempt to open it broke.
    void failed(core::SteadyTime now);
    /// Called once a second.
    void tick(core::SteadyTime now);

    LinkState state() const { return m_state; }
    /// Since the last word from the gateway, or since the start when there was none.
    std::chrono::milliseconds age(core::SteadyTime now) const;
    /// Until the next attempt: 250 ms, doubling to 10 s, back to the start once heard.
    std::chrono::milliseconds retryDelay() const;

private:
    core::SteadyTime m_started;
    core::SteadyTime m_heard;
    bool m_everHeard = false;
    int m_failures = 0;
    LinkState m_state = LinkState::Linking;
};

} // namespace signalbox::client
