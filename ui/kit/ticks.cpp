#include "ui/kit/ticks.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

constexpr int kMostValues = 4;

/// The smallest round step with which low..high needs at most four values.
double stepFor(double low, double high)
{
    double power = std::pow(10.0, std::floor(std::log10((high - low) / kMostValues)));
    for (;; power *= 10) {
        for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
            if (factor == 2.5 && power < 9.5)
                continue;
            const double step = factor * power;
            const double count = std::ceil(high / step - 1e-9) - std::floor(low / step + 1e-9) + 1;
            if (count <= kMostValues)
                return step;
        }
    }
}

} // namespace

ValueTicks roundTicks(double low, double high)
{
    if (!std::isfinite(low) || low > 0)
        low = 0;
    if (!std::isfinite(high) || high <= low)
        high = low + 1;
    const double step = stepFor(low, high);
    const double first = std::floor(low / step + 1e-9);
    const double last = std::max(std::ceil(high / step - 1e-9), first + 1);
    ValueTicks ticks {first * step, last * step, {}};
    for (double at = first; at <= last + 0.5; ++at)
        ticks.values.push_back(at * step);
    if (ticks.values.size() < 3)
        ticks.values.insert(ticks.values.begin() + 1, (ticks.low + ticks.high) / 2);
    return ticks;
}

std::vector<TimeTick> timeTicks(qint64 from, qint64 to, int most)
{
    static constexpr qint64 kSecond = 1'000;
    static constexpr qint64 kMinute = 60 * kSecond;
    static constexpr qint64 kHour = 60 * kMinute;
    static constexpr qint64 kDay = 24 * kHour;
    static constexpr qint64 kSteps[] {kSecond,      2 * kSecond,  5 * kSecond,  10 * kSecond, 15 * kSecond, 30 * kSecond,
                                      kMinute,      2 * kMinute,  5 * kMinute,  10 * kMinute, 15 * kMinute, 30 * kMinute,
                                      kHour,        2 * kHour,    3 * kHour,    6 * kHour,    12 * kHour,   kDay,
                                      2 * kDay,     7 * kDay,     14 * kDay,    30 * kDay};
    std::vector<TimeTick> ticks;
    if (to <= from || most < 1)
        return ticks;
    const auto fits = [&](qint64 step) { return (to - from) / step <= most; };
    const auto *found = std::find_if(std::begin(kSteps), std::end(kSteps), fits);
    const qint64 step = found == std::end(kSteps) ? (to - from) / most + 1 : *found;
    const QString format = step < kMinute ? u"HH:mm:ss"_s : step < kDay ? u"HH:mm"_s : u"MMM d"_s;
    const qint64 offset = QDateTime::fromMSecsSinceEpoch(from).offsetFromUtc() * kSecond;
    const qint64 first = (from + offset + step - 1) / step * step - offset;
    for (qint64 at = first; at <= to; at += step)
        ticks.push_back({at, QLocale().toString(QDateTime::fromMSecsSinceEpoch(at), format)});
    return ticks;
}

} // namespace signalbox::kit
