#include "backend/platform/log/ring.h"

#include <algorithm>

namespace signalbox::log {

QByteArrayView Ring::Block::line(quint64 sequence) const
{
    const size_t index = size_t(sequence - first);
    const quint32 begin = index == 0 ? 0 : ends[index - 1];
    return QByteArrayView(bytes).sliced(begin, qsizetype(ends[index] - begin));
}

void Ring::append(const std::vector<QByteArrayView> &lines)
{
    const std::scoped_lock lock(m_mutex);
    for (const QByteArrayView line : lines) {
        if (m_blocks.empty() || m_blocks.back().bytes.size() + line.size() > kBlockBytes) {
            if (m_blocks.size() == kMaxBlocks)
                m_blocks.pop_front();
            m_blocks.push_back({m_sequence + 1, {}, {}});
            m_blocks.back().bytes.reserve(kBlockBytes);
        }
        Block &block = m_blocks.back();
        block.bytes += line;
        block.ends.push_back(quint32(block.bytes.size()));
        ++m_sequence;
    }
    while (!m_blocks.empty() && m_blocks.front().next() <= oldest())
        m_blocks.pop_front();
}

quint64 Ring::oldest() const
{
    const quint64 bound = m_sequence >= kMaxLines ? m_sequence - kMaxLines + 1 : 1;
    return m_blocks.empty() ? bound : std::max(bound, m_blocks.front().first);
}

std::vector<RecentLine> Ring::copy(quint64 from, quint64 count) const
{
    std::vector<RecentLine> lines;
    lines.reserve(count);
    auto block = std::ranges::upper_bound(m_blocks, from, {}, &Block::next);
    for (quint64 sequence = from; sequence < from + count; ++sequence) {
        if (sequence == block->next())
            ++block;
        lines.push_back({sequence, block->line(sequence).toByteArray()});
    }
    return lines;
}

std::vector<RecentLine> Ring::after(quint64 sequence, size_t limit) const
{
    const std::scoped_lock lock(m_mutex);
    const quint64 from = std::max(sequence + 1, oldest());
    return from > m_sequence ? std::vector<RecentLine>() : copy(from, std::min<quint64>(limit, m_sequence - from + 1));
}

std::vector<RecentLine> Ring::latest(size_t limit) const
{
    const std::scoped_lock lock(m_mutex);
    const quint64 count = std::min<quint64>(limit, m_sequence + 1 - oldest());
    return copy(m_sequence + 1 - count, count);
}

quint64 Ring::lastSequence() const
{
    const std::scoped_lock lock(m_mutex);
    return m_sequence;
}

} // namespace signalbox::log
