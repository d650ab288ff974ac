#pragma once

#include <QtGlobal>

#include <optional>
#include <span>
#include <vector>

namespace signalbox::commerce {

/// A value and how often it occurs.
struct ValueCount
{
    qint64 value = 0;
    qint64 count = 0;
};

/// The linear-interpolated percentile as SQL's percentile_cont (contract commerce-router 9.2): position
/// share × (n − 1) in the sorted values. `values` ascend; `share` is 0..1. Nothing without values.
std::optional<double> percentile(std::span<const ValueCount> values, double share);

} // namespace signalbox::commerce
