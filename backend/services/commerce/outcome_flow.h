#pragma once

#include "backend/services/commerce/worker_context.h"

namespace signalbox::commerce {

/// `POST loopgpt_record_outcome` (contract commerce-router 2.6); the route asks for the service key.
Task<http::Response> recordOutcome(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

/// Counts an outcome and shows it on the reputation board, so that every worker's next request scores with it.
Task<Result<RecordedOutcome>> countOutcome(WorkerContext &worker, OrderOutcome outcome);

/// Brings what the store knows onto the board; both outlive the task. Failures are logged: the board keeps what it has.
Task<void> loadReputations(ProviderMetricsStore store, ReputationBoard *board);

} // namespace signalbox::commerce
