#include "backend/services/commerce/health.h"

#include "backend/platform/core/json_writer.h"

#include <algorithm>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

QByteArray encode(const HealthReport &report)
{
    return QByteArray(report.healthy ? "1" : "0") + '|' + QByteArray::number(qint64(report.latency.count())) + '|'
        + report.reason;
}

HealthReport decode(const QByteArray &text)
{
    const QByteArrayList parts = text.split('|');
    if (parts.size() != 3)
        return {false, "NETWORK_ERROR", core::milliseconds(0)};
    return {parts[0] == "1", parts[2], core::milliseconds(parts[1].toLongLong())};
}

Task<Result<cluster::CacheEntry>> probe(Provider *provider, ProviderConfigPtr config, CallContext call,
                                        core::milliseconds keep)
{
    const HealthReport report = co_await provider->healthCheck(config, call);
    if (call.cancel.isCancelled())
        co_return fail(ErrorCode::Cancelled, PublicText(u"the probe was cancelled"_s));
    co_return cluster::CacheEntry {encode(report), keep};
}

Task<void> probeOne(WorkerContext &worker, ProviderConfigPtr provider, QByteArray key, CallContext call,
                    core::milliseconds keep, core::OneShot<HealthReport> done)
{
    if (!provider->enabled) {
        done.resolve({false, "DISABLED", core::milliseconds(0)});
        co_return;
    }
    const bool direct = provider->id == ProviderId::Kroger || provider->id == ProviderId::Walmart;
    if (direct && !provider->forcedMock && provider->missingCredentials) {
        done.resolve({false, "MISSING_CREDENTIALS", core::milliseconds(0)});
        co_return;
    }
    if (provider->mode == Mode::Mock) {
        done.resolve({true, {}, core::milliseconds(0)});
        co_return;
    }
    Provider *live = worker.providers[indexOf(provider->id)].get();
    if (keep.count() == 0) {
        done.resolve(co_await live->healthCheck(provider, call));
        co_return;
    }
    const Result<QByteArray> text = co_await worker.ports.tokens.getOrFetch(
        key, [live, provider, call, keep] { return probe(live, provider, call, keep); }, call.cancel);
    done.resolve(text ? decode(*text) : HealthReport {false, "NETWORK_ERROR", core::milliseconds(0)});
}

QLatin1StringView overall(const std::vector<ProviderHealth> &all)
{
    const auto enabled = std::ranges::count_if(all, [](const ProviderHealth &one) { return one.config->enabled; });
    const auto healthy = std::ranges::count_if(all, [](const ProviderHealth &one) { return one.report.healthy; });
    if (healthy == 0)
        return "down"_L1;
    return healthy == enabled ? "ok"_L1 : "degraded"_L1;
}

} // namespace

Task<std::vector<ProviderHealth>> probeAll(WorkerContext &worker, ConfigPtr config, quint64 settingsRevision,
                                           CallContext call)
{
    std::array<core::OneShot<HealthReport>, kProviderCount> pending;
    for (const ProviderId id : kAllProviders) {
        const QByteArray key = "health:" + idText(id) + ':' + QByteArray::number(settingsRevision);
        probeOne(worker, config->providers[indexOf(id)], key, call, config->healthCache, pending[indexOf(id)]);
    }
    std::vector<ProviderHealth> all;
    all.reserve(kProviderCount);
    for (const ProviderId id : kAllProviders)
        all.push_back({config->providers[indexOf(id)], co_await pending[indexOf(id)]});
    co_return all;
}

Task<ProviderHealth> probeNow(WorkerContext &worker, ConfigPtr config, ProviderId id)
{
    const core::TaskGroup::Ticket ticket = worker.tasks.enter();
    const ProviderConfigPtr provider = config->providers[indexOf(id)];
    if (provider->missingCredentials)
        co_return ProviderHealth {provider, {false, "MISSING_CREDENTIALS", core::milliseconds(0)}};
    CallContext call {QByteArray(), worker.ports.clock.steady() + config->healthTimeout, worker.tasks.stop(),
                      trace::Context()};
    Provider *live = worker.providers[indexOf(id)].get();
    co_return ProviderHealth {provider, co_await live->healthCheck(provider, std::move(call))};
}

Task<http::Response> healthCheck(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    CallContext call {request->requestId, worker.ports.clock.steady() + config->healthTimeout, request->cancel,
                      request->span};
    const auto all = co_await probeAll(worker, config, request->settings->revision(), std::move(call));
    JsonWriter json;
    json.beginObject().member("status", overall(all)).key("providers").beginObject();
    for (const ProviderHealth &one : all) {
        json.key(idText(one.config->id)).beginObject().member("healthy", one.report.healthy);
        json.member("enabled", one.config->enabled).member("mode", modeText(one.config->mode));
        json.member("latencyMs", qint64(one.report.latency.count()));
        if (!one.report.healthy)
            json.member("reason", one.report.reason);
        json.endObject();
    }
    json.endObject().member("timestamp", core::isoUtc(worker.ports.clock.wall()));
    json.member("requestId", request->requestId).endObject();
    co_return http::Response::json(200, json.take());
}

} // namespace signalbox::commerce
