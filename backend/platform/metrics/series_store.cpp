#include "backend/platform/metrics/series_store.h"

#include "backend/platform/log/log.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <limits>

namespace signalbox::metrics {

using namespace Qt::StringLiterals;

namespace {

constexpr double kGap = std::numeric_limits<double>::quiet_NaN();
constexpr qint64 kMaxPoints = 10000;

qint64 floorDiv(qint64 number, qint64 by)
{
    return number >= 0 ? number / by : -((-number + by - 1) / by);
}

qint64 secondsOf(core::WallTime at)
{
    return floorDiv(core::epochMs(at), 1000);
}

qint64 stepOf(size_t resolution)
{
    return kResolutions[resolution].step.count();
}

} // namespace

SeriesStore::SeriesStore(SeriesFile file) : m_file(std::move(file))
{
    for (size_t i = 0; i < m_file.count(); ++i)
        m_index.insert(m_file.name(i).toByteArray(), i);
}

Result<SeriesStore> SeriesStore::open(const QString &path, core::WallTime now)
{
    auto file = SeriesFile::open(path);
    if (!file && file.error().code == ErrorCode::Corrupt) {
        const QString aside = path + u".corrupt-"_s + QString::number(core::epochMs(now));
        log::warn("platform"_ba, u"chart history is damaged or foreign; starting a new one"_s,
                  {{"reason"_ba, file.error().detail.text()}, {"kept_as"_ba, aside}});
        if (!QFile::rename(path, aside))
            return fail(ErrorCode::Io, PublicText(), LogDetail(path + u": cannot be renamed"_s));
        file = SeriesFile::open(path);
    }
    if (!file)
        return std::unexpected(file.error());
    return SeriesStore(std::move(*file));
}

Result<size_t> SeriesStore::indexFor(const QByteArray &name)
{
    if (const auto known = m_index.constFind(name); known != m_index.cend())
        return *known;
    const bool printable = std::ranges::all_of(name, [](char c) { return c > ' ' && c < 127; });
    if (name.isEmpty() || size_t(name.size()) > kMaxSeriesName || !printable)
        return fail(ErrorCode::InvalidInput, PublicText(u"not a name of a series"_s));
    if (m_file.count() >= kMaxSeries)
        return fail(ErrorCode::Full, PublicText(u"too many series"_s));
    m_file.addName(name);
    m_index.insert(name, m_file.count() - 1);
    return m_file.count() - 1;
}

void SeriesStore::put(size_t series, size_t resolution, qint64 interval, double value)
{
    SeriesSlot *ring = m_file.ring(series, resolution);
    ring[size_t(interval) % kResolutions[resolution].slots] = {quint32(interval), float(value)};
}

double SeriesStore::get(size_t series, size_t resolution, qint64 interval) const
{
    if (interval < 0)
        return kGap;
    const SeriesSlot &slot = m_file.ring(series, resolution)[size_t(interval) % kResolutions[resolution].slots];
    return slot.interval == quint32(interval) && std::isfinite(slot.value) ? double(slot.value) : kGap;
}

double SeriesStore::mean(size_t series, size_t resolution, qint64 first, qint64 count) const
{
    double sum = 0;
    int present = 0;
    for (qint64 interval = first; interval < first + count; ++interval) {
        const double value = get(series, resolution, interval);
        if (std::isnan(value))
            continue;
        sum += value;
        ++present;
    }
    return present > 0 ? sum / present : kGap;
}

Result<void> SeriesStore::append(const QByteArray &name, core::WallTime at, double value)
{
    const auto series = indexFor(name);
    if (!series)
        return std::unexpected(series.error());
    const qint64 seconds = secondsOf(at);
    if (seconds < 0)
        return fail(ErrorCode::InvalidInput, PublicText(u"a time before 1970"_s));
    put(*series, 0, seconds, std::isfinite(value) ? value : kGap);
    for (size_t resolution = 1; resolution < kResolutions.size(); ++resolution) {
        const qint64 finer = stepOf(resolution) / stepOf(resolution - 1);
        const qint64 interval = seconds / stepOf(resolution);
        put(*series, resolution, interval, mean(*series, resolution - 1, interval * finer, finer));
    }
    m_file.setLastAppendSeconds(seconds);
    return {};
}

size_t SeriesStore::resolutionFor(qint64 fromSeconds, qint64 stepSeconds) const
{
    size_t chosen = 0;
    while (chosen + 1 < kResolutions.size()) {
        const qint64 reach = m_file.lastAppendSeconds() - stepOf(chosen) * qint64(kResolutions[chosen].slots);
        const bool reachesBack = fromSeconds > reach;
        if (reachesBack && stepOf(chosen + 1) > stepSeconds)
            break;
        ++chosen;
    }
    return chosen;
}

Result<std::vector<SeriesPoint>> SeriesStore::read(const QByteArray &name, core::WallTime from, core::WallTime to,
                                                   core::milliseconds step) const
{
    const auto series = m_index.constFind(name);
    if (series == m_index.cend())
        return fail(ErrorCode::NotFound, PublicText(u"no such series"_s));
    if (to < from)
        return fail(ErrorCode::InvalidInput, PublicText(u"the end lies before the start"_s));
    const qint64 span = stepOf(kResolutions.size() - 1) * qint64(kResolutions.back().slots);
    const qint64 oldest = m_file.lastAppendSeconds() - span;
    const qint64 first = std::max(secondsOf(from), std::max<qint64>(0, oldest));
    const qint64 last = std::min(secondsOf(to), m_file.lastAppendSeconds());
    std::vector<SeriesPoint> points;
    if (last < first)
        return points;
    qint64 wanted = std::max<qint64>(1, step.count() / 1000);
    wanted = std::max(wanted, (last - first) / kMaxPoints + 1);
    const size_t resolution = resolutionFor(first, wanted);
    const qint64 own = stepOf(resolution);
    const qint64 perPoint = std::max<qint64>(1, wanted / own);
    const qint64 width = perPoint * own;
    for (qint64 at = first - first % width; at <= last; at += width)
        points.push_back({core::wallTime(at * 1000), mean(*series, resolution, at / own, perPoint)});
    return points;
}

std::vector<QByteArray> SeriesStore::names() const
{
    std::vector<QByteArray> all;
    all.reserve(m_file.count());
    for (size_t i = 0; i < m_file.count(); ++i)
        all.push_back(m_file.name(i).toByteArray());
    return all;
}

} // namespace signalbox::metrics
