#pragma once

#include "backend/operator/protocol/logs.h"

#include <map>

namespace signalbox::pages {

/// The lines that the console holds, in the order in which they were written: by the gateway's start and the line's
/// number, not by the clock, which may step back. The oldest leave when there are too many.
class LogLines
{
public:
    /// As many as a gateway keeps.
    static constexpr std::size_t kMost = 10'000;

    explicit LogLines(std::size_t most = kMost) : m_most(most) { }

    /// Adds it; a known line changes nothing.
    void add(protocol::LogRow row);
    void clear();

    bool has(const QString &id) const { return find(id) != nullptr; }
    /// Valid until the next change; null for a line that is not held.
    const protocol::LogRow *find(const QString &id) const;
    /// Oldest first, by place.
    const std::map<qint64, protocol::LogRow> &all() const { return m_lines; }
    /// A number that grows from line to line, also over the gateway's restarts.
    qint64 placeOf(const QString &id) const;
    bool isFull() const { return m_lines.size() >= m_most; }
    /// Lines that had to leave.
    qint64 dropped() const { return m_dropped; }

private:
    std::size_t m_most;
    std::map<qint64, protocol::LogRow> m_lines;
    QList<qint64> m_starts; ///< of the gateway, in the order in which this console saw them
    qint64 m_dropped = 0;
};

} // namespace signalbox::pages
