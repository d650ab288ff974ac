#pragma once

#include "backend/services/commerce/worker_context.h"

namespace signalbox::commerce {

/// `POST loopgpt_cancel_order` (contract commerce-router 2.5): voids a token that was not confirmed. While a confirm is
/// under way it waits for the result, so that it never answers "cancelled" for an order that is then placed.
Task<http::Response> cancelOrder(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

} // namespace signalbox::commerce
