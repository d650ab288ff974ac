#pragma once

#include <QByteArray>

#include <deque>
#include <mutex>
#include <vector>

namespace signalbox::log {

/// A written line and its number, 1, 2, … since the start.
struct RecentLine
{
    quint64 sequence = 0;
    QByteArray json;
};

/// The last lines for the operator's `log` topic and bundles: at most 10,000 lines and 8 MiB. Thread safe.
class Ring
{
public:
    void append(const QByteArray &json);

    /// Lines numbered above `sequence`, oldest first, at most `limit` of the oldest of them.
    std::vector<RecentLine> after(quint64 sequence, size_t limit = 500) const;
    /// The newest lines, oldest first.
    std::vector<RecentLine> latest(size_t limit) const;
    /// Number of the newest line; 0 before the first.
    quint64 lastSequence() const;

private:
    static constexpr size_t kMaxLines = 10'000;
    static constexpr qsizetype kMaxBytes = 8 * 1024 * 1024;

    mutable std::mutex m_mutex;
    std::deque<RecentLine> m_lines;
    qsizetype m_bytes = 0;
    quint64 m_sequence = 0;
};

} // namespace signalbox::log
