#pragma once

#include "backend/platform/settings/load.h"

namespace signalbox::settings {

/// `ENV` is `production`, `prod` or `staging` (contract platform, preamble).
bool productionLike(const Snapshot &snapshot);

/// Does any of ENV, LOOPGPT_ENV, MODE, NODE_ENV, RAILWAY_ENVIRONMENT say production? The console then shows it.
bool saysProduction(const Snapshot &snapshot);

/// One of the five says production and another that is set does not: a warning (contract platform 6.2).
Findings mixedEnvironments(const Snapshot &snapshot);

/// Certificate and key, of the services and of the operator listener: both or neither.
Findings tlsRules(const Snapshot &snapshot);

/// HOST and BIND_ADDR are literals, service names are known, SIGNALBOX_LISTEN and LOOPGPT_LISTEN can be read, and no
/// address is opened twice.
Findings listenerRules(const Snapshot &snapshot);

/// The operator listener off loopback only with TLS, or with SIGNALBOX_OPS_INSECURE and a warning.
Findings operatorListenerRules(const Snapshot &snapshot);

/// SIGNALBOX_STORE_KEY has 64 hex digits.
Findings storeKeyRule(const Snapshot &snapshot);

/// Schemes of DATABASE_URL and REDIS_URL; a metrics rule that locks everybody out; OTEL on without an endpoint.
Findings dependencyRules(const Snapshot &snapshot);

/// AUTH_ENABLED needs a JWT_SECRET_KEY of 32 characters; in the words of contract em-gateway 1.
Findings accessRules(const Snapshot &snapshot);

/// All of these. Services add their own to Inputs::checks.
std::vector<Check> platformChecks();

} // namespace signalbox::settings
