#include "backend/platform/log/ring.h"

#include <algorithm>

namespace signalbox::log {

void Ring::append(const QByteArray &json)
{
    const std::scoped_lock lock(m_mutex);
    m_lines.push_back({++m_sequence, json});
    m_bytes += json.size();
    while (m_lines.size() > kMaxLines || m_bytes > kMaxBytes) {
        m_bytes -= m_lines.front().json.size();
        m_lines.pop_front();
    }
}

std::vector<RecentLine> Ring::after(quint64 sequence, size_t limit) const
{
    const std::scoped_lock lock(m_mutex);
    const auto first = std::ranges::upper_bound(m_lines, sequence, {}, &RecentLine::sequence);
    const auto count = std::min(limit, size_t(std::distance(first, m_lines.end())));
    return {first, first + std::ptrdiff_t(count)};
}

std::vector<RecentLine> Ring::latest(size_t limit) const
{
    const std::scoped_lock lock(m_mutex);
    const size_t count = std::min(limit, m_lines.size());
    return {m_lines.end() - std::ptrdiff_t(count), m_lines.end()};
}

quint64 Ring::lastSequence() const
{
    const std::scoped_lock lock(m_mutex);
    return m_sequence;
}

} // namespace signalbox::log
