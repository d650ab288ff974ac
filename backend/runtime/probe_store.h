#pragma once

#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"

namespace signalbox::storage {
class Database;
}

namespace signalbox::runtime {

/// Asks the store a trivial question; the time it took in ms, or Timeout after 2 s (contract platform 4).
Task<Result<double>> roundTrip(storage::Database *store);

} // namespace signalbox::runtime
