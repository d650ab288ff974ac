#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `/ops/v1/breakers`.
std::vector<OperatorRoute> breakersRoutes();

} // namespace signalbox::server
