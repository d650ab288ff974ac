#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// Revisions, recipes, guards, and flags for OpenFeature.
std::vector<OperatorRoute> leversRoutes();

} // namespace signalbox::server
