#pragma once

#include <QLocale>
#include <QString>

#include <chrono>

/// Numbers as people read them, by locale. A value that is not known (NaN) is an en dash. All functions are pure.
namespace signalbox::kit {

using std::chrono::milliseconds;

/// `decimals` digits after the point, grouped: `25,112`, `41.8`, `−4.02`.
QString formatNumber(double value, int decimals = 0, const QLocale &locale = QLocale());

/// Of a share 0..1: `18.2 %`, `9 %`, `0.02 %` under 0.1 %, `71 %` from 20 %.
QString formatPercent(double share, const QLocale &locale = QLocale());

/// `0.4 ms`, `182 ms`, `1.9 s`, `32 s`, `4 min`, `2 h`.
QString formatDuration(double ms, const QLocale &locale = QLocale());

/// Milliseconds without the unit while under 1 s (for columns headed ms): `182`, `1.9 s`.
QString formatLatency(double ms, const QLocale &locale = QLocale());

/// `0.4 s ago`, `31 min ago`.
QString formatAge(milliseconds age, const QLocale &locale = QLocale());

/// US cents: `$18.40`, `−$0.84`.
QString formatCents(double cents, const QLocale &locale = QLocale());

/// `38 MB`, powers of 1,000.
QString formatBytes(double bytes, const QLocale &locale = QLocale());

/// Local time of day `14:18:52` of milliseconds since the epoch.
QString formatClock(qint64 epochMs);

/// Local date and time `2026-01-31 14:18:52`.
QString formatMoment(qint64 epochMs);

} // namespace signalbox::kit
