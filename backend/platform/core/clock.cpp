#include "backend/platform/core/clock.h"

#include <cstdio>
#include <ctime>

namespace signalbox::core {

namespace {

class SystemClock final : public Clock
{
public:
    WallTime wall() const override
    {
        return std::chrono::time_point_cast<milliseconds>(std::chrono::system_clock::now());
    }
    SteadyTime steady() const override { return std::chrono::steady_clock::now(); }
};

} // namespace

const Clock &systemClock()
{
    static const SystemClock clock;
    return clock;
}

qint64 epochMs(WallTime time)
{
    return time.time_since_epoch().count();
}

WallTime wallTime(qint64 ms)
{
    return WallTime(milliseconds(ms));
}

QByteArray isoUtc(WallTime time)
{
    const auto days = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(days);
    const std::chrono::hh_mm_ss<milliseconds> clock(time - days);
    char text[40];
    const int size = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()),
                                   unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()),
                                   int(clock.minutes().count()), int(clock.seconds().count()),
                                   int(clock.subseconds().count()));
    return QByteArray(text, size);
}

} // namespace signalbox::core
