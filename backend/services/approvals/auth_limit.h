#pragma once

#include "backend/services/approvals/worker_context.h"

namespace signalbox::approvals {

/// Counts a failed authentication of this request's address. False when the address has failed too often within the
/// minute: then `headers` gets `Retry-After` (contract approval-gateway 3; AUTH_FAIL_PER_MIN).
bool countFailure(WorkerContext &worker, const http::RequestHead &head, const Config &config, Headers &headers);

} // namespace signalbox::approvals
