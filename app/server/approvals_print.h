#pragma once

#include "backend/operator/protocol/approval_detail.h"

namespace signalbox::daemon {

/// Prints one line of a list.
void printApproval(const protocol::ApprovalRow &row, core::WallTime now);

/// Prints everything about one approval, the full text included.
void printApproval(const protocol::ApprovalDetail &detail);

/// `1 of 2 approvals`; `approved by console:mia`.
QString approvalOutcome(const protocol::ApprovalRow &row);

/// A text of somebody else for a terminal: control characters, but for line feeds, as `<U+001B>`.
QString plainText(const QString &text);

} // namespace signalbox::daemon
