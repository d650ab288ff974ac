#include "ui/kit/formats.h"

#include <QCoreApplication>
#include <QDateTime>

#include <cmath>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

/// Translations of this file live in this context.
struct Formats
{
    Q_DECLARE_TR_FUNCTIONS(Formats)
};

constexpr QChar kUnknown = u'–';

QString scaled(double value, const QLocale &locale)
{
    const double tenths = std::round(value * 10);
    const int decimals = tenths < 99.5 && std::fmod(tenths, 10) != 0 ? 1 : 0;
    return locale.toString(value, 'f', decimals);
}

} // namespace

QString formatNumber(double value, int decimals, const QLocale &locale)
{
    if (!std::isfinite(value))
        return kUnknown;
    // No sign before what is written as zero, and a sign that is as wide as a digit elsewhere.
    const double size = std::abs(value);
    const bool negative = value < 0 && std::round(size * std::pow(10, decimals)) > 0;
    return (negative ? QString(u'\u2212') : QString()) + locale.toString(size, 'f', decimals);
}

QString formatPercent(double share, const QLocale &locale)
{
    if (!std::isfinite(share))
        return kUnknown;
    const double percent = share * 100;
    const double size = std::abs(percent);
    const bool whole = std::abs(size - std::round(size)) < 0.05 && size >= 0.95;
    const int decimals = size >= 19.95 || size == 0 || whole ? 0 : size < 0.095 ? 2 : 1;
    return locale.toString(percent, 'f', decimals) + u" %"_s;
}

QString formatDuration(double ms, const QLocale &locale)
{
    if (!std::isfinite(ms))
        return kUnknown;
    if (ms < 999.5)
        return Formats::tr("%1 ms").arg(ms < 9.95 && ms > 0 ? locale.toString(ms, 'f', 1) : locale.toString(ms, 'f', 0));
    if (ms < 59'500)
        return Formats::tr("%1 s").arg(scaled(ms / 1'000, locale));
    if (ms < 3'570'000)
        return Formats::tr("%1 min").arg(locale.toString(ms / 60'000, 'f', 0));
    if (ms < 171'000'000)
        return Formats::tr("%1 h").arg(scaled(ms / 3'600'000, locale));
    return Formats::tr("%1 d").arg(scaled(ms / 86'400'000, locale));
}

QString formatLatency(double ms, const QLocale &locale)
{
    return std::isfinite(ms) && ms < 999.5 ? locale.toString(ms, 'f', ms < 9.95 && ms > 0 ? 1 : 0)
                                           : formatDuration(ms, locale);
}

QString formatAge(milliseconds age, const QLocale &locale)
{
    const double ms = double(std::max<qint64>(age.count(), 0));
    if (ms < 10'000)
        return Formats::tr("%1 s ago").arg(locale.toString(ms / 1'000, 'f', 1));
    return Formats::tr("%1 ago").arg(formatDuration(ms, locale));
}

QString formatCents(double cents, const QLocale &locale)
{
    if (!std::isfinite(cents))
        return kUnknown;
    const QString sign = cents < 0 ? QString(u'\u2212') : QString();
    return sign + u'$' + locale.toString(std::abs(cents) / 100, 'f', 2);
}

QString formatBytes(double bytes, const QLocale &locale)
{
    if (!std::isfinite(bytes))
        return kUnknown;
    static constexpr QLatin1StringView kUnits[] {"B"_L1, "kB"_L1, "MB"_L1, "GB"_L1, "TB"_L1};
    std::size_t unit = 0;
    while (bytes >= 999.5 && unit + 1 < std::size(kUnits)) {
        bytes /= 1'000;
        ++unit;
    }
    return scaled(bytes, locale) + u' ' + kUnits[unit];
}

QString formatClock(qint64 epochMs)
{
    return QDateTime::fromMSecsSinceEpoch(epochMs).toString(u"HH:mm:ss"_s);
}

QString formatMoment(qint64 epochMs)
{
    return QDateTime::fromMSecsSinceEpoch(epochMs).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace signalbox::kit
