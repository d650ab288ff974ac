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

namespace signalbox::runtime {

/// What the platform's routes tell of the process. Outlives the routes; read by every worker.
struct PlatformState
{
    metrics::Registry *metrics = nullptr;
    storage::Database *store = nullptr; ///< never null while serving
    bool databaseConfigured = false; ///< DATABASE_URL is set
    BuildInfo build;
    std::atomic<bool> draining {false};
};

/// `/`, `/healthz`, `/healthz/db`, `/health`, `/ready`, `/readyz`, `/version`, `/metrics` (contract platform 4). They
/// are the same on every listener and know no rate limit.
http::Routes platformRoutes(const PlatformState &state, const http::Owner &owner);

} // namespace signalbox::runtime
