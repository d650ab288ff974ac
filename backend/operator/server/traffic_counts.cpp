#include "backend/operator/server/traffic_counts.h"

#include "backend/platform/metrics/histogram_cell.h"

#include <algorithm>
#include <cmath>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr double kMsPerSecond = 1000;

/// A route on which somebody pays; a service that sells adds its row.
struct PaymentRoute
{
    QByteArrayView service;
    QByteArrayView pathEnd;
};
constexpr std::array kPaymentRoutes{PaymentRoute{"commerce", "/loopgpt_confirm_order"}};

QByteArray labelOf(const metrics::Labels &labels, QByteArrayView name)
{
    const auto found = std::ranges::find(labels, name, &metrics::Labels::value_type::first);
    return found == labels.end() ? QByteArray() : found->second;
}

size_t bandOf(double ms)
{
    return size_t(std::ranges::lower_bound(kBandUpperMs, ms) - kBandUpperMs.begin());
}

/// The band of each log-linear bucket.
const std::vector<size_t> &bandOfBuckets()
{
    static const std::vector<size_t> bands = [] {
        std::vector<size_t> all(metrics::kBuckets);
        for (size_t i = 0; i < all.size(); ++i)
            all[i] = bandOf(metrics::bucketValue(i) * kMsPerSecond);
        return all;
    }();
    return bands;
}

using Dense = std::vector<quint64>;

std::vector<std::pair<quint16, quint64>> sparse(const Dense &buckets)
{
    std::vector<std::pair<quint16, quint64>> kept;
    for (size_t i = 0; i < buckets.size(); ++i) {
        if (buckets[i] > 0)
            kept.emplace_back(quint16(i), buckets[i]);
    }
    return kept;
}

Dense dense(const std::vector<std::pair<quint16, quint64>> &buckets)
{
    Dense all(metrics::kBuckets);
    for (const auto &[index, count] : buckets)
        all[index] = count;
    return all;
}

bool isPayment(const OperationKey &key)
{
    return std::ranges::any_of(kPaymentRoutes, [&key](const PaymentRoute &route) {
        return key.service == route.service && key.operation.endsWith(route.pathEnd);
    });
}

void addRequests(TrafficCounts &counts, const std::vector<metrics::SeriesValue> &families)
{
    std::map<OperationKey, Dense> buckets;
    for (const metrics::SeriesValue &series : families) {
        const OperationKey key{labelOf(series.labels, "service"), labelOf(series.labels, "method"),
                               labelOf(series.labels, "path")};
        // Beyond the registry's bound a series has no names any more.
        if (key.service.isEmpty() || key.operation.isEmpty())
            continue;
        const QByteArray status = labelOf(series.labels, "status_code");
        OperationCounts &operation = counts.operations[key];
        operation.requests += series.count;
        operation.refused += status.startsWith('4') ? series.count : 0;
        operation.failed += status.startsWith('5') ? series.count : 0;
        if (isPayment(key)) {
            counts.totals["payments." + key.service + ".all"] += series.count;
            counts.totals["payments." + key.service + ".ok"] += status.startsWith('2') ? series.count : 0;
        }
        Dense &all = buckets[key];
        all.resize(metrics::kBuckets);
        std::array<quint64, kBands> bands{};
        for (size_t i = 0; i < std::min(series.buckets.size(), all.size()); ++i) {
            all[i] += series.buckets[i];
            bands[bandOfBuckets()[i]] += series.buckets[i];
        }
        for (size_t band = 0; band < kBands; ++band) {
            if (bands[band] > 0)
                counts.totals[bandSeries(key.service, band)] += bands[band];
        }
    }
    for (const auto &[key, all] : buckets)
        counts.operations[key].buckets = sparse(all);
}

void addUpstream(TrafficCounts &counts, const std::vector<metrics::SeriesValue> &family, const QByteArray &kind,
                 QByteArrayView detail = {})
{
    for (const metrics::SeriesValue &series : family) {
        const QByteArray upstream = labelOf(series.labels, "upstream");
        if (upstream.isEmpty())
            continue;
        const QByteArray suffix = detail.isEmpty() ? QByteArray() : '.' + labelOf(series.labels, detail);
        counts.totals["upstream." + upstream + '.' + kind + suffix] += quint64(series.value);
    }
}

std::optional<double> milliseconds(double seconds)
{
    return std::isfinite(seconds) ? std::optional(seconds * kMsPerSecond) : std::nullopt;
}

protocol::OperationRed redOf(const OperationKey &key, const OperationCounts &before, const OperationCounts &now,
                             std::chrono::duration<double> window)
{
    protocol::OperationRed red{.service = QString::fromUtf8(key.service),
                               .method = QString::fromUtf8(key.method),
                               .operation = QString::fromUtf8(key.operation),
                               .requests = qint64(now.requests - before.requests)};
    if (red.requests == 0)
        return red;
    const auto all = double(red.requests);
    red.ratePerSec = window.count() > 0 ? all / window.count() : 0;
    red.error4xx = double(now.refused - before.refused) / all;
    red.error5xx = double(now.failed - before.failed) / all;
    const Dense then = dense(before.buckets);
    const Dense current = dense(now.buckets);
    red.p50Ms = milliseconds(metrics::quantile(current, then, 0.50));
    red.p95Ms = milliseconds(metrics::quantile(current, then, 0.95));
    red.p99Ms = milliseconds(metrics::quantile(current, then, 0.99));
    return red;
}

} // namespace

QByteArray bandSeries(const QByteArray &service, size_t band)
{
    const QByteArray upper = band < kBandUpperMs.size() ? QByteArray::number(qint64(kBandUpperMs[band])) : "over"_ba;
    return "latency." + service + '.' + upper;
}

TrafficCounts readTraffic(const metrics::Registry &registry)
{
    TrafficCounts counts;
    addRequests(counts, registry.read("http_request_duration_seconds"));
    addUpstream(counts, registry.read("signalbox_upstream_requests_total"), "calls");
    addUpstream(counts, registry.read("signalbox_upstream_retries_total"), "retries");
    addUpstream(counts, registry.read("signalbox_upstream_failures_total"), "failed", "type");
    return counts;
}

std::vector<protocol::OperationRed> operationsBetween(const TrafficCounts &before, const TrafficCounts &now,
                                                      std::chrono::duration<double> window)
{
    std::vector<protocol::OperationRed> all;
    for (const auto &[key, counts] : now.operations) {
        const auto found = before.operations.find(key);
        all.push_back(redOf(key, found == before.operations.end() ? OperationCounts() : found->second, counts, window));
    }
    std::ranges::sort(all, {}, [](const protocol::OperationRed &red) {
        return std::tuple(-red.requests, red.service, red.operation, red.method);
    });
    return all;
}

} // namespace signalbox::server
