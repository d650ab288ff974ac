#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <chrono>

namespace signalbox::core {

using std::chrono::milliseconds;
using SteadyTime = std::chrono::steady_clock::time_point;
using WallTime = std::chrono::time_point<std::chrono::system_clock, milliseconds>;

/// Where the time comes from, so that tests can set it. Implementations are thread safe.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Time of day, UTC, ms. May step backwards.
    virtual WallTime wall() const = 0;
    /// Never steps backwards; for deadlines and durations.
    virtual SteadyTime steady() const = 0;
};

/// The machine's own clocks.
const Clock &systemClock();

/// Milliseconds since 1970-01-01T00:00:00Z.
qint64 epochMs(WallTime time);
WallTime wallTime(qint64 epochMs);

/// RFC 3339 in UTC with milliseconds: `2026-01-01T00:00:00.000Z`.
QByteArray isoUtc(WallTime time);

} // namespace signalbox::core
