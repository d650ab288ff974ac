#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// Alerts with their acknowledgement and shelving.
std::vector<OperatorRoute> alertsRoutes();

} // namespace signalbox::server
