#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `/ops/v1/audit…`: list, verify, export (contract operator-console 2.6). Nothing edits or deletes.
std::vector<OperatorRoute> auditRoutes();

} // namespace signalbox::server
