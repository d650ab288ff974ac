#include "backend/operator/protocol/payments.h"
#include "backend/operator/protocol/requests.h"
#include "backend/operator/protocol/settings.h"
#include "backend/operator/protocol/traffic.h"
#include "backend/operator/server/alerts/alerts_routes.h"
#include "backend/operator/server/acts/audit_routes.h"
#include "backend/operator/server/approvals/approvals_routes.h"
#include "backend/operator/server/breakers/breakers_routes.h"
#include "backend/operator/server/bundle/bundle_routes.h"
#include "backend/operator/server/checklist/checklist_routes.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/levers_routes.h"
#include "backend/operator/server/logs/logs_routes.h"
#include "backend/operator/server/operators/operators_routes.h"
#include "backend/operator/server/outbox/outbox_routes.h"
#include "backend/operator/server/providers/probe_routes.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::Page;
using protocol::Role;

namespace {

constexpr int kStreams = 64;
constexpr qint64 kBodyBytes = 1024 * 1024;

std::vector<ParameterDoc> seriesParameters()
{
    return {{"metric", u"A figure of the stream's metrics: ratePerSec, p95Ms, errorShare, rssBytes, …"_s, true},
            {"service", u"Whose; without service and provider: the process."_s},
            {"provider", u"Whose, for the figures of a provider."_s},
            {"from", u"UTC time; ten minutes before `to` when left out."_s},
            {"to", u"UTC time; now when left out."_s},
            {"step", u"Seconds between two points; chosen for at most 600 points when left out."_s}};
}

std::vector<ParameterDoc> rangeParameters()
{
    return {{"from", u"UTC time; ten minutes before `to` when left out."_s}, {"to", u"UTC time; now when left out."_s}};
}

std::vector<ParameterDoc> latencyParameters()
{
    auto parameters = rangeParameters();
    parameters.push_back({"service", u"Whose; all services when left out."_s});
    return parameters;
}

} // namespace

std::vector<ParameterDoc> listParameters()
{
    return {{"limit", u"Rows of a page, 1 to 500 (100)."_s},
            {"cursor", u"nextCursor of the page before."_s},
            {"sort", u"A field, with - in front for falling order."_s},
            {"filter", u"The filter language: service:commerce status>499 -path~health"_s}};
}

std::vector<OperatorRoute> operatorRoutes()
{
    const Role viewer = Role::Viewer;
    std::vector<OperatorRoute> routes {
        {"GET", "/ops/v1/overview", viewer, u"The landing view."_s, {}, nullptr, schema<protocol::Overview>,
         getOverview},
        {"GET", "/ops/v1/stream", viewer, u"Server-sent events; resumes from Last-Event-ID."_s,
         {{"topics", u"Comma separated: metrics, requests, providers, health, …"_s, true}}, nullptr, nullptr,
         getStream},
        {"GET", "/ops/v1/metrics/series", viewer, u"History of one figure."_s, seriesParameters(), nullptr,
         schema<protocol::Series>, getSeries},
        {"GET", "/ops/v1/requests", viewer, u"The last 10,000 requests, newest first."_s, listParameters(), nullptr,
         schema<Page<protocol::RequestRow>>, getRequests},
        {"GET", "/ops/v1/requests/:id", viewer, u"One request with stages, calls, headers and log lines."_s, {},
         nullptr, schema<protocol::RequestDetail>, getRequest},
        {"GET", "/ops/v1/traffic/operations", viewer, u"Rate, errors, duration of every operation, last minute."_s, {},
         nullptr, schema<protocol::TrafficOperations>, getOperations},
        {"GET", "/ops/v1/traffic/upstreams", viewer, u"Calls to other parties and their failures by type."_s,
         rangeParameters(), nullptr, schema<protocol::TrafficUpstreams>, getUpstreams},
        {"GET", "/ops/v1/traffic/latency", viewer, u"How many requests took how long, over time."_s,
         latencyParameters(), nullptr, schema<protocol::TrafficLatency>, getLatency},
        {"GET", "/ops/v1/traffic/payments", viewer, u"Payments that succeeded out of all."_s, rangeParameters(),
         nullptr, schema<protocol::TrafficPayments>, getPayments},
        {"GET", "/ops/v1/settings", viewer, u"The catalogue with effective values."_s, listParameters(), nullptr,
         schema<Page<protocol::SettingView>>, getSettings},
        {"GET", "/ops/v1/settings/:key", viewer, u"One setting."_s, {}, nullptr, schema<protocol::SettingView>,
         getSetting},
        {"GET", "/ops/v1/providers", viewer, u"State of every provider."_s, {}, nullptr, schema<protocol::Providers>,
         getProviders},
        {"GET", "/ops/v1/providers/decisions", viewer,
         u"The decision log with every candidate's score, newest first."_s, listParameters(), nullptr,
         schema<Page<protocol::Decision>>, getDecisions},
        {"POST", "/ops/v1/providers/what-if", viewer,
         u"Replays the last decisions with other weights; changes nothing."_s, {}, schema<protocol::WhatIfRequest>,
         schema<protocol::WhatIfAnswer>, postWhatIf},
        {"GET", "/ops/v1/me", viewer, u"Who the token belongs to and what it may do."_s, {}, nullptr,
         schema<protocol::Me>, getMe},
        {"GET", "/ops/v1/openapi.json", viewer, u"This document."_s, {}, nullptr, nullptr, getOpenApi},
    };
    for (const auto &area :
         {leversRoutes(), approvalsRoutes(), outboxRoutes(), alertsRoutes(), auditRoutes(), operatorsRoutes(),
          probeRoutes(), breakersRoutes(), logsRoutes(), checklistRoutes(), bundleRoutes()})
        routes.insert(routes.end(), area.begin(), area.end());
    return routes;
}

namespace {

/// Refused acts go to the audit; reads, and previews that any viewer may ask for, change nothing.
http::Admission admit(OperatorContext &context, const http::RequestHead &head, Role needed)
{
    http::Admission admission = context.auth.admit(head, needed);
    if (admission.refusal && needed > Role::Viewer && head.method != "GET" && head.method != "HEAD") {
        const auto identity = context.auth.identify(head);
        context.journal.refused(refusedAct(head, identity ? &*identity : nullptr), admission.reason);
    }
    return admission;
}

} // namespace

http::Routes httpRoutes(OperatorContext &context, const http::Owner &owner)
{
    http::Routes routes;
    for (const OperatorRoute &row : context.routes) {
        OperatorContext *shared = &context;
        routes.push_back({.method = row.method,
                          .path = row.path,
                          .owner = &owner,
                          .handler = [shared, handle = row.handle](
                                         http::RequestPtr request) { return handle(shared, std::move(request)); },
                          .headCheck = [shared, role = row.role](
                                           const http::RequestHead &head,
                                           const settings::Snapshot &) { return admit(*shared, head, role); },
                          .bodyLimitBytes = kBodyBytes,
                          .inFlightLimit = kStreams});
    }
    return routes;
}

} // namespace signalbox::server
