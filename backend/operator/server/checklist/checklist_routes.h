#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `/ops/v1/checklist`.
std::vector<OperatorRoute> checklistRoutes();

} // namespace signalbox::server
