#pragma once

#include "backend/operator/protocol/metrics_sample.h"
#include "backend/operator/protocol/overview.h"
#include "backend/platform/metrics/sampler.h"

/// Which metric families the figures of the operator protocol are made of (contract platform 9). Pure.
namespace signalbox::server {

/// Samples by the names that specsFor() gave them.
using SampleMap = QHash<QByteArray, double>;

/// The specs of every figure of these services, providers and the process.
std::vector<metrics::SeriesSpec> specsFor(const std::vector<QByteArray> &services,
                                          const std::vector<QByteArray> &providers);

SampleMap mapOf(const std::vector<metrics::Sample> &samples);

/// The last second (rate) and ten seconds (the rest) of a service.
protocol::ServiceSample serviceSample(const QByteArray &service, const SampleMap &samples);
/// The last second (rates) and minute (the rest) of a provider.
protocol::ProviderSample providerSample(const QByteArray &provider, const SampleMap &samples);
/// Rate, errors and duration of a service in the last minute; state and sparkline stay as they are by default.
protocol::ServiceRed serviceMinute(const QByteArray &service, const SampleMap &samples);
/// `cpuCores` and `rssBytes`; the rest comes from the gateway's load.
protocol::ProcessSample processSample(const SampleMap &samples);

/// A figure of a sample under the name of its series: `commerce.p95Ms`, `provider.MEALME.errorShare`.
using NamedValue = std::pair<QByteArray, double>;
std::vector<NamedValue> seriesOf(const protocol::MetricsSample &sample);

/// Unit of a figure by its name without the owner: `ms`, `share`, `bytes`, `/s`; null when there is no such figure.
QString unitOfMetric(const QString &metric);

} // namespace signalbox::server
