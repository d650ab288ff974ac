#include "ui/shell/history.h"

namespace signalbox::shell {

void History::visit(Place place)
{
    if (!m_places.empty() && m_places[m_at] == place)
        return;
    if (!m_places.empty())
        m_places.resize(m_at + 1);
    if (m_places.size() == kMostPlaces)
        m_places.erase(m_places.begin());
    m_places.push_back(std::move(place));
    m_at = m_places.size() - 1;
}

std::optional<History::Place> History::back()
{
    if (m_at == 0)
        return std::nullopt;
    return m_places[--m_at];
}

std::optional<History::Place> History::ahead()
{
    if (m_at + 1 >= m_places.size())
        return std::nullopt;
    return m_places[++m_at];
}

} // namespace signalbox::shell
