#pragma once

#include "backend/platform/http/message.h"

#include <QJsonArray>

namespace signalbox::approvals {

/// The one shape of every error: `{"detail","code"}` (contract approval-gateway 3).
http::Response errorResponse(int status, const QString &detail, const QByteArray &code);

/// 422 with one item a fault.
http::Response validationResponse(const QJsonArray &faults);

/// 404 of an unknown candidate.
http::Response candidateNotFound();

/// An error of the store or of another part, as the caller sees it: 503 `store_unavailable` for what a retry may cure,
/// else 500.
http::Response failureResponse(const Error &error);

/// A refusal before the handler.
http::Response refusalResponse(http::Refusal refusal, const QString &reason);

} // namespace signalbox::approvals
