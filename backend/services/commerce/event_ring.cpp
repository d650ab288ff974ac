#include "backend/services/commerce/event_ring.h"

#include <algorithm>
#include <map>
#include <unordered_set>

namespace signalbox::commerce {

namespace {

using Row = EventRing::Row;
using Kind = Row::Kind;

constexpr std::array<std::pair<QByteArrayView, Kind>, 5> kCounted {{
    {"provider_quote_success", Kind::Success},
    {"provider_quote_error", Kind::Error},
    {"router_decision", Kind::Decision},
    {"router_latency", Kind::Latency},
    {"router_failure", Kind::Failure},
}};

constexpr std::array<QByteArrayView, 3> kDenials {"HTTP_401", "HTTP_403", "AUTH_FAILED"};

/// How a field of an event is told to its row.
struct Reader
{
    Row &row;
    bool hasProvider = false;

    void read(const log::Field &field)
    {
        if (field.name == "latencyMs" || field.name == "totalLatencyMs")
            row.latencyMs = number(field.value);
        else if (field.name == "totalCents")
            row.totalCents = number(field.value);
        else if (field.name == "errorCode")
            row.denied = std::ranges::find(kDenials, QByteArrayView(text(field.value))) != kDenials.end();
        else if (field.name == "providerId" || field.name == "selectedProviderId")
            readProvider(text(field.value));
    }

private:
    static qint32 number(const log::Value &value)
    {
        const qint64 *whole = std::get_if<qint64>(&value.held());
        return whole ? qint32(std::clamp<qint64>(*whole, -1, std::numeric_limits<qint32>::max())) : -1;
    }

    static QByteArray text(const log::Value &value)
    {
        if (const auto *utf8 = std::get_if<QByteArray>(&value.held()))
            return *utf8;
        const auto *utf16 = std::get_if<QString>(&value.held());
        return utf16 ? utf16->toLatin1() : QByteArray();
    }

    void readProvider(const QByteArray &id)
    {
        const auto provider = providerFromId(id);
        hasProvider = provider.has_value();
        row.provider = provider ? quint8(indexOf(*provider)) : quint8(0);
    }
};

/// Longest time between a quote and the end of its request: the largest timeout a provider may have.
constexpr std::chrono::seconds kLongestRequest {60};

std::vector<ValueCount> sorted(const std::map<qint64, qint64> &counts)
{
    std::vector<ValueCount> values;
    values.reserve(counts.size());
    for (const auto &[value, count] : counts)
        values.push_back({value, count});
    return values;
}

/// Adds the rows of a range to a report.
class ReportSums
{
public:
    explicit ReportSums(const MetricsRange &range)
    {
        m_report.range = range;
        m_report.series.resize(range.buckets());
    }

    void add(const Row &row)
    {
        const qint64 into = (row.atMs - core::epochMs(m_report.range.from)) / m_report.range.bucket.count();
        // A row on the range's very end belongs to the last bucket.
        MetricsReport::Bucket &bucket = m_report.series[std::min(size_t(into), m_report.series.size() - 1)];
        QuoteCounts &counts = bucket.providers[row.provider];
        switch (row.kind) {
        case Kind::Success:
            ++counts.successes;
            if (row.latencyMs >= 0) {
                ++counts.timed;
                counts.latencyMs += row.latencyMs;
                ++m_latencies[row.provider][row.latencyMs];
            }
            break;
        case Kind::Error:
            ++counts.errors;
            break;
        case Kind::Decision:
            ++counts.selections;
            counts.totalCents += row.totalCents;
            break;
        case Kind::Latency:
            ++bucket.requests;
            if (row.latencyMs >= 0)
                ++m_requests[row.latencyMs];
            break;
        case Kind::Failure:
            ++m_report.failedRequests;
        }
    }

    MetricsReport take()
    {
        for (size_t provider = 0; provider < kProviderCount; ++provider)
            m_report.latencies[provider] = sorted(m_latencies[provider]);
        m_report.requestLatencies = sorted(m_requests);
        return std::move(m_report);
    }

private:
    MetricsReport m_report;
    std::array<std::map<qint64, qint64>, kProviderCount> m_latencies;
    std::map<qint64, qint64> m_requests;
};

void addAttempt(AlertWindow &window, const Row &row)
{
    AttemptCounts &counts = window.providers[row.provider];
    if (row.kind == Kind::Success) {
        ++counts.successes;
        if (row.latencyMs >= 0) {
            ++counts.timed;
            counts.latencyMs += row.latencyMs;
        }
    } else if (row.kind == Kind::Error) {
        ++counts.errors;
        counts.refusals += row.denied ? 1 : 0;
    }
}

} // namespace

std::optional<EventRing::Row> EventRing::rowOf(const Event &event)
{
    if (event.functionName != kRouteFunction)
        return std::nullopt;
    const auto kind = std::ranges::find(kCounted, QByteArrayView(event.event), &std::pair<QByteArrayView, Kind>::first);
    if (kind == kCounted.end())
        return std::nullopt;
    Row row;
    row.atMs = core::epochMs(event.at);
    row.request = qHash(event.requestId);
    row.kind = kind->second;
    Reader reader {row};
    for (const log::Field &field : event.fields)
        reader.read(field);
    const bool ofProvider = row.kind == Kind::Success || row.kind == Kind::Error || row.kind == Kind::Decision;
    return ofProvider && !reader.hasProvider ? std::nullopt : std::optional(row);
}

void EventRing::append(std::span<const Row> rows)
{
    const std::scoped_lock lock(m_mutex);
    m_rows.insert(m_rows.end(), rows.begin(), rows.end());
    if (m_rows.size() > kCapacity)
        m_rows.erase(m_rows.begin(), m_rows.end() - std::ptrdiff_t(kCapacity));
}

void EventRing::prune(core::WallTime oldest)
{
    const std::scoped_lock lock(m_mutex);
    std::erase_if(m_rows, [bound = core::epochMs(oldest)](const Row &row) { return row.atMs < bound; });
}

size_t EventRing::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_rows.size();
}

MetricsReport EventRing::report(const MetricsRange &range) const
{
    const qint64 from = core::epochMs(range.from);
    const qint64 to = core::epochMs(range.to);
    ReportSums sums(range);
    const std::scoped_lock lock(m_mutex);
    for (const Row &row : m_rows) {
        if (row.atMs >= from && row.atMs <= to)
            sums.add(row);
    }
    return sums.take();
}

AlertWindow EventRing::alertWindow(core::WallTime now) const
{
    const qint64 to = core::epochMs(now);
    const qint64 from = core::epochMs(now - kAlertWindow);
    const qint64 recent = core::epochMs(now - kTrafficWindow);
    // A request is logged at its end, so its quotes may be a little older than the window that it is in.
    const qint64 oldestQuote = core::epochMs(now - kTrafficWindow - kLongestRequest);
    AlertWindow window;
    std::unordered_set<size_t> recentRequests;
    const std::scoped_lock lock(m_mutex);
    for (const Row &row : m_rows) {
        if (row.atMs < from || row.atMs > to)
            continue;
        addAttempt(window, row);
        if (row.kind != Kind::Latency)
            continue;
        window.requests += row.latencyMs >= 0 ? 1 : 0;
        window.requestLatencyMs += std::max(0, row.latencyMs);
        if (row.atMs >= recent) {
            ++window.recentRequests;
            recentRequests.insert(row.request);
        }
    }
    for (const Row &row : m_rows) {
        const bool counted = row.kind == Kind::Success && row.atMs >= oldestQuote && row.atMs <= to;
        if (counted && (row.atMs >= recent || recentRequests.contains(row.request)))
            ++window.recentSuccesses;
    }
    return window;
}

} // namespace signalbox::commerce
