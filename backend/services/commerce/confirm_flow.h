#pragma once

#include "backend/services/commerce/worker_context.h"

namespace signalbox::commerce {

/// `POST loopgpt_confirm_order` (contract commerce-router 2.4, 6, 7): turns a token into one order or checkout link,
/// however many callers confirm it at once and whichever process dies. A client that leaves does not stop it: an
/// order under way is brought to its end and stored for the replay.
Task<http::Response> confirmOrder(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

} // namespace signalbox::commerce
