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

/// The last lines for the operator's `log` topic and bundles: at most 10,000 lines and 4 MiB, kept in blocks of many.
/// Thread safe.
class Ring
{
public:
    /// Adds lines, each given without its end.
    void append(const std::vector<QByteArrayView> &lines);

    /// Lines numbered above `sequence`, oldest first, at most `limit` of the oldest of them.
    std::vector<RecentLine> after(quint64 sequence, size_t limit = 500) const;
    /// The newest lines, oldest first.
    std::vector<RecentLine> latest(size_t limit) const;
    /// Number of the newest line; 0 before the first.
    quint64 lastSequence() const;

private:
    struct Block
    {
        quint64 first = 0; ///< number of its first line
        QByteArray bytes;
        std::vector<quint32> ends; ///< of each line in `bytes`

        quint64 next() const { return first + ends.size(); }
        QByteArrayView line(quint64 sequence) const;
    };
    static constexpr quint64 kMaxLines = 10'000;
    static constexpr qsizetype kBlockBytes = 64 * 1024;
    static constexpr size_t kMaxBlocks = 64;

    quint64 oldest() const;
    std::vector<RecentLine> copy(quint64 from, quint64 count) const;

    mutable std::mutex m_mutex;
    std::deque<Block> m_blocks;
    quint64 m_sequence = 0;
};

} // namespace signalbox::log
