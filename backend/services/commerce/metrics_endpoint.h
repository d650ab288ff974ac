#pragma once

#include "backend/services/commerce/worker_context.h"

namespace signalbox::commerce {

/// `GET loopgpt_commerce_metrics` (contract commerce-router 9.2); the route asks for the service key.
Task<http::Response> commerceMetrics(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

} // namespace signalbox::commerce
