#pragma once

#include "backend/services/commerce/worker_context.h"

namespace signalbox::commerce {

/// Health of one provider as the health check shows it (contract commerce-router 2.3).
struct ProviderHealth
{
    ProviderConfigPtr config;
    HealthReport report;
};

/// All four, in the declared order; live probes run in parallel and are reused for LOOPGPT_HEALTH_CACHE_SECONDS.
Task<std::vector<ProviderHealth>> probeAll(WorkerContext &worker, ConfigPtr config, quint64 settingsRevision,
                                           CallContext call);

/// One provider, asked now: nothing kept is used, and a disabled or mocked one with credentials is really asked too, so
/// that somebody can see whether it is back before switching it on.
Task<ProviderHealth> probeNow(WorkerContext &worker, ConfigPtr config, ProviderId id);

/// The answer to `{"action":"health_check"}`.
Task<http::Response> healthCheck(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

} // namespace signalbox::commerce
