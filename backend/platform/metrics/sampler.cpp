#include "backend/platform/metrics/sampler.h"

#include <QStringBuilder>

#include <algorithm>
#include <limits>

namespace signalbox::metrics {

using namespace Qt::StringLiterals;

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
/// Readings kept within a window, so that a window of a minute costs seven readings and not sixty.
constexpr int kStepsPerWindow = 6;

bool matches(const Labels &labels, const std::vector<LabelMatch> &wanted)
{
    return std::ranges::all_of(wanted, [&labels](const LabelMatch &match) {
        const auto found = std::ranges::find(labels, match.label, &std::pair<QByteArray, QByteArray>::first);
        if (found == labels.end())
            return false;
        if (match.value.endsWith('*'))
            return found->second.startsWith(QByteArrayView(match.value).chopped(1));
        return found->second == match.value;
    });
}

double amountOf(const SeriesValue &series)
{
    return series.count > 0 ? double(series.count) : series.value;
}

} // namespace

std::vector<SeriesSpec> serviceRed(const QByteArray &service, std::chrono::seconds window)
{
    const QByteArray requests = "http_requests_total"_ba;
    const QByteArray duration = "http_request_duration_seconds"_ba;
    const std::vector<LabelMatch> own {{"service"_ba, service}};
    const auto share = [&](const QByteArray &name, const QByteArray &codes) {
        return SeriesSpec {service + name, requests, own, SampleKind::Ratio, 0, {{"status_code"_ba, codes}}, window};
    };
    const auto latency = [&](const QByteArray &name, double q) {
        return SeriesSpec {service + name, duration, own, SampleKind::Quantile, q, {}, window};
    };
    return {{service + ".rate"_ba, requests, own, SampleKind::Rate, 0, {}, window},
            share(".share4xx"_ba, "4*"_ba),
            share(".share5xx"_ba, "5*"_ba),
            latency(".p50"_ba, 0.50),
            latency(".p95"_ba, 0.95),
            latency(".p99"_ba, 0.99)};
}

Sampler::Sampler(const Registry &registry, std::vector<SeriesSpec> specs) : m_registry(registry)
{
    for (SeriesSpec &spec : specs)
        m_tracked.push_back({std::move(spec), {}});
}

Sampler::Reading Sampler::readingOf(const SeriesSpec &spec, const std::vector<SeriesValue> &values,
                                    core::SteadyTime now)
{
    Reading reading {.at = now};
    for (const SeriesValue &series : values) {
        if (!matches(series.labels, spec.filter))
            continue;
        reading.whole += amountOf(series);
        if (spec.kind == SampleKind::Ratio && matches(series.labels, spec.part))
            reading.part += amountOf(series);
        if (spec.kind != SampleKind::Quantile)
            continue;
        if (reading.buckets.size() < series.buckets.size())
            reading.buckets.resize(series.buckets.size());
        for (size_t i = 0; i < series.buckets.size(); ++i)
            reading.buckets[i] += series.buckets[i];
    }
    return reading;
}

double Sampler::valueOf(const SeriesSpec &spec, const Reading &now, const std::deque<Reading> &past)
{
    if (spec.kind == SampleKind::Value)
        return now.whole;
    if (past.empty())
        return kNothing;
    // The youngest reading about as old as the window (timers jitter); before it has filled, the oldest there is.
    const Reading *base = &past.front();
    for (const Reading &reading : past) {
        if (now.at - reading.at >= spec.window * 0.9)
            base = &reading;
    }
    const double whole = now.whole - base->whole;
    const double seconds = std::chrono::duration<double>(now.at - base->at).count();
    switch (spec.kind) {
    case SampleKind::Rate:
        return seconds > 0 ? whole / seconds : kNothing;
    case SampleKind::Ratio:
        return whole > 0 ? (now.part - base->part) / whole : kNothing;
    case SampleKind::Quantile:
        return quantile(now.buckets, base->buckets, spec.quantile);
    case SampleKind::Value:
        break;
    }
    return now.whole;
}

void Sampler::remember(Tracked &tracked, Reading reading)
{
    auto &past = tracked.past;
    const auto step = std::chrono::duration_cast<core::milliseconds>(tracked.spec.window) / kStepsPerWindow;
    if (!past.empty() && reading.at - past.back().at < step)
        return;
    past.push_back(std::move(reading));
    while (past.size() > 2 && past.back().at - past[1].at >= tracked.spec.window)
        past.pop_front();
    while (past.size() > kStepsPerWindow + 1)
        past.pop_front();
}

std::vector<Sample> Sampler::take(core::SteadyTime now)
{
    std::map<QByteArray, std::vector<SeriesValue>> readings;
    std::vector<Sample> samples;
    samples.reserve(m_tracked.size());
    for (Tracked &tracked : m_tracked) {
        const QByteArray &family = tracked.spec.family;
        const auto found = readings.find(family);
        const auto &values = found != readings.end()
                ? found->second
                : readings.emplace(family, m_registry.read(family)).first->second;
        Reading reading = readingOf(tracked.spec, values, now);
        samples.push_back({tracked.spec.name, valueOf(tracked.spec, reading, tracked.past)});
        if (tracked.spec.kind != SampleKind::Value)
            remember(tracked, std::move(reading));
    }
    return samples;
}

} // namespace signalbox::metrics
