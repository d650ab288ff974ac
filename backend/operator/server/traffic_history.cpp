#include "backend/operator/server/traffic_history.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace signalbox::server {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::seconds kLongest{std::chrono::hours(30 * 24)};
constexpr int kMostSteps = 120;
/// Each is a multiple of every distance of points that may lie below it.
constexpr std::array<std::chrono::seconds, 13> kSteps{10s,   20s,   30s,   60s,   120s,   300s,  600s,
                                                      1200s, 1800s, 3600s, 7200s, 10800s, 21600s};

/// The distance of the points that still reach back to a moment (metrics::kResolutions, with a step to spare).
std::chrono::seconds fineFor(core::milliseconds age)
{
    if (age <= 3h - 20s)
        return 10s;
    return age <= 48h - 2min ? 60s : 600s;
}

} // namespace

TrafficHistory::TrafficHistory(metrics::SeriesStore &store, core::WallTime now)
    : m_store(store)
    , m_until(now)
{
    for (const QByteArray &name : store.names())
        m_known.insert(name);
}

void TrafficHistory::append(core::WallTime at, const std::map<QByteArray, quint64> &counted)
{
    for (const auto &[name, count] : counted) {
        if (count == 0 && !m_known.contains(name))
            continue;
        const double perSecond = double(count) / double(kTick.count());
        if (m_store.append(name, at, perSecond))
            m_known.insert(name);
    }
    m_until = at + kTick;
}

HistorySpan TrafficHistory::spanOf(core::WallTime from, core::WallTime to) const
{
    from = std::max(from, to - kLongest);
    const auto fine = fineFor(std::max(m_until, to) - from);
    const auto wanted = std::max<core::milliseconds>(fine, (to - from) / kMostSteps);
    const auto *found = std::ranges::find_if(kSteps, [&](auto step) { return step >= wanted; });
    const core::milliseconds step = found == kSteps.end() ? kSteps.back() : *found;
    const core::WallTime start = from - from.time_since_epoch() % step;
    return {start, to, step, fine, size_t((to - start + step - 1ms) / step)};
}

std::vector<std::optional<qint64>> TrafficHistory::read(const QByteArray &name, const HistorySpan &span) const
{
    std::vector<std::optional<double>> sums(span.count);
    const auto points = m_store.read(name, span.from, span.to, span.fine);
    for (size_t i = 0; points && i < points->size(); ++i) {
        const metrics::SeriesPoint &point = (*points)[i];
        const qint64 place = (point.at - span.from) / span.step;
        if (!std::isfinite(point.value) || place < 0 || size_t(place) >= sums.size())
            continue;
        // The step that is still running has not been counted to its end.
        const auto covered = std::clamp<core::milliseconds>(m_until - point.at, 0ms, span.fine);
        sums[size_t(place)] = sums[size_t(place)].value_or(0) + point.value * double(covered.count()) / 1000;
    }
    std::vector<std::optional<qint64>> counts(span.count);
    std::ranges::transform(sums, counts.begin(), [](std::optional<double> sum) {
        return sum ? std::optional<qint64>(std::llround(*sum)) : std::nullopt;
    });
    return counts;
}

std::vector<QByteArray> TrafficHistory::names(QByteArrayView beginning) const
{
    std::vector<QByteArray> found = m_store.names();
    std::erase_if(found, [beginning](const QByteArray &name) { return !name.startsWith(beginning); });
    return found;
}

} // namespace signalbox::server
