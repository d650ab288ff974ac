#include "backend/services/commerce/outcome_flow.h"

#include "backend/platform/core/json_parse.h"
#include "backend/services/commerce/commerce_errors.h"
#include "backend/services/commerce/outcome_request.h"
#include "backend/services/commerce/route_flow.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

void writeEvent(WorkerContext &worker, const http::RequestContext &request, const OrderOutcome &outcome)
{
    std::vector<log::Field> fields {{"orderId", outcome.orderId},
                                    {"providerId", QString::fromLatin1(idText(outcome.provider))},
                                    {"outcome", QString(outcomeText(outcome.kind))}};
    if (outcome.valueCents)
        fields.push_back({"totalCents", *outcome.valueCents});
    worker.events.write({EventTable::Edge, log::Level::Info, kOutcomeFunction.toByteArray(),
                         "commerce.record_outcome", request.requestId, worker.ports.clock.wall(), std::move(fields)});
}

} // namespace

Task<http::Response> recordOutcome(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const auto body = core::parseJsonObject(request->body);
    if (!body)
        co_return invalidBody(worker, *request, "INVALID_REQUEST", {{"body", u"must be a JSON object"_s}});
    const auto parsed =
        parseOutcomeRequest(*body, [&config](ProviderId id) { return config->provider(id).commissionRate; });
    if (!parsed)
        co_return invalidBody(worker, *request, "INVALID_REQUEST", parsed.error());
    const Result<RecordedOutcome> recorded = co_await countOutcome(worker, *parsed);
    if (!recorded)
        co_return errorResponse(apiError("INTERNAL_ERROR"), request->requestId, worker.ports.clock.wall());
    if (!recorded->replayed)
        writeEvent(worker, *request, *parsed);
    JsonWriter json;
    json.beginObject().member("success", true).member("replayed", recorded->replayed).key("metrics");
    writeProviderMetrics(json, recorded->metrics);
    json.member("requestId", request->requestId).endObject();
    co_return http::Response::json(200, json.take());
}

Task<Result<RecordedOutcome>> countOutcome(WorkerContext &worker, OrderOutcome outcome)
{
    const ProviderId provider = outcome.provider;
    Result<RecordedOutcome> recorded = co_await worker.outcomes.record(std::move(outcome), worker.ports.clock.wall());
    if (recorded)
        worker.ports.reputations.update(provider, recorded->metrics.reputation(), recorded->metrics.totalOrders);
    else
        log::error("commerce", u"outcome was not stored"_s,
                   {{"providerId", QString::fromLatin1(idText(provider))},
                    {"reason", QString(core::name(recorded.error().code))}});
    co_return recorded;
}

Task<void> loadReputations(ProviderMetricsStore store, ReputationBoard *board)
{
    const Result<std::vector<ProviderMetrics>> rows = co_await store.all();
    if (!rows) {
        log::warn("commerce", u"provider metrics were not read"_s,
                  {{"reason", QString(core::name(rows.error().code))}});
        co_return;
    }
    for (const ProviderMetrics &row : *rows)
        board->update(row.provider, row.reputation(), row.totalOrders);
}

} // namespace signalbox::commerce
