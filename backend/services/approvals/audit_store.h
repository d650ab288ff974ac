#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/approvals/audit_chain.h"

#include <vector>

/// The tables of the audit trail. Every function runs inside the caller's transaction.
namespace signalbox::approvals {

/// Chains `events` in their order. Locks the head until the transaction ends, so it is called last but for what needs
/// the entries.
Result<std::vector<AuditEntry>> appendAudit(storage::Connection &connection, const std::vector<AuditEvent> &events,
                                            core::WallTime now);

/// The end of the chain; seq 0 before the first entry.
Result<AuditHead> readAuditHead(storage::Connection &connection);

/// An entry with what is left of its details.
struct AuditRow
{
    AuditEntry entry;
    std::optional<AuditData> data;
};

/// Entries behind `afterSeq` in their order, those of one candidate when it is named.
Result<std::vector<AuditRow>> readAudit(storage::Connection &connection, const QString &candidateId, qint64 afterSeq,
                                        int limit);

/// Deletes the details of entries before `oldest`; the chain stays. How many.
Result<qint64> purgeAuditData(storage::Connection &connection, core::WallTime oldest);

} // namespace signalbox::approvals
