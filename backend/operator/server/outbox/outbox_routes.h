#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `/ops/v1/outbox…`: what could not be told to the outside yet, and sending it again.
std::vector<OperatorRoute> outboxRoutes();

} // namespace signalbox::server
