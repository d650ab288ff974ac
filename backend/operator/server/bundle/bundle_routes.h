#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `/ops/v1/bundle`.
std::vector<OperatorRoute> bundleRoutes();

} // namespace signalbox::server
