#include "backend/sandbox/weather.h"

#include <QHash>

#include <array>
#include <cmath>
#include <span>

namespace signalbox::sandbox {

namespace {

constexpr qint64 kCycleMs = 9 * 60 * 1000;
constexpr qint64 kStormMs = 2 * 60 * 1000;
constexpr qint64 kShopStormMs = 3 * 60 * 1000; ///< of each cycle, like the next
constexpr qint64 kMessageStormMs = 6 * 60 * 1000;

struct Climate
{
    double medianMs;
    double spread; ///< sigma of the logarithm
    double faultShare;
};

Climate climateOf(const QByteArray &party)
{
    static const QHash<QByteArray, Climate> known {{"kroger", {90, 0.45, 0.008}},
                                                   {"walmart", {60, 0.35, 0.004}},
                                                   {"mealme", {120, 0.5, 0.012}},
                                                   {"instacart", {75, 0.4, 0.006}},
                                                   {"twilio", {140, 0.4, 0.012}},
                                                   {"imessage", {220, 0.5, 0.01}},
                                                   {"core", {45, 0.6, 0.015}}};
    return known.value(party, {50, 0.3, 0.0});
}

/// Whose turn it is to have the storm that begins at `start` of each cycle.
QByteArray turnOf(std::span<const QByteArray> order, qint64 start, core::WallTime now)
{
    const qint64 ms = core::epochMs(now);
    const qint64 inCycle = ms % kCycleMs;
    if (inCycle < start || inCycle >= start + kStormMs)
        return {};
    return order[size_t(ms / kCycleMs) % order.size()];
}

} // namespace

QByteArray Weather::stormOver(core::WallTime now)
{
    static const std::array<QByteArray, 4> order {"kroger", "mealme", "instacart", "walmart"};
    return turnOf(order, kShopStormMs, now);
}

QByteArray Weather::messageStormOver(core::WallTime now)
{
    static const std::array<QByteArray, 3> order {"core", "twilio", "imessage"};
    return turnOf(order, kMessageStormMs, now);
}

Fate Weather::next(const QByteArray &party, core::WallTime now)
{
    Climate climate = climateOf(party);
    if (stormOver(now) == party || messageStormOver(now) == party) {
        climate.medianMs *= 4;
        climate.faultShare = 0.22;
    }
    std::lognormal_distribution<double> latency(std::log(climate.medianMs), climate.spread);
    std::uniform_real_distribution<double> share(0, 1);
    Fate fate;
    fate.delay = core::milliseconds(qint64(std::min(latency(m_random), 6000.0)));
    if (share(m_random) >= climate.faultShare)
        return fate;
    const double kind = share(m_random);
    fate.fault = kind < 0.7 ? Fault::ServerError : kind < 0.9 ? Fault::TooManyRequests : Fault::Hang;
    return fate;
}

} // namespace signalbox::sandbox
