#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `POST /ops/v1/providers/{name}/probe`.
std::vector<OperatorRoute> probeRoutes();

} // namespace signalbox::server
