#include "backend/operator/server/handlers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/operator/server/traffic_watch.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr QByteArrayView kUpstream = "upstream.";
constexpr QByteArrayView kFailed = ".failed.";
constexpr QByteArrayView kLatency = "latency.";
constexpr QByteArrayView kPayments = "payments.";

using Counts = std::vector<std::optional<qint64>>;

qint64 sumOf(const Counts &counts)
{
    qint64 sum = 0;
    for (const auto &count : counts)
        sum += count.value_or(0);
    return sum;
}

core::WallTime startOf(const HistorySpan &span, size_t step)
{
    return span.from + span.step * qint64(step);
}

/// `from` and `to` of the query as steps of the history, or the answer that says what is wrong.
std::expected<HistorySpan, http::Response> spanOf(const OperatorContext &context, const http::RequestHead &head)
{
    const TrafficHistory *history = context.traffic.history();
    if (!history)
        return std::unexpected(
            errorAnswer(503, {.code = u"unavailable"_s, .message = u"no history of the traffic is kept"_s}));
    const auto timeOf = [&head](const QString &name, core::WallTime otherwise) {
        const QString text = queryValue(head, name);
        return text.isEmpty() ? std::optional(otherwise) : protocol::parseIsoUtc(text);
    };
    const auto to = timeOf(u"to"_s, context.ports.clock.wall());
    if (!to)
        return std::unexpected(badParameter(u"to"_s, u"to must be a time in UTC"_s));
    const auto from = timeOf(u"from"_s, *to - 10min);
    if (!from || *from >= *to)
        return std::unexpected(badParameter(u"from"_s, u"from must be a time in UTC before `to`"_s));
    return history->spanOf(*from, *to);
}

/// A document of the history whose span is filled in.
template <class T> T documentOf(const OperatorContext &context, const HistorySpan &span)
{
    T document;
    document.from = span.from;
    document.to = span.to;
    document.stepMs = span.step.count();
    document.at = context.traffic.history()->countedUntil();
    return document;
}

/// The upstream of `upstream.<name>.calls` and its like.
QByteArray upstreamOf(const QByteArray &series)
{
    const qsizetype failed = series.lastIndexOf(kFailed);
    const qsizetype end = failed >= 0 ? failed : series.lastIndexOf('.');
    return series.sliced(kUpstream.size(), std::max<qsizetype>(0, end - kUpstream.size()));
}

void addSeries(protocol::TrafficUpstreams &document, protocol::UpstreamTraffic &item, const QByteArray &series,
               const Counts &counts, const HistorySpan &span)
{
    const qint64 sum = sumOf(counts);
    if (series.endsWith(".calls"))
        item.calls = sum;
    else if (series.endsWith(".retries"))
        item.retries = sum;
    const qsizetype failed = series.lastIndexOf(kFailed);
    if (failed < 0 || sum == 0)
        return;
    const QString type = QString::fromUtf8(series.sliced(failed + kFailed.size()));
    item.types.push_back({type, sum});
    item.failures += type == "cancelled"_L1 ? 0 : sum;
    for (size_t step = 0; step < counts.size(); ++step) {
        if (counts[step].value_or(0) > 0)
            document.cells.push_back({startOf(span, step), item.upstream, type, *counts[step]});
    }
}

/// Services whose names stand between `beginning` and the last point.
std::vector<QByteArray> servicesIn(const TrafficHistory &history, QByteArrayView beginning)
{
    std::vector<QByteArray> services;
    for (const QByteArray &name : history.names(beginning)) {
        const QByteArray service = name.sliced(beginning.size(), name.lastIndexOf('.') - beginning.size());
        if (std::ranges::find(services, service) == services.end())
            services.push_back(service);
    }
    return services;
}

} // namespace

Task<http::Response> getOperations(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    co_return answer(context->traffic.operations());
}

Task<http::Response> getUpstreams(OperatorContext *context, http::RequestPtr request)
{
    const auto span = spanOf(*context, request->head);
    if (!span)
        co_return span.error();
    const TrafficHistory &history = *context->traffic.history();
    auto document = documentOf<protocol::TrafficUpstreams>(*context, *span);
    std::map<QByteArray, protocol::UpstreamTraffic> items;
    for (const QByteArray &series : history.names(kUpstream)) {
        const QByteArray upstream = upstreamOf(series);
        protocol::UpstreamTraffic &item = items[upstream];
        item.upstream = QString::fromUtf8(upstream);
        addSeries(document, item, series, history.read(series, *span), *span);
    }
    for (auto &[name, item] : items) {
        std::ranges::sort(item.types, {},
                          [](const protocol::FailureCount &one) { return std::tuple(-one.count, one.type); });
        if (item.calls > 0 || !item.types.empty())
            document.items.push_back(std::move(item));
    }
    std::ranges::sort(document.items, {},
                      [](const protocol::UpstreamTraffic &one) { return std::tuple(-one.failures, one.upstream); });
    std::ranges::sort(document.cells, {},
                      [](const protocol::FailureCell &cell) { return std::tuple(cell.at, cell.upstream, cell.type); });
    co_return answer(document);
}

Task<http::Response> getLatency(OperatorContext *context, http::RequestPtr request)
{
    const auto span = spanOf(*context, request->head);
    if (!span)
        co_return span.error();
    const TrafficHistory &history = *context->traffic.history();
    auto document = documentOf<protocol::TrafficLatency>(*context, *span);
    document.service = queryValue(request->head, u"service"_s);
    document.upperMs.assign(kBandUpperMs.begin(), kBandUpperMs.end());
    std::vector<std::optional<protocol::LatencyColumn>> columns(span->count);
    for (const QByteArray &service : servicesIn(history, kLatency)) {
        if (!document.service.isEmpty() && document.service.toUtf8() != service)
            continue;
        for (size_t band = 0; band < kBands; ++band) {
            const Counts counts = history.read(bandSeries(service, band), *span);
            for (size_t step = 0; step < counts.size(); ++step) {
                if (!counts[step])
                    continue;
                if (!columns[step])
                    columns[step].emplace(startOf(*span, step), std::vector<qint64>(kBands));
                columns[step]->counts[band] += *counts[step];
            }
        }
    }
    for (auto &column : columns) {
        if (column)
            document.columns.push_back(std::move(*column));
    }
    co_return answer(document);
}

Task<http::Response> getPayments(OperatorContext *context, http::RequestPtr request)
{
    const auto span = spanOf(*context, request->head);
    if (!span)
        co_return span.error();
    const TrafficHistory &history = *context->traffic.history();
    auto document = documentOf<protocol::TrafficPayments>(*context, *span);
    for (const QByteArray &service : servicesIn(history, kPayments)) {
        const QByteArray prefix = kPayments.toByteArray() + service;
        const Counts all = history.read(prefix + ".all", *span);
        const Counts succeeded = history.read(prefix + ".ok", *span);
        const QString name = QString::fromUtf8(service);
        for (size_t step = 0; step < all.size(); ++step) {
            if (all[step].value_or(0) > 0)
                document.cells.push_back({startOf(*span, step), name, succeeded[step].value_or(0), *all[step]});
        }
        if (const qint64 sum = sumOf(all); sum > 0)
            document.items.push_back({name, sumOf(succeeded), sum});
    }
    co_return answer(document);
}

} // namespace signalbox::server
