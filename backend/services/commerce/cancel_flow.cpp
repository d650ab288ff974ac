#include "backend/services/commerce/cancel_flow.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"
#include "backend/services/commerce/route_flow.h"
#include "backend/services/commerce/routing_access.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

http::Response refuse(const WorkerContext &worker, const http::RequestContext &request, const ApiError &error)
{
    return errorResponse(error, request.requestId, worker.ports.clock.wall());
}

http::Response cancelled(const http::RequestContext &request, bool replayed)
{
    JsonWriter json;
    json.beginObject().member("success", true).member("status", "cancelled"_L1).member("replayed", replayed);
    json.member("message", "Routing cancelled."_L1).member("requestId", request.requestId).endObject();
    return http::Response::json(200, json.take());
}

Task<http::Response> cancelRouting(WorkerContext &worker, http::RequestPtr request, RoutingResult routing)
{
    while (routing) {
        switch (standingOf(*routing, worker.ports.clock.wall())) {
        case Standing::Confirmed:
            co_return refuse(worker, *request, apiError("ALREADY_CONFIRMED"));
        case Standing::InDoubt:
            co_return refuse(worker, *request, apiError("ORDER_STATE_UNKNOWN"));
        case Standing::Cancelled:
            co_return cancelled(*request, true);
        case Standing::Busy:
            routing = co_await awaitSettled(worker, std::move(*routing), request->cancel);
            continue;
        case Standing::Open:
            break;
        }
        const QByteArray jti = routing->record.jti;
        const Result<bool> done =
            co_await worker.routings.cancel(jti, routing->attempt, worker.ports.clock.wall());
        if (!done)
            co_return refuse(worker, *request, apiError("INTERNAL_ERROR"));
        if (*done)
            co_return cancelled(*request, false);
        routing = co_await reloadRouting(worker, jti);
    }
    co_return refuse(worker, *request, routing.error());
}

} // namespace

Task<http::Response> cancelOrder(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const auto body = core::parseJsonObject(request->body);
    if (!body)
        co_return invalidBody(worker, *request, "INVALID_REQUEST", {{"body", u"must be a JSON object"_s}});
    const auto key = parseCancelRequest(*body);
    if (!key)
        co_return invalidBody(worker, *request, "INVALID_REQUEST", key.error());
    RoutingResult routing = co_await openRouting(worker, config, *key);
    co_return co_await cancelRouting(worker, request, std::move(routing));
}

} // namespace signalbox::commerce
