#pragma once

#include "backend/operator/server/acts/audit_store.h"
#include "backend/operator/server/list_query.h"

namespace signalbox::server {

/// Entries of the audit that a filter looks at, counted from the newest.
inline constexpr qint64 kMostFiltered = 100'000;
/// Entries that are sorted by another field than the time, the newest of those that the filter lets through.
inline constexpr size_t kMostSorted = 10'000;

/// A page of the audit, newest first unless the query sorts. Reads in chunks and gives way between them. `total`
/// counts among the newest 100,000. Gone for a cursor that is no entry.
Task<Result<protocol::Page<protocol::AuditEntry>>> auditPage(storage::Database *store, ListQuery query,
                                                             core::WallTime at);

} // namespace signalbox::server
