#include "ui/shell/worse_watch.h"

#include <utility>

namespace signalbox::shell {

bool WorseWatch::update(kit::Health now, core::SteadyTime at)
{
    if (now == kit::Health::Unknown)
        return false;
    const kit::Health before = std::exchange(m_state, now);
    if (before == kit::Health::Unknown || now <= before)
        return false;
    const bool quiet = m_told != kit::Health::Unknown && now <= m_told && at - m_toldAt < kQuiet;
    if (quiet)
        return false;
    m_told = now;
    m_toldAt = at;
    return true;
}

} // namespace signalbox::shell
