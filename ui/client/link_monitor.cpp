#include "ui/client/link_monitor.h"

#include <algorithm>

namespace signalbox::client {

using namespace std::chrono_literals;

void LinkMonitor::heard(core::SteadyTime now)
{
    m_heard = now;
    m_everHeard = true;
    m_failures = 0;
    m_state = LinkState::Linked;
}

void LinkMonitor::failed(core::SteadyTime now)
{
    ++m_failures;
    tick(now);
}

void LinkMonitor::tick(core::SteadyTime now)
{
    const auto silent = age(now);
    if (m_failures >= 2 || silent >= kLostAfter)
        m_state = LinkState::Lost;
    else if (m_everHeard && (m_failures == 1 || silent >= kStaleAfter))
        m_state = LinkState::Stale;
}

std::chrono::milliseconds LinkMonitor::age(core::SteadyTime now) const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(now - (m_everHeard ? m_heard : m_started));
}

std::chrono::milliseconds LinkMonitor::retryDelay() const
{
    return std::min<std::chrono::milliseconds>(250ms * (1 << std::clamp(m_failures - 1, 0, 10)), 10s);
}

} // namespace signalbox::client
