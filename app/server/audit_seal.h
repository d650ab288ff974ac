#pragma once

#include "backend/operator/server/acts/audit_chain.h"
#include "backend/platform/storage/database.h"

namespace signalbox::daemon {

/// The member of a backup that says where the audit stood (contract platform 14).
inline constexpr QLatin1StringView kAuditMember("audit.json");

/// That member's content for a store; empty when the store is not there or older than the audit.
Result<QByteArray> auditMember(const storage::Options &store);

/// Checks a restored store's chain and that it holds what `member` says; an empty member is not looked at.
Result<protocol::AuditVerdict> checkRestoredAudit(const storage::Options &store, const QByteArray &member);

} // namespace signalbox::daemon
