#include "backend/services/commerce/metrics_query_store.h"

#include "backend/services/commerce/event.h"

#include <algorithm>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

const QString kSuccess = u"provider_quote_success"_s;
const QString kError = u"provider_quote_error"_s;
const QString kDecision = u"router_decision"_s;
const QString kLatency = u"router_latency"_s;
const QString kFailure = u"router_failure"_s;

/// Longest time between a quote and the end of its request: the largest timeout a provider may have.
constexpr std::chrono::seconds kLongestRequest {60};

QString timeText(core::WallTime time)
{
    return QString::fromLatin1(core::isoUtc(time));
}

bool isPostgres(const storage::Connection &connection)
{
    return connection.dialect() == storage::Dialect::Postgres;
}

QString timeMark(const storage::Connection &connection)
{
    return isPostgres(connection) ? u"CAST(? AS timestamptz)"_s : u"?"_s;
}

/// Number of the bucket a row is in; its two parameters are the start and the bucket's ms.
QString bucketText(const storage::Connection &connection)
{
    if (isPostgres(connection))
        return u"CAST(FLOOR(EXTRACT(EPOCH FROM (timestamp - CAST(? AS timestamptz))) * 1000) AS bigint) "
               "/ CAST(? AS bigint)"_s;
    return u"CAST(ROUND((julianday(timestamp) - julianday(?)) * 86400000.0) AS INTEGER) / CAST(? AS INTEGER)"_s;
}

QString whereInRange(const storage::Connection &connection)
{
    return u" WHERE function_name = ? AND timestamp >= "_s + timeMark(connection) + u" AND timestamp <= "_s
        + timeMark(connection);
}

std::vector<QVariant> rangeValues(const MetricsRange &range)
{
    return {QString::fromLatin1(kRouteFunction), timeText(range.from), timeText(range.to)};
}

std::vector<QVariant> operator+(std::vector<QVariant> left, const std::vector<QVariant> &right)
{
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

std::optional<size_t> providerAt(const QVariant &id)
{
    const auto provider = providerFromId(id.toString().toLatin1());
    return provider ? std::optional(indexOf(*provider)) : std::nullopt;
}

/// A row on the range's very end belongs to the last bucket.
size_t bucketAt(const MetricsReport &report, const QVariant &number)
{
    return size_t(std::clamp<qint64>(number.toLongLong(), 0, qint64(report.series.size()) - 1));
}

Result<void> readQuotes(storage::Connection &connection, MetricsReport &report)
{
    const auto rows = connection.query(
        u"SELECT "_s + bucketText(connection)
            + u", provider_id, SUM(CASE WHEN event = ? THEN 1 ELSE 0 END), SUM(CASE WHEN event = ? THEN 1 ELSE 0 END), "
              "COUNT(CASE WHEN event = ? THEN latency_ms END), SUM(CASE WHEN event = ? THEN latency_ms END), "
              "SUM(CASE WHEN event = ? THEN 1 ELSE 0 END), SUM(CASE WHEN event = ? THEN total_cents END) "
              "FROM edge_logs"_s
            + whereInRange(connection) + u" AND event IN (?, ?, ?) GROUP BY 1, 2"_s,
        std::vector<QVariant> {timeText(report.range.from), qint64(report.range.bucket.count()), kSuccess, kError,
                               kSuccess, kSuccess, kDecision, kDecision}
            + rangeValues(report.range) + std::vector<QVariant> {kSuccess, kError, kDecision});
    if (!rows)
        return std::unexpected(rows.error());
    for (const storage::Row &row : *rows) {
        if (const auto provider = providerAt(row[1]))
            report.series[bucketAt(report, row[0])].providers[*provider] +=
                {row[2].toLongLong(), row[3].toLongLong(), row[4].toLongLong(),
                 row[5].toLongLong(), row[6].toLongLong(), row[7].toLongLong()};
    }
    return {};
}

Result<void> readQuoteLatencies(storage::Connection &connection, MetricsReport &report)
{
    const auto rows = connection.query(u"SELECT provider_id, latency_ms, COUNT(*) FROM edge_logs"_s
                                           + whereInRange(connection)
                                           + u" AND event = ? AND latency_ms IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"_s,
                                       rangeValues(report.range) + std::vector<QVariant> {kSuccess});
    if (!rows)
        return std::unexpected(rows.error());
    for (const storage::Row &row : *rows) {
        if (const auto provider = providerAt(row[0]))
            report.latencies[*provider].push_back({row[1].toLongLong(), row[2].toLongLong()});
    }
    return {};
}

Result<void> readRequests(storage::Connection &connection, MetricsReport &report)
{
    const auto rows = connection.query(
        u"SELECT "_s + bucketText(connection)
            + u", SUM(CASE WHEN event = ? THEN 1 ELSE 0 END), SUM(CASE WHEN event = ? THEN 1 ELSE 0 END) "
              "FROM request_logs"_s
            + whereInRange(connection) + u" AND event IN (?, ?) GROUP BY 1"_s,
        std::vector<QVariant> {timeText(report.range.from), qint64(report.range.bucket.count()), kLatency, kFailure}
            + rangeValues(report.range) + std::vector<QVariant> {kLatency, kFailure});
    if (!rows)
        return std::unexpected(rows.error());
    for (const storage::Row &row : *rows) {
        report.series[bucketAt(report, row[0])].requests += row[1].toLongLong();
        report.failedRequests += row[2].toLongLong();
    }
    return {};
}

Result<void> readRequestLatencies(storage::Connection &connection, MetricsReport &report)
{
    const auto rows =
        connection.query(u"SELECT total_latency_ms, COUNT(*) FROM request_logs"_s + whereInRange(connection)
                             + u" AND event = ? AND total_latency_ms IS NOT NULL GROUP BY 1 ORDER BY 1"_s,
                         rangeValues(report.range) + std::vector<QVariant> {kLatency});
    if (!rows)
        return std::unexpected(rows.error());
    for (const storage::Row &row : *rows)
        report.requestLatencies.push_back({row[0].toLongLong(), row[1].toLongLong()});
    return {};
}

Result<QVariant> readReport(storage::Connection &connection, const MetricsRange &range)
{
    MetricsReport report;
    report.range = range;
    report.series.resize(range.buckets());
    for (const auto read : {&readQuotes, &readQuoteLatencies, &readRequests, &readRequestLatencies}) {
        if (const auto done = read(connection, report); !done)
            return std::unexpected(done.error());
    }
    return QVariant::fromValue(renderMetrics(report));
}

Result<void> readAttempts(storage::Connection &connection, const MetricsRange &range, AlertWindow &window)
{
    const auto rows = connection.query(
        u"SELECT provider_id, SUM(CASE WHEN event = ? THEN 1 ELSE 0 END), SUM(CASE WHEN event = ? THEN 1 ELSE 0 END), "
        "COUNT(CASE WHEN event = ? THEN latency_ms END), SUM(CASE WHEN event = ? THEN latency_ms END), "
        "SUM(CASE WHEN event = ? AND error_code IN ('HTTP_401', 'HTTP_403', 'AUTH_FAILED') THEN 1 ELSE 0 END) "
        "FROM edge_logs"_s
            + whereInRange(connection) + u" AND event IN (?, ?) GROUP BY 1"_s,
        std::vector<QVariant> {kSuccess, kError, kSuccess, kSuccess, kError} + rangeValues(range)
            + std::vector<QVariant> {kSuccess, kError});
    if (!rows)
        return std::unexpected(rows.error());
    for (const storage::Row &row : *rows) {
        if (const auto provider = providerAt(row[0]))
            window.providers[*provider] = {row[1].toLongLong(), row[2].toLongLong(), row[3].toLongLong(),
                                           row[4].toLongLong(), row[5].toLongLong()};
    }
    return {};
}

Result<void> readTraffic(storage::Connection &connection, const MetricsRange &range, core::WallTime recent,
                         AlertWindow &window)
{
    const QString mark = timeMark(connection);
    const auto rows = connection.query(u"SELECT COUNT(total_latency_ms), SUM(total_latency_ms), SUM(CASE WHEN "
                                       "timestamp >= "_s
                                           + mark + u" THEN 1 ELSE 0 END) FROM request_logs"_s
                                           + whereInRange(connection) + u" AND event = ?"_s,
                                       std::vector<QVariant> {timeText(recent)} + rangeValues(range)
                                           + std::vector<QVariant> {kLatency});
    if (!rows)
        return std::unexpected(rows.error());
    const storage::Row &sums = rows->front();
    window.requests = sums[0].toLongLong();
    window.requestLatencyMs = sums[1].toLongLong();
    window.recentRequests = sums[2].toLongLong();
    return {};
}

/// A request is logged at its end, so its quotes may be a little older than the window that it is in.
Result<void> readSuccesses(storage::Connection &connection, core::WallTime now, core::WallTime recent,
                           AlertWindow &window)
{
    const QString mark = timeMark(connection);
    const QString function = QString::fromLatin1(kRouteFunction);
    const MetricsRange range {recent - kLongestRequest, now};
    const auto rows = connection.query(
        u"SELECT COUNT(*) FROM edge_logs"_s + whereInRange(connection) + u" AND event = ? AND (timestamp >= "_s + mark
            + u" OR request_id IN (SELECT request_id FROM request_logs WHERE function_name = ? AND event = ? "
              "AND timestamp >= "_s
            + mark + u"))"_s,
        rangeValues(range)
            + std::vector<QVariant> {kSuccess, timeText(recent), function, kLatency, timeText(recent)});
    if (!rows)
        return std::unexpected(rows.error());
    window.recentSuccesses = rows->front()[0].toLongLong();
    return {};
}

Result<QVariant> readWindow(storage::Connection &connection, core::WallTime now)
{
    const MetricsRange range {now - kAlertWindow, now};
    const core::WallTime recent = now - kTrafficWindow;
    AlertWindow window;
    auto done = readAttempts(connection, range, window);
    if (done)
        done = readTraffic(connection, range, recent, window);
    if (done)
        done = readSuccesses(connection, now, recent, window);
    if (!done)
        return std::unexpected(done.error());
    return QVariant::fromValue(window);
}

} // namespace

Task<Result<MetricsSections>> MetricsQueryStore::sections(MetricsRange range)
{
    if (m_memory)
        co_return renderMetrics(m_memory->events.report(range));
    const Result<QVariant> found = co_await m_database.read(
        [range](storage::Connection &connection) { return readReport(connection, range); });
    if (!found)
        co_return std::unexpected(found.error());
    co_return found->value<MetricsSections>();
}

Task<Result<AlertWindow>> MetricsQueryStore::alertWindow(core::WallTime now)
{
    if (m_memory)
        co_return m_memory->events.alertWindow(now);
    const Result<QVariant> found =
        co_await m_database.read([now](storage::Connection &connection) { return readWindow(connection, now); });
    if (!found)
        co_return std::unexpected(found.error());
    co_return found->value<AlertWindow>();
}

} // namespace signalbox::commerce
