#pragma once

#include "backend/services/commerce/worker_context.h"

namespace signalbox::commerce {

/// `POST loopgpt_route_order`: quotes all eligible providers, scores, selects (contract commerce-router 2.1 to 2.3).
Task<http::Response> routeOrder(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

/// The 400 answer with every problem of a body in `details.fields`.
http::Response invalidBody(const WorkerContext &worker, const http::RequestContext &request, QByteArrayView code,
                           const std::vector<std::pair<QByteArray, QString>> &problems);

} // namespace signalbox::commerce
