#include "backend/operator/server/sample_specs.h"

#include <cmath>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using metrics::LabelMatch;
using metrics::SampleKind;
using metrics::SeriesSpec;

namespace {

constexpr double kMsPerSecond = 1000;

std::vector<SeriesSpec> renamed(std::vector<SeriesSpec> specs, const QByteArray &prefix)
{
    for (SeriesSpec &spec : specs)
        spec.name = prefix + spec.name;
    return specs;
}

void append(std::vector<SeriesSpec> &specs, std::vector<SeriesSpec> more)
{
    std::ranges::move(more, std::back_inserter(specs));
}

std::vector<SeriesSpec> providerSpecs(const QByteArray &provider)
{
    const QByteArray quotes = "commerce_quotes_total"_ba;
    const QByteArray selections = "commerce_selections_total"_ba;
    const QByteArray duration = "commerce_quote_duration_seconds"_ba;
    const std::vector<LabelMatch> own {{"provider"_ba, provider}};
    const QByteArray name = "provider." + provider;
    return {{name + ".quotes", quotes, own, SampleKind::Rate, 0, {}, 1s},
            {name + ".selections", selections, own, SampleKind::Rate, 0, {}, 1s},
            {name + ".p50", duration, own, SampleKind::Quantile, 0.50, {}, 60s},
            {name + ".p95", duration, own, SampleKind::Quantile, 0.95, {}, 60s},
            {name + ".errors", quotes, own, SampleKind::Ratio, 0, {{"result"_ba, "error"_ba}}, 60s},
            {name + ".share", selections, {}, SampleKind::Ratio, 0, own, 60s}};
}

std::optional<double> known(const SampleMap &samples, const QByteArray &name, double factor = 1)
{
    const double value = samples.value(name, std::numeric_limits<double>::quiet_NaN());
    return std::isfinite(value) ? std::optional(value * factor) : std::nullopt;
}

template <class T>
void fillRed(T &red, const QByteArray &prefix, const SampleMap &samples)
{
    red.error4xx = known(samples, prefix + ".share4xx");
    red.error5xx = known(samples, prefix + ".share5xx");
    red.p50Ms = known(samples, prefix + ".p50", kMsPerSecond);
    red.p95Ms = known(samples, prefix + ".p95", kMsPerSecond);
    red.p99Ms = known(samples, prefix + ".p99", kMsPerSecond);
}

/// Every number of a record as `<prefix><member>`; absent ones are gaps.
template <protocol::Record T>
void addNumbers(std::vector<NamedValue> &values, const QByteArray &prefix, const T &record)
{
    const auto add = [&](const char *name, const auto &value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if constexpr (std::same_as<Value, double>)
            values.emplace_back(prefix + name, value);
        else if constexpr (std::same_as<Value, std::optional<double>>)
            values.emplace_back(prefix + name, value.value_or(std::numeric_limits<double>::quiet_NaN()));
    };
    std::apply([&](const auto &...member) { (add(member.name, record.*(member.pointer)), ...); }, T::members());
}

template <protocol::Record T>
bool hasNumber(const QString &name)
{
    std::vector<NamedValue> values;
    addNumbers(values, {}, T());
    return std::ranges::find(values, name.toUtf8(), &NamedValue::first) != values.end();
}

} // namespace

std::vector<SeriesSpec> specsFor(const std::vector<QByteArray> &services, const std::vector<QByteArray> &providers)
{
    std::vector<SeriesSpec> specs;
    for (const QByteArray &service : services) {
        std::vector<SeriesSpec> second = metrics::serviceRed(service, 1s);
        second.resize(1); // of one second only the rate says something
        append(specs, renamed(std::move(second), "1s."));
        append(specs, renamed(metrics::serviceRed(service, 10s), "10s."));
        append(specs, renamed(metrics::serviceRed(service, 60s), "60s."));
    }
    for (const QByteArray &provider : providers)
        append(specs, providerSpecs(provider));
    specs.push_back({"cpu", "process_cpu_seconds_total", {}, SampleKind::Rate, 0, {}, 1s});
    specs.push_back({"rss", "process_resident_memory_bytes", {}, SampleKind::Value});
    return specs;
}

SampleMap mapOf(const std::vector<metrics::Sample> &samples)
{
    SampleMap map;
    for (const metrics::Sample &sample : samples)
        map.insert(sample.name, sample.value);
    return map;
}

protocol::ServiceSample serviceSample(const QByteArray &service, const SampleMap &samples)
{
    protocol::ServiceSample sample {.service = QString::fromUtf8(service)};
    sample.ratePerSec = known(samples, "1s." + service + ".rate").value_or(0);
    fillRed(sample, "10s." + service, samples);
    return sample;
}

protocol::ServiceRed serviceMinute(const QByteArray &service, const SampleMap &samples)
{
    protocol::ServiceRed red {.service = QString::fromUtf8(service)};
    red.ratePerSec = known(samples, "60s." + service + ".rate").value_or(0);
    fillRed(red, "60s." + service, samples);
    return red;
}

protocol::ProviderSample providerSample(const QByteArray &provider, const SampleMap &samples)
{
    const QByteArray name = "provider." + provider;
    return {.id = QString::fromUtf8(provider),
            .quotesPerSec = known(samples, name + ".quotes").value_or(0),
            .selectionsPerSec = known(samples, name + ".selections").value_or(0),
            .p50Ms = known(samples, name + ".p50", kMsPerSecond),
            .p95Ms = known(samples, name + ".p95", kMsPerSecond),
            .errorShare = known(samples, name + ".errors"),
            .selectionShare = known(samples, name + ".share")};
}

protocol::ProcessSample processSample(const SampleMap &samples)
{
    return {.cpuCores = known(samples, "cpu").value_or(0), .rssBytes = known(samples, "rss").value_or(0)};
}

std::vector<NamedValue> seriesOf(const protocol::MetricsSample &sample)
{
    std::vector<NamedValue> values;
    for (const auto &service : sample.services)
        addNumbers(values, service.service.toUtf8() + '.', service);
    for (const auto &provider : sample.providers)
        addNumbers(values, "provider." + provider.id.toUtf8() + '.', provider);
    addNumbers(values, "process.", sample.process);
    return values;
}

QString unitOfMetric(const QString &metric)
{
    if (!hasNumber<protocol::ServiceSample>(metric) && !hasNumber<protocol::ProviderSample>(metric)
        && !hasNumber<protocol::ProcessSample>(metric))
        return {};
    if (metric.endsWith("Ms"_L1))
        return u"ms"_s;
    if (metric.endsWith("PerSec"_L1))
        return u"/s"_s;
    if (metric.endsWith("Bytes"_L1))
        return u"bytes"_s;
    if (metric.endsWith("Share"_L1) || metric.startsWith("error"_L1) || metric == "workersBusy"_L1)
        return u"share"_s;
    return u""_s;
}

} // namespace signalbox::server
