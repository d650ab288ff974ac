#include "backend/runtime/platform_routes.h"

#include "backend/platform/metrics/registry.h"
#include "backend/platform/security/bearer_keys.h"
#include "backend/platform/cluster/redis_connection.h"
#include "backend/runtime/probe_store.h"
#include "backend/services/approvals/background.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

using http::RequestPtr;
using http::Response;

Task<Response> ready(Response response)
{
    co_return response;
}

Task<Response> health(const PlatformState *state)
{
    JsonWriter out;
    out.beginObject().member("ok", true).key("version").beginObject();
    writeBuild(out, state->build, false);
    out.endObject().endObject();
    co_return Response::json(200, out.take());
}

Task<Response> databaseHealth(const PlatformState *state)
{
    if (!state->databaseConfigured)
        co_return Response::json(200, R"({"ok":true,"db_ready":false,"reason":"DATABASE_URL not configured"})");
    const Result<double> probe = co_await roundTrip(state->store);
    if (probe)
        co_return Response::json(200, R"({"ok":true,"db_ready":true})");
    JsonWriter out;
    out.beginObject().member("ok", true).member("db_ready", false);
    out.member("error", QString(core::name(probe.error().code))).endObject();
    co_return Response::json(200, out.take());
}

Task<Response> readiness(const PlatformState *state)
{
    if (state->draining.load())
        co_return Response::json(503, R"({"ready":false})");
    const Result<double> probe = co_await roundTrip(state->store);
    if (!probe)
        co_return Response::json(503, R"({"ready":false})");
    JsonWriter out;
    out.beginObject().member("ready", true).member("db_roundtrip_ms", *probe).endObject();
    co_return Response::json(200, out.take());
}

QByteArray providerWord(bool on, approvals::ProviderStates::State state)
{
    if (!on)
        return "unconfigured";
    return state == approvals::ProviderStates::Failing ? "failing" : "ok";
}

/// What approvals adds to /readyz.
void writeApprovals(JsonWriter &out, const PlatformState &state, bool storeAnswers)
{
    const approvals::BackgroundState &background = *state.approvals;
    const auto redis = state.redis ? state.redis->state() : cluster::RedisConnection::State::Off;
    out.member("store", storeAnswers ? "ok"_ba : "down"_ba).member("redis", cluster::name(redis));
    out.member("twilio", providerWord(background.whatsappOn, background.providers.twilio));
    out.member("imessage", providerWord(background.imessageOn, background.providers.imessage));
    out.member("outbox_oldest_sec", background.outboxOldestSeconds.load());
}

Task<Response> detailedReadiness(const PlatformState *state, bool approvalsHere)
{
    QByteArrayList failed;
    if (state->draining.load())
        failed += "draining";
    const bool storeAnswers = (co_await roundTrip(state->store)).has_value();
    if (!storeAnswers)
        failed += state->databaseConfigured ? "db" : "store";
    JsonWriter out;
    out.beginObject().member("ok", failed.isEmpty()).key("failed").beginArray();
    for (const QByteArray &name : failed)
        out.value(name);
    out.endArray();
    if (approvalsHere)
        writeApprovals(out, *state, storeAnswers);
    out.endObject();
    co_return Response::json(failed.isEmpty() ? 200 : 503, out.take());
}

Task<Response> version(const PlatformState *state)
{
    JsonWriter out;
    out.beginObject().member("ok", true);
    writeBuild(out, state->build, true);
    out.endObject();
    co_return Response::json(200, out.take());
}

Task<Response> metricsText(const PlatformState *state)
{
    Response response = Response::text(200, state->metrics->prometheusText());
    response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    co_return response;
}

/// METRICS_TOKEN asks for itself; METRICS_AUTH asks for it or for ADMIN_API_TOKEN (contract platform 4).
http::Admission mayReadMetrics(const http::RequestHead &head, const settings::Snapshot &settings)
{
    QByteArrayList keys;
    if (settings.isSet("METRICS_TOKEN"))
        keys += settings.bytes("METRICS_TOKEN");
    const bool adminToo = settings.boolean("METRICS_AUTH");
    if (adminToo && settings.isSet("ADMIN_API_TOKEN"))
        keys += settings.bytes("ADMIN_API_TOKEN");
    http::Admission admission;
    const bool open = keys.isEmpty() && !adminToo;
    if (!open && !security::bearerMatches(head.headers.value("Authorization"), keys))
        admission.refusal = http::Refusal::Unauthorized;
    return admission;
}

} // namespace

http::Routes platformRoutes(const PlatformState &state, const http::Owner &owner, const QByteArrayList &services)
{
    const PlatformState *shared = &state;
    const bool approvalsHere = state.approvals && services.contains("approvals");
    const QByteArray liveness = approvalsHere ? R"({"service":"brandpilot-approval-gateway","status":"ok"})"_ba
                                              : R"({"service":"signalbox","status":"ok"})"_ba;
    return {
        {"GET", "/", &owner,
         [liveness](RequestPtr) { return ready(Response::json(200, liveness)); }},
        {"GET", "/healthz", &owner, [](RequestPtr) { return ready(Response::json(200, R"({"ok":true})"_ba)); }},
        {"GET", "/healthz/db", &owner, [shared](RequestPtr) { return databaseHealth(shared); }},
        {"GET", "/health", &owner, [shared](RequestPtr) { return health(shared); }},
        {"GET", "/ready", &owner, [shared](RequestPtr) { return readiness(shared); }},
        {"GET", "/readyz", &owner, [shared, approvalsHere](RequestPtr) { return detailedReadiness(shared, approvalsHere); }},
        {"GET", "/version", &owner, [shared](RequestPtr) { return version(shared); }},
        {"GET", "/metrics", &owner, [shared](RequestPtr) { return metricsText(shared); }, mayReadMetrics},
    };
}

} // namespace signalbox::runtime
