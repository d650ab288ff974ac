#pragma once

#include <QString>
#include <QtGlobal>

#include <vector>

namespace signalbox::kit {

/// Where a value axis starts and ends and what is written on it.
struct ValueTicks
{
    double low = 0;
    double high = 1;
    std::vector<double> values; ///< from low to high, each a round number
};

/// Three or four round values (steps of 1, 2, 2.5 or 5 times a power of ten; 2.5 only where it leaves whole numbers)
/// that cover low..high. `low` is pulled to 0 unless negative. An empty or not finite range is 0..1.
ValueTicks roundTicks(double low, double high);

struct TimeTick
{
    qint64 at = 0; ///< ms since the epoch
    QString text; ///< local time: seconds only where the step is finer than a minute
};

/// Round local times within from..to, about `most` of them, at most one more.
std::vector<TimeTick> timeTicks(qint64 from, qint64 to, int most);

} // namespace signalbox::kit
