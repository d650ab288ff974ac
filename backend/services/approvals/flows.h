#pragma once

#include "backend/services/approvals/worker_context.h"

/// One function a route (contract approval-gateway 2): HTTP to types, a transaction, types to HTTP. The credential in the
/// head has been judged before.
namespace signalbox::approvals {

Task<http::Response> submitFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);
Task<http::Response> cancelFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);
Task<http::Response> candidateFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

Task<http::Response> whatsappFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);
Task<http::Response> statusFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);
Task<http::Response> imessageFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

Task<http::Response> activityFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);
Task<http::Response> auditFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);
Task<http::Response> verifyFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);
Task<http::Response> outboxFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);
Task<http::Response> replayFlow(WorkerContext &worker, http::RequestPtr request, ConfigPtr config);

} // namespace signalbox::approvals
