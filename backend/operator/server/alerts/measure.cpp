#include "backend/operator/server/alerts/measure.h"

#include <algorithm>
#include <cmath>

namespace signalbox::server {

namespace {

constexpr double kMsPerSecond = 1000;
constexpr double kSecondsPerDay = 86400;
/// A window is kept in this many steps, so it is met to within a fifteenth.
constexpr int kSteps = 15;

QByteArray labelOf(const metrics::SeriesValue &series, const QByteArray &label)
{
    const auto found = std::ranges::find(series.labels, label, &std::pair<QByteArray, QByteArray>::first);
    return found == series.labels.end() ? QByteArray() : found->second;
}

bool matches(const metrics::SeriesValue &series, const std::vector<metrics::LabelMatch> &wanted)
{
    return std::ranges::all_of(wanted, [&series](const metrics::LabelMatch &match) {
        const QByteArray value = labelOf(series, match.label);
        return std::ranges::any_of(match.value.split('|'), [&value](const QByteArray &one) {
            return one.endsWith('*') ? value.startsWith(one.chopped(1)) : value == one;
        });
    });
}

double countOf(const metrics::SeriesValue &series)
{
    return series.buckets.empty() ? series.value : double(series.count);
}

void addBuckets(std::vector<quint64> &sum, const std::vector<quint64> &more)
{
    sum.resize(std::max(sum.size(), more.size()));
    for (size_t i = 0; i < more.size(); ++i)
        sum[i] += more[i];
}

double secondsOf(core::WallTime time)
{
    return double(core::epochMs(time)) / kMsPerSecond;
}

} // namespace

MeasureReader::MeasureReader(const metrics::Registry &registry, std::vector<Measure> measures, core::SteadyTime now,
                             metrics::SeriesStore *store)
    : m_registry(registry)
{
    for (Measure &measure : measures) {
        Subjects first = totalsOf(measure);
        m_tracked.push_back({std::move(measure), {}});
        Tracked &tracked = m_tracked.back();
        if (tracked.measure.history.count() > 0) {
            tracked.history.emplace(store, "alert." + tracked.measure.part.family, tracked.measure.history);
            tracked.last = first[QByteArray()];
        }
        tracked.past.push_back({now, std::move(first)});
    }
}

MeasureReader::Subjects MeasureReader::totalsOf(const Measure &measure) const
{
    Subjects subjects;
    for (const metrics::SeriesValue &series : m_registry.read(measure.whole.family)) {
        if (!matches(series, measure.whole.match))
            continue;
        Totals &totals = subjects[measure.by.isEmpty() ? QByteArray() : labelOf(series, measure.by)];
        totals.seen = true;
        totals.whole += countOf(series);
        totals.sum += series.sum;
        addBuckets(totals.buckets, series.buckets);
    }
    if (measure.part.family.isEmpty())
        return subjects;
    for (const metrics::SeriesValue &series : m_registry.read(measure.part.family)) {
        if (matches(series, measure.part.match))
            subjects[measure.by.isEmpty() ? QByteArray() : labelOf(series, measure.by)].part += countOf(series);
    }
    return subjects;
}

std::optional<double> MeasureReader::valueOf(const Measure &measure, const Totals &now, const Totals &before,
                                             core::WallTime wall)
{
    const double count = now.whole - before.whole;
    switch (measure.kind) {
    case MeasureKind::Sum:
        return now.whole;
    case MeasureKind::Share:
        return now.whole > 0 ? std::optional(now.part / now.whole) : std::nullopt;
    case MeasureKind::Age:
        return now.whole > 0 ? std::optional(secondsOf(wall) - now.whole) : std::nullopt;
    case MeasureKind::DaysLeft:
        return now.whole > 0 ? std::optional((now.whole - secondsOf(wall)) / kSecondsPerDay) : std::nullopt;
    case MeasureKind::Growth:
        return before.whole > 0 ? std::optional(now.whole / before.whole) : std::nullopt;
    case MeasureKind::Increase:
        return count;
    default:
        break;
    }
    if (count <= 0 || count < measure.minimum)
        return std::nullopt;
    switch (measure.kind) {
    case MeasureKind::Ratio:
        return (now.part - before.part) / count;
    case MeasureKind::Mean:
        return (now.sum - before.sum) / count;
    case MeasureKind::Silence:
        return now.part > before.part ? 0 : count;
    default:
        return metrics::quantile(now.buckets, before.buckets, measure.quantile);
    }
}

std::optional<double> MeasureReader::spikeOf(Tracked &tracked, const Totals &now, const Totals &before,
                                             core::WallTime wall)
{
    tracked.history->note(now.whole - tracked.last.whole, now.part - tracked.last.part, wall);
    tracked.last = now;
    const double count = now.whole - before.whole;
    const double parts = now.part - before.part;
    const std::optional<double> usual = tracked.history->share();
    if (count <= 0 || parts < tracked.measure.minimum || !usual || *usual <= 0)
        return std::nullopt;
    return parts / count / *usual;
}

std::vector<AlertReading> MeasureReader::read(core::SteadyTime now, core::WallTime wall)
{
    std::vector<AlertReading> readings;
    for (size_t i = 0; i < m_tracked.size(); ++i) {
        Tracked &tracked = m_tracked[i];
        const Subjects present = totalsOf(tracked.measure);
        while (tracked.past.size() > 1 && tracked.past[1].at + tracked.measure.window <= now)
            tracked.past.pop_front();
        const Subjects &before = tracked.past.front().subjects;
        // A process grows while it warms up: growth is judged over a whole window only.
        const bool isJudged = tracked.measure.kind != MeasureKind::Growth || tracked.past.front().at + tracked.measure.window <= now;
        for (const auto &[subject, totals] : present) {
            const auto old = before.find(subject);
            const Totals then = old == before.end() ? Totals() : old->second;
            std::optional<double> value;
            if (tracked.history)
                value = spikeOf(tracked, totals, then, wall);
            else if (totals.seen && isJudged)
                value = valueOf(tracked.measure, totals, then, wall);
            if (value)
                readings.push_back({i, QString::fromUtf8(subject), *value * tracked.measure.factor});
        }
        if (now - tracked.past.back().at >= tracked.measure.window / kSteps)
            tracked.past.push_back({now, present});
    }
    return readings;
}

} // namespace signalbox::server
