#include "backend/services/commerce/metrics_query.h"

#include "backend/platform/core/json_writer.h"

#include <QUrlQuery>

#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr double kRateUnits = 10'000; ///< rates have four decimals
constexpr double kMeanUnits = 100; ///< means and percentiles have two

void writeNumber(JsonWriter &json, const char *name, std::optional<double> value, double units)
{
    json.key(name);
    if (value)
        json.value(std::floor(*value * units + 0.5) / units);
    else
        json.null();
}

std::optional<double> quotient(qint64 part, qint64 whole)
{
    return whole == 0 ? std::nullopt : std::optional(double(part) / double(whole));
}

/// A whole number within bounds, `fallback` when the parameter is absent.
std::chrono::seconds takeSeconds(const QUrlQuery &query, const QString &name, std::pair<qint64, qint64> bounds,
                                 std::chrono::seconds fallback, QueryProblems &problems)
{
    if (!query.hasQueryItem(name))
        return fallback;
    constexpr qsizetype kDigits = 9;
    const QString text = query.queryItemValue(name);
    bool isNumber = !text.isEmpty() && text.size() <= kDigits;
    for (const QChar c : text)
        isNumber = isNumber && c >= u'0' && c <= u'9';
    const qint64 value = isNumber ? text.toLongLong() : -1;
    if (value < bounds.first || value > bounds.second)
        problems.emplace_back(name.toLatin1(), u"must be a whole number from %1 to %2"_s.arg(
                                                   QString::number(bounds.first), QString::number(bounds.second)));
    return std::chrono::seconds(value);
}

void writeProviders(JsonWriter &json, const MetricsReport &report)
{
    ProviderCounts sums;
    qint64 selections = 0;
    for (const MetricsReport::Bucket &bucket : report.series) {
        for (size_t i = 0; i < kProviderCount; ++i) {
            sums[i] += bucket.providers[i];
            selections += bucket.providers[i].selections;
        }
    }
    json.beginObject();
    for (const ProviderId id : kAllProviders) {
        const QuoteCounts &sum = sums[indexOf(id)];
        json.key(idText(id)).beginObject();
        json.member("successCount", sum.successes).member("errorCount", sum.errors);
        writeNumber(json, "errorRate", quotient(sum.errors, sum.successes + sum.errors), kRateUnits);
        writeNumber(json, "avgLatencyMs", quotient(sum.latencyMs, sum.timed), kMeanUnits);
        writeNumber(json, "p95LatencyMs", percentile(report.latencies[indexOf(id)], 0.95), kMeanUnits);
        json.member("selectionCount", sum.selections);
        writeNumber(json, "selectionShare", quotient(sum.selections, selections), kRateUnits);
        writeNumber(json, "avgTotalCents", quotient(sum.totalCents, sum.selections), kMeanUnits);
        json.endObject();
    }
    json.endObject();
}

void writeRequests(JsonWriter &json, const MetricsReport &report)
{
    qint64 count = 0;
    for (const MetricsReport::Bucket &bucket : report.series)
        count += bucket.requests;
    qint64 timed = 0;
    qint64 sum = 0;
    for (const ValueCount &one : report.requestLatencies) {
        timed += one.count;
        sum += one.value * one.count;
    }
    json.beginObject().member("count", count).member("failedCount", report.failedRequests);
    writeNumber(json, "avgLatencyMs", quotient(sum, timed), kMeanUnits);
    writeNumber(json, "p95LatencyMs", percentile(report.requestLatencies, 0.95), kMeanUnits);
    json.endObject();
}

void writeSeries(JsonWriter &json, const MetricsReport &report)
{
    json.beginArray();
    core::WallTime start = report.range.from;
    for (const MetricsReport::Bucket &bucket : report.series) {
        json.beginObject().member("start", core::isoUtc(start)).member("requests", bucket.requests);
        json.key("providers").beginObject();
        for (const ProviderId id : kAllProviders) {
            const QuoteCounts &counts = bucket.providers[indexOf(id)];
            json.key(idText(id)).beginObject();
            writeNumber(json, "errorRate", quotient(counts.errors, counts.successes + counts.errors), kRateUnits);
            writeNumber(json, "avgLatencyMs", quotient(counts.latencyMs, counts.timed), kMeanUnits);
            json.member("selectionCount", counts.selections).endObject();
        }
        json.endObject().endObject();
        start += report.range.bucket;
    }
    json.endArray();
}

} // namespace

std::expected<MetricsQuery, QueryProblems> parseMetricsQuery(const QByteArray &query)
{
    const QUrlQuery items(QString::fromLatin1(query));
    const MetricsQuery defaults;
    QueryProblems problems;
    const auto window = takeSeconds(items, u"windowSeconds"_s, {60, 604800}, defaults.window, problems);
    const auto bucket = takeSeconds(items, u"bucketSeconds"_s, {10, 86400}, defaults.bucket, problems);
    if (!problems.empty())
        return std::unexpected(std::move(problems));
    return MetricsQuery {window, bucket};
}

size_t MetricsRange::buckets() const
{
    return size_t((to - from + bucket - core::milliseconds(1)) / bucket);
}

MetricsRange rangeOf(const MetricsQuery &query, core::WallTime now)
{
    return {now - query.window, now, query.bucket};
}

QuoteCounts &QuoteCounts::operator+=(const QuoteCounts &other)
{
    successes += other.successes;
    errors += other.errors;
    timed += other.timed;
    latencyMs += other.latencyMs;
    selections += other.selections;
    totalCents += other.totalCents;
    return *this;
}

MetricsSections renderMetrics(const MetricsReport &report)
{
    JsonWriter json;
    MetricsSections sections;
    writeProviders(json, report);
    sections.providers = json.take();
    writeRequests(json, report);
    sections.requests = json.take();
    writeSeries(json, report);
    sections.series = json.take();
    return sections;
}

} // namespace signalbox::commerce
