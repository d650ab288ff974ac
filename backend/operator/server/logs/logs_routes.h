#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `/ops/v1/logs`.
std::vector<OperatorRoute> logsRoutes();

} // namespace signalbox::server
