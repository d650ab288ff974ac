#include "backend/platform/metrics/histogram_cell.h"

#include "backend/platform/metrics/registry.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace signalbox::metrics {

namespace {

/// Only the owning thread writes, so no locked instruction is needed.
template <class T>
void bump(std::atomic<T> &cell, T by)
{
    cell.store(cell.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
}

} // namespace

size_t bucketIndex(double value)
{
    if (!(value >= std::ldexp(1.0, kMinExponent)))
        return 0;
    int exponent = 0;
    const double mantissa = std::frexp(value, &exponent); // value = mantissa * 2^exponent, mantissa in [0.5, 1)
    const int octave = exponent - 1 - kMinExponent;
    if (std::isinf(value) || octave >= int(kOctaves))
        return kBuckets - 1;
    const int part = std::min(int((mantissa * 2 - 1) * kSubBuckets), kSubBuckets - 1);
    return 1 + size_t(octave) * kSubBuckets + size_t(part);
}

double bucketValue(size_t index)
{
    if (index == 0)
        return 0;
    const int octave = int((index - 1) / kSubBuckets);
    const auto part = double((index - 1) % kSubBuckets);
    return std::ldexp(1 + (part + 0.5) / kSubBuckets, octave + kMinExponent);
}

HistogramCell::HistogramCell(const std::vector<double> &upperBounds)
    : bounds(upperBounds), counts(upperBounds.size() + 1)
{
}

HistogramCell::~HistogramCell()
{
    for (const auto &octave : octaves)
        delete octave.load(std::memory_order_relaxed);
}

void HistogramCell::observe(double value)
{
    if (std::isnan(value))
        return;
    bump(sum, value);
    const auto bound = std::ranges::lower_bound(bounds, value); // first bound >= value: `le` includes it
    bump<quint64>(counts[size_t(bound - bounds.begin())], 1);
    const size_t index = bucketIndex(value);
    if (index == 0) {
        bump<quint64>(belowRange, 1);
        return;
    }
    auto &slot = octaves[(index - 1) / kSubBuckets];
    Block *block = slot.load(std::memory_order_relaxed);
    if (!block) {
        block = new Block {};
        slot.store(block, std::memory_order_release);
    }
    bump<quint64>((*block)[(index - 1) % kSubBuckets], 1);
}

void HistogramCell::addTo(std::vector<quint64> &buckets) const
{
    buckets[0] += belowRange.load(std::memory_order_relaxed);
    for (size_t octave = 0; octave < kOctaves; ++octave) {
        const Block *block = octaves[octave].load(std::memory_order_acquire);
        if (!block)
            continue;
        for (size_t part = 0; part < kSubBuckets; ++part)
            buckets[1 + octave * kSubBuckets + part] += (*block)[part].load(std::memory_order_relaxed);
    }
}

double quantile(const std::vector<quint64> &now, const std::vector<quint64> &before, double q)
{
    const auto fresh = [&](size_t i) {
        const quint64 old = i < before.size() ? before[i] : 0;
        return now[i] > old ? now[i] - old : 0;
    };
    quint64 total = 0;
    for (size_t i = 0; i < now.size(); ++i)
        total += fresh(i);
    if (total == 0)
        return std::numeric_limits<double>::quiet_NaN();
    const double share = std::clamp(q, 0.0, 1.0);
    const auto rank = std::max<quint64>(1, quint64(std::ceil(share * double(total))));
    quint64 seen = 0;
    for (size_t i = 0; i < now.size(); ++i) {
        seen += fresh(i);
        if (seen >= rank)
            return bucketValue(i);
    }
    return bucketValue(now.empty() ? 0 : now.size() - 1);
}

} // namespace signalbox::metrics
