#pragma once

#include "backend/operator/server/operator_route.h"

namespace signalbox::server {

/// `POST /ops/v1/approvals/{kind}/{id}/decide`: the decision, its entries in both audits and the answer kept for the
/// Idempotency-Key are committed together.
Task<http::Response> postDecide(OperatorContext *context, http::RequestPtr request);

/// Why there can be no such approval here, whatever its id; nothing when there can.
std::optional<http::Response> wrongKind(const OperatorContext &context, const http::RequestContext &request);

} // namespace signalbox::server
