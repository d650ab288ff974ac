#include "backend/services/commerce/commerce_routes.h"

#include "backend/platform/core/json_parse.h"
#include "backend/services/commerce/cancel_flow.h"
#include "backend/services/commerce/confirm_flow.h"
#include "backend/services/commerce/credentials.h"
#include "backend/services/commerce/metrics_endpoint.h"
#include "backend/services/commerce/outcome_flow.h"
#include "backend/services/commerce/route_flow.h"
#include "backend/services/commerce/service.h"

#include <algorithm>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

/// Who may call a function.
enum class Access { Anyone, ServiceKey };

using Flow = Task<http::Response> (*)(WorkerContext &, http::RequestPtr, ConfigPtr);

void writeRejection(WorkerContext &worker, const http::RequestContext &request, QByteArrayView function,
                    const http::Response &response)
{
    const QJsonObject body = core::parseJsonObject(response.body).value_or(QJsonObject());
    std::vector<log::Field> fields {{"httpStatus", response.status}, {"code", body["code"_L1]}};
    if (const QJsonValue details = body["details"_L1]; details.isObject())
        fields.push_back({"details", details});
    worker.events.write({EventTable::Request, log::Level::Warn, function.toByteArray(), "request_rejected",
                         request.requestId, worker.ports.clock.wall(), std::move(fields)});
}

/// Runs one function; every 4xx that it answers is one `request_rejected` event.
Task<http::Response> run(Service &service, Flow flow, QByteArrayView function, http::RequestPtr request)
{
    http::Response response = co_await flow(service.context(), request, service.configFor(*request));
    if (response.status >= 400 && response.status < 500)
        writeRejection(service.context(), *request, function, response);
    co_return response;
}

void addRateHeaders(const cluster::RateVerdict &verdict, http::Admission &admission)
{
    admission.headers.set("X-RateLimit-Limit", QByteArray::number(verdict.limit));
    admission.headers.set("X-RateLimit-Remaining", QByteArray::number(verdict.remaining));
    admission.headers.set("X-RateLimit-Reset", QByteArray::number(verdict.resetEpochSeconds));
    if (!verdict.allowed)
        admission.headers.set("Retry-After", QByteArray::number(std::max(1, verdict.retryAfterSeconds)));
}

/// Rate limit first, so that guessing keys is limited too; then the key.
http::Admission admit(Service &service, Access access, const http::RequestHead &head,
                      const settings::Snapshot &snapshot)
{
    const ConfigPtr config = service.configOf(snapshot);
    const ServicePorts &ports = service.context().ports;
    http::Admission admission;
    const std::optional<http::Identity> identity = identify(head, *config);
    if (identity)
        admission.identity = *identity;
    if (config->rateLimitPerMinute > 0) {
        const QByteArray who = identity ? identity->subject : "address:" + head.client.limitKey();
        const QByteArray key = "commerce:" + who;
        const auto verdict = ports.rate.take(key, config->rateLimitPerMinute, ports.clock.wall());
        addRateHeaders(verdict, admission);
        if (!verdict.allowed) {
            admission.refusal = http::Refusal::RateLimited;
            return admission;
        }
    }
    const bool allowed = access == Access::ServiceKey ? identity && identity->privileged
                                                      : identity || !config->requireAuth;
    if (!allowed)
        admission.refusal = http::Refusal::Unauthorized;
    return admission;
}

void addFunction(http::Routes &routes, Service &service, const QByteArray &method, QByteArrayView function,
                 Access access, Flow flow, qint64 bodyLimit)
{
    for (const QByteArray &mount : {QByteArray("/functions/v1/"), QByteArray("/")}) {
        http::Route route;
        route.method = method;
        route.path = mount + function.toByteArray();
        route.owner = &service.owner();
        route.bodyLimitBytes = bodyLimit;
        route.handler = [&service, flow, function](http::RequestPtr request) {
            return run(service, flow, function, std::move(request));
        };
        route.headCheck = [&service, access](const http::RequestHead &head, const settings::Snapshot &snapshot) {
            return admit(service, access, head, snapshot);
        };
        routes.push_back(std::move(route));
    }
}

} // namespace

http::Routes commerceRoutes(Service &service)
{
    http::Routes routes;
    const qint64 bodyLimit = service.maxBodyBytes();
    addFunction(routes, service, "POST", kRouteFunction, Access::Anyone, &routeOrder, bodyLimit);
    addFunction(routes, service, "POST", kConfirmFunction, Access::Anyone, &confirmOrder, bodyLimit);
    addFunction(routes, service, "POST", kCancelFunction, Access::Anyone, &cancelOrder, bodyLimit);
    addFunction(routes, service, "POST", kOutcomeFunction, Access::ServiceKey, &recordOutcome, bodyLimit);
    addFunction(routes, service, "GET", kMetricsFunction, Access::ServiceKey, &commerceMetrics, bodyLimit);
    return routes;
}

} // namespace signalbox::commerce
