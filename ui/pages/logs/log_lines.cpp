#include "ui/pages/logs/log_lines.h"

namespace signalbox::pages {

namespace {

/// Lines that one run of a gateway may write: a place stays exact as the number of a table's cell.
constexpr int kRunBits = 40;

qint64 startOf(const QString &id)
{
    return id.left(id.indexOf(u'.')).toLongLong();
}

} // namespace

qint64 LogLines::placeOf(const QString &id) const
{
    const qint64 run = std::max<qint64>(m_starts.indexOf(startOf(id)), 0);
    return (run << kRunBits) + id.mid(id.indexOf(u'.') + 1).toLongLong();
}

void LogLines::add(protocol::LogRow row)
{
    if (const qint64 start = startOf(row.id); !m_starts.contains(start))
        m_starts.push_back(start);
    const qint64 place = placeOf(row.id);
    m_lines.try_emplace(place, std::move(row));
    if (m_lines.size() > m_most) {
        m_lines.erase(m_lines.begin());
        ++m_dropped;
    }
}

void LogLines::clear()
{
    m_lines.clear();
    m_dropped = 0;
}

const protocol::LogRow *LogLines::find(const QString &id) const
{
    const auto found = m_lines.find(placeOf(id));
    return found == m_lines.end() || found->second.id != id ? nullptr : &found->second;
}

} // namespace signalbox::pages
