#pragma once

#include "backend/services/commerce/commerce_errors.h"
#include "backend/services/commerce/confirm_request.h"
#include "backend/services/commerce/worker_context.h"

#include <expected>

/// From a token to its routing (contract commerce-router 7).
namespace signalbox::commerce {

using RoutingResult = std::expected<StoredRouting, ApiError>;

/// Checks shape and signature, expiry, record and user, in this order. Expiry does not matter for 24 h once the
/// routing is confirmed, or may be.
Task<RoutingResult> openRouting(WorkerContext &worker, ConfigPtr config, RoutingKey key);

/// The routing as it is stored now.
Task<RoutingResult> reloadRouting(WorkerContext &worker, QByteArray jti);

/// Waits while another confirm is busy with the routing; ends early when `cancel` says that nobody waits any more.
Task<RoutingResult> awaitSettled(WorkerContext &worker, StoredRouting routing, CancelToken cancel);

} // namespace signalbox::commerce
