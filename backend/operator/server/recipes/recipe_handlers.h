#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

Task<http::Response> getRecipes(OperatorContext *context, http::RequestPtr request);
Task<http::Response> postRecipePreview(OperatorContext *context, http::RequestPtr request);
Task<http::Response> postRecipeApply(OperatorContext *context, http::RequestPtr request);

} // namespace signalbox::server
