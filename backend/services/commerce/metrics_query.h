#pragma once

#include "backend/platform/core/clock.h"
#include "backend/services/commerce/percentile.h"
#include "backend/services/commerce/provider_id.h"

#include <array>
#include <expected>
#include <utility>
#include <vector>

/// The numbers of contract commerce-router 9.2 before and after they are written. Pure.
namespace signalbox::commerce {

/// What the caller asked for.
struct MetricsQuery
{
    std::chrono::seconds window {3600};
    std::chrono::seconds bucket {300};
};

/// Parameter and reason of each value that is not allowed.
using QueryProblems = std::vector<std::pair<QByteArray, QString>>;

/// `windowSeconds` 60..604800, `bucketSeconds` 10..86400, whole numbers, both with a default. Other parameters are
/// ignored.
std::expected<MetricsQuery, QueryProblems> parseMetricsQuery(const QByteArray &query);

/// The time a query covers, both ends included.
struct MetricsRange
{
    core::WallTime from;
    core::WallTime to;
    core::milliseconds bucket {300'000};

    /// Enough buckets to cover the range; the last one may be shorter.
    size_t buckets() const;
};
MetricsRange rangeOf(const MetricsQuery &query, core::WallTime now);

/// Sums over one provider's rows.
struct QuoteCounts
{
    qint64 successes = 0;
    qint64 errors = 0;
    qint64 timed = 0; ///< successes with a latency
    qint64 latencyMs = 0; ///< sum over `timed`
    qint64 selections = 0;
    qint64 totalCents = 0; ///< sum over `selections`

    QuoteCounts &operator+=(const QuoteCounts &other);
};
using ProviderCounts = std::array<QuoteCounts, kProviderCount>;

/// Everything an answer is made of, as counted by the store.
struct MetricsReport
{
    struct Bucket
    {
        ProviderCounts providers;
        qint64 requests = 0;
    };

    MetricsRange range;
    std::vector<Bucket> series; ///< range.buckets() of them
    std::array<std::vector<ValueCount>, kProviderCount> latencies; ///< of successful quotes, ascending
    std::vector<ValueCount> requestLatencies; ///< ascending
    qint64 failedRequests = 0;
};

/// The members `providers`, `requests` and `series`, each as JSON.
struct MetricsSections
{
    QByteArray providers;
    QByteArray requests;
    QByteArray series;
};
MetricsSections renderMetrics(const MetricsReport &report);

} // namespace signalbox::commerce
