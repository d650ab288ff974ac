#include "backend/platform/upstream/rolling_counts.h"

#include <algorithm>

namespace signalbox::upstream {

namespace {

constexpr int kCountBits = 22;
constexpr quint64 kMostCounted = (quint64(1) << kCountBits) - 1;
constexpr quint64 kStampMask = (quint64(1) << 20) - 1;

quint64 stampOf(qint64 second)
{
    return quint64(second) & kStampMask;
}

} // namespace

void RollingCounts::add(qint64 second, quint64 all, quint64 marked)
{
    const quint64 stamp = stampOf(second);
    std::atomic<quint64> &bucket = m_buckets[size_t(quint64(second) % kSeconds)];
    quint64 before = bucket.load(std::memory_order_relaxed);
    quint64 after = 0;
    do {
        const bool current = before >> (2 * kCountBits) == stamp;
        const quint64 allBefore = current ? (before >> kCountBits) & kMostCounted : 0;
        const quint64 markedBefore = current ? before & kMostCounted : 0;
        after = stamp << (2 * kCountBits) | std::min(kMostCounted, allBefore + all) << kCountBits
            | std::min(kMostCounted, markedBefore + marked);
    } while (!bucket.compare_exchange_weak(before, after, std::memory_order_relaxed));
}

RollingCounts::Totals RollingCounts::totals(qint64 second) const
{
    Totals sum;
    for (const std::atomic<quint64> &bucket : m_buckets) {
        const quint64 word = bucket.load(std::memory_order_relaxed);
        const quint64 age = (stampOf(second) - (word >> (2 * kCountBits))) & kStampMask;
        if (age >= kSeconds)
            continue;
        sum.all += (word >> kCountBits) & kMostCounted;
        sum.marked += word & kMostCounted;
    }
    return sum;
}

void RollingCounts::clear()
{
    for (std::atomic<quint64> &bucket : m_buckets)
        bucket.store(0, std::memory_order_relaxed);
}

} // namespace signalbox::upstream
