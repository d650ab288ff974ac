#include "backend/platform/metrics/registry_impl.h"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <limits>
#include <sstream>

namespace signalbox::metrics {

namespace {

prometheus::MetricType typeOf(Kind kind)
{
    switch (kind) {
    case Kind::Counter:
    case Kind::Total:
        return prometheus::MetricType::Counter;
    case Kind::Gauge:
        return prometheus::MetricType::Gauge;
    case Kind::Histogram:
        return prometheus::MetricType::Histogram;
    }
    return prometheus::MetricType::Untyped;
}

prometheus::ClientMetric metricOf(const FamilyState &state, const Series &series)
{
    prometheus::ClientMetric metric;
    for (const auto &[name, value] : series.labels)
        metric.label.push_back({name.toStdString(), value.toStdString()});
    std::vector<quint64> byBound;
    const SeriesValue merged = merge(state, series, &byBound);
    metric.counter.value = merged.value;
    metric.gauge.value = merged.value;
    if (state.family.kind != Kind::Histogram)
        return metric;
    metric.histogram.sample_count = merged.count;
    metric.histogram.sample_sum = merged.sum;
    quint64 cumulative = 0;
    for (size_t i = 0; i < byBound.size(); ++i) {
        cumulative += byBound[i];
        const double bound =
                i < state.family.bounds.size() ? state.family.bounds[i] : std::numeric_limits<double>::infinity();
        metric.histogram.bucket.push_back({cumulative, bound});
    }
    return metric;
}

} // namespace

QByteArray serialize(const std::map<QByteArray, FamilyState> &families)
{
    std::vector<prometheus::MetricFamily> all;
    all.reserve(families.size());
    for (const auto &[name, state] : families) {
        prometheus::MetricFamily family {name.toStdString(), state.family.help.toStdString(),
                                         typeOf(state.family.kind), {}};
        for (const auto &[key, series] : state.series)
            family.metric.push_back(metricOf(state, series));
        all.push_back(std::move(family));
    }
    std::ostringstream out;
    out.imbue(std::locale::classic());
    prometheus::TextSerializer().Serialize(out, all);
    return QByteArray::fromStdString(out.str());
}

} // namespace signalbox::metrics
