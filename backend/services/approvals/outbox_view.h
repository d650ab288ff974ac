#pragma once

#include "backend/platform/storage/outbox.h"

/// What is undelivered, and sending it again (contract approval-gateway 15). Each runs inside the caller's transaction.
namespace signalbox::approvals {

/// Decisions of a state, newest first; without one the pending, then the dead. Without their bodies.
Result<storage::OutboxPage> undelivered(storage::Connection &connection, std::optional<storage::OutboxState> state,
                                        int limit, const QString &cursor);

/// Makes a decision due now, with its audit entry. NotFound; Conflict when it was delivered. Wake the outbox after it.
Result<storage::OutboxRow> replayDecision(storage::Connection &connection, const QString &webhookId,
                                          const QString &actor, core::WallTime now);

} // namespace signalbox::approvals
