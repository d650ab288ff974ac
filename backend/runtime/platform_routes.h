#pragma once

#include "backend/platform/http/message.h"
#include "backend/runtime/build_info.h"

#include <atomic>

namespace signalbox::storage {
class Database;
}
namespace signalbox::metrics {
class Registry;
}
namespace signalbox::cluster {
class RedisConnection;
}
namespace signalbox::approvals {
struct BackgroundState;
}

namespace signalbox::runtime {

/// What the platform's routes tell of the process. Outlives the routes; read by every worker.
struct PlatformState
{
    metrics::Registry *metrics = nullptr;
    storage::Database *store = nullptr; ///< never null while serving
    bool databaseConfigured = false; ///< DATABASE_URL is set
    BuildInfo build;
    const cluster::RedisConnection *redis = nullptr; ///< null: REDIS_URL is not set
    const approvals::BackgroundState *approvals = nullptr; ///< null: approvals does not run here
    std::atomic<bool> draining {false};
};

/// `/`, `/healthz`, `/healthz/db`, `/health`, `/ready`, `/readyz`, `/version`, `/metrics` (contract platform 4). They
/// know no rate limit. `services`: those that run on this listener; they add to `/` and `/readyz`.
http::Routes platformRoutes(const PlatformState &state, const http::Owner &owner, const QByteArrayList &services = {});

} // namespace signalbox::runtime
