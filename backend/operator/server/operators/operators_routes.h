#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `/ops/v1/operators…`: who has a token (contract operator-console 1.1). For admins.
std::vector<OperatorRoute> operatorsRoutes();

} // namespace signalbox::server
