#include "backend/operator/server/guards/guard_meter.h"

#include <QHash>

#include <cmath>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using metrics::SampleKind;
using metrics::SeriesSpec;

namespace {

constexpr double kMsPerSecond = 1000;
const char *const kSuffixes[] = {".count", ".share", ".p95"};

/// The three figures of one owner, in the order of kSuffixes.
void addSpecs(std::vector<SeriesSpec> &specs, const QByteArray &owner, const QByteArray &counter,
              const QByteArray &histogram, const metrics::LabelMatch &own, const metrics::LabelMatch &failed)
{
    specs.push_back({owner + kSuffixes[0], counter, {own}, SampleKind::Rate, 0, {}, 1s});
    specs.push_back({owner + kSuffixes[1], counter, {own}, SampleKind::Ratio, 0, {failed}, 1s});
    specs.push_back({owner + kSuffixes[2], histogram, {own}, SampleKind::Quantile, 0.95, {}, 1s});
}

std::vector<SeriesSpec> specsOf(const std::vector<QByteArray> &services, const std::vector<QByteArray> &providers)
{
    std::vector<SeriesSpec> specs;
    for (const QByteArray &service : services)
        addSpecs(specs, service, "http_requests_total", "http_request_duration_seconds", {"service", service},
                 {"status_code", "5*"});
    for (const QByteArray &provider : providers)
        addSpecs(specs, "provider." + provider, "commerce_quotes_total", "commerce_quote_duration_seconds",
                 {"provider", provider}, {"result", "error"});
    return specs;
}

double finite(double value)
{
    return std::isfinite(value) ? value : 0;
}

} // namespace

GuardMeter::GuardMeter(const metrics::Registry &registry, metrics::SeriesStore *series,
                       const std::vector<QByteArray> &services, const std::vector<QByteArray> &providers)
    : m_sampler(registry, specsOf(services, providers)), m_series(series), m_services(services), m_providers(providers)
{
}

void GuardMeter::take(core::SteadyTime now, core::WallTime at)
{
    const std::vector<metrics::Sample> samples = m_sampler.take(now);
    if (!m_series)
        return;
    for (size_t i = 0; i + 2 < samples.size(); i += std::size(kSuffixes)) {
        const QByteArray owner = "guard." + samples[i].name.chopped(qsizetype(qstrlen(kSuffixes[0])));
        const double count = samples[i].value;
        // A full store keeps the series that it has and says so in its own log.
        std::ignore = m_series->append(owner + ".count", at, count);
        std::ignore = m_series->append(owner + ".errors", at,
                                       std::isfinite(count) ? count * finite(samples[i + 1].value) : count);
        std::ignore = m_series->append(owner + ".p95Ms", at, samples[i + 2].value * kMsPerSecond);
    }
}

QByteArray GuardMeter::providerOf(const QString &name) const
{
    const QByteArray wanted = name.toUtf8();
    for (const QByteArray &provider : m_providers) {
        if (provider == wanted || provider == wanted + "_API")
            return provider;
    }
    return {};
}

bool GuardMeter::hasService(const QString &name) const
{
    return std::ranges::find(m_services, name.toUtf8()) != m_services.end();
}

QByteArray GuardMeter::ownerOf(const protocol::GuardSpec &spec) const
{
    if (spec.provider)
        return "provider." + providerOf(*spec.provider);
    return spec.service ? spec.service->toUtf8() : "process"_ba;
}

std::vector<metrics::SeriesPoint> GuardMeter::read(const QByteArray &name, core::WallTime from, core::WallTime to) const
{
    if (!m_series || to < from)
        return {};
    return m_series->read(name, from, to, 1s).value_or(std::vector<metrics::SeriesPoint>());
}

protocol::GuardWindow GuardMeter::window(const protocol::GuardSpec &spec, core::WallTime from, core::WallTime to) const
{
    protocol::GuardWindow window {.from = from, .to = to};
    const bool isRate = spec.metric == "error_rate"_L1;
    const QByteArray owner = ownerOf(spec);
    if (!isRate && spec.metric != "p95"_L1) {
        double sum = 0;
        for (const metrics::SeriesPoint &point : read(owner + '.' + spec.metric.toUtf8(), from, to)) {
            if (!std::isfinite(point.value))
                continue;
            sum += point.value;
            ++window.samples;
        }
        if (window.samples > 0)
            window.value = sum / double(window.samples);
        return window;
    }
    const auto counts = read("guard." + owner + ".count", from, to);
    const auto values = read("guard." + owner + (isRate ? ".errors" : ".p95Ms"), from, to);
    double requests = 0;
    double sum = 0;
    double weight = 0;
    for (size_t i = 0; i < counts.size(); ++i) {
        // Beyond ten minutes a point stands for several seconds.
        const double seconds
            = counts.size() > 1 ? std::chrono::duration<double>(counts[1].at - counts[0].at).count() : 1;
        const double count = finite(counts[i].value) * seconds;
        requests += count;
        if (i >= values.size() || !std::isfinite(values[i].value))
            continue;
        sum += isRate ? values[i].value * seconds : values[i].value * count;
        weight += count;
    }
    window.samples = std::llround(requests);
    if (weight > 0)
        window.value = sum / weight;
    return window;
}

} // namespace signalbox::server
