#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/services/approvals/audit_store.h"

namespace signalbox::approvals {

/// What a check of the whole chain came to.
struct AuditVerdict
{
    bool ok = true;
    AuditHead head; ///< when ok
    qint64 firstBad = 0;
    QString reason;
};

/// Checks every entry up to the head at the start, and that the head is the end of the chain. Reads in pages, so that the
/// calling thread does other work in between. Cancelled when `cancel` is.
Task<Result<AuditVerdict>> verifyAudit(storage::Database &database, CancelToken cancel = {});

} // namespace signalbox::approvals
