#include "backend/services/commerce/metrics_endpoint.h"

#include "backend/services/commerce/commerce_errors.h"
#include "backend/services/commerce/metrics_query_store.h"
#include "backend/services/commerce/route_flow.h"

#include <algorithm>

namespace signalbox::commerce {

namespace {

QByteArray metricsAnswer(const MetricsQuery &query, const MetricsSections &sections,
                         const std::vector<Alert> &alerts, std::vector<ProviderMetrics> rows,
                         const QByteArray &requestId)
{
    JsonWriter json;
    json.beginObject().member("windowSeconds", qint64(query.window.count()));
    json.key("providers").raw(sections.providers);
    json.key("requests").raw(sections.requests);
    json.key("series").raw(sections.series);
    json.key("alerts").beginArray();
    for (const Alert &alert : alerts)
        writeAlert(json, alert);
    json.endArray().key("providerMetrics").beginObject();
    std::ranges::sort(rows, {}, [](const ProviderMetrics &row) { return indexOf(row.provider); });
    for (const ProviderMetrics &row : rows) {
        json.key(idText(row.provider));
        writeProviderMetrics(json, row);
    }
    json.endObject().member("requestId", requestId).endObject();
    return json.take();
}

} // namespace

Task<http::Response> commerceMetrics(WorkerContext &worker, http::RequestPtr request, ConfigPtr)
{
    const auto query = parseMetricsQuery(request->head.query);
    if (!query)
        co_return invalidBody(worker, *request, "INVALID_REQUEST", query.error());
    MetricsQueryStore store(worker.ports.database, worker.ports.memory);
    const auto sections = co_await store.sections(rangeOf(*query, worker.ports.clock.wall()));
    const auto rows = co_await worker.outcomes.all();
    if (!sections || !rows)
        co_return errorResponse(apiError("INTERNAL_ERROR"), request->requestId, worker.ports.clock.wall());
    const std::shared_ptr<const AlertBoard::Alerts> alerts =
        worker.ports.alerts != nullptr ? worker.ports.alerts->read() : std::make_shared<const AlertBoard::Alerts>();
    co_return http::Response::json(200, metricsAnswer(*query, *sections, *alerts, *rows, request->requestId));
}

} // namespace signalbox::commerce
