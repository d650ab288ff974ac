#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `/ops/v1/approvals…`: what waits for a decision, and deciding it (contract platform 13).
std::vector<OperatorRoute> approvalsRoutes();

} // namespace signalbox::server
