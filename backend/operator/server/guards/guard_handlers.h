#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

Task<http::Response> getGuards(OperatorContext *context, http::RequestPtr request);
Task<http::Response> postGuardStop(OperatorContext *context, http::RequestPtr request);

} // namespace signalbox::server
