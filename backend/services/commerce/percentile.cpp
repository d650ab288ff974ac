#include "backend/services/commerce/percentile.h"

#include <cmath>

namespace signalbox::commerce {

namespace {

/// The value at a place of the sorted list that the counts stand for.
qint64 valueAt(std::span<const ValueCount> values, qint64 place)
{
    for (const ValueCount &one : values) {
        if (place < one.count)
            return one.value;
        place -= one.count;
    }
    return values.back().value;
}

} // namespace

std::optional<double> percentile(std::span<const ValueCount> values, double share)
{
    qint64 total = 0;
    for (const ValueCount &one : values)
        total += one.count;
    if (total == 0)
        return std::nullopt;
    const double position = share * double(total - 1);
    const double below = std::floor(position);
    const qint64 low = valueAt(values, qint64(below));
    const qint64 high = valueAt(values, qint64(std::ceil(position)));
    return double(low) + (position - below) * double(high - low);
}

} // namespace signalbox::commerce
