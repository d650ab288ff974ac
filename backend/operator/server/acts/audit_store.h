#pragma once

#include "backend/operator/server/acts/audit_chain.h"
#include "backend/platform/storage/database.h"

/// The tables `signalbox_audit` and `signalbox_audit_head`. Functions on a Connection are steps of a transaction.
namespace signalbox::server {

/// Entries that one step reads: short enough for the operator thread.
inline constexpr int kAuditChunk = 200;

/// The head; an empty one before the first entry.
Result<AuditHead> readAuditHead(storage::Connection &connection);

/// The head, locked until the transaction ends: whoever appends does this first, so that the entries of all replicas
/// make one chain.
Result<AuditHead> lockAuditHead(storage::Connection &connection);

/// Writes the entry behind the locked `head` and moves that. Fills `id` and `hash`; what a database could not give
/// back byte for byte (a lone surrogate, U+0000) is replaced, and long texts are cut, before it is hashed.
Result<void> appendAudit(storage::Connection &connection, AuditHead &head, protocol::AuditEntry &entry);

/// At most `limit` entries with an id above `id`, oldest first.
Result<std::vector<protocol::AuditEntry>> auditAfter(storage::Connection &connection, qint64 id, int limit);
/// At most `limit` entries with an id below `id`, newest first.
Result<std::vector<protocol::AuditEntry>> auditBefore(storage::Connection &connection, qint64 id, int limit);

/// The newest id of those that are all older than `oldest`; 0 = there are none.
Result<qint64> lastAuditBefore(storage::Connection &connection, core::WallTime oldest);
/// Deletes the entries up to `id` and makes that one the anchor of the locked `head`. Conflict when it is not there.
Result<void> cutAudit(storage::Connection &connection, AuditHead &head, qint64 id);

/// Reads the audit for the operator listener. Works in chunks and gives way between them: 100,000 entries never
/// hold the thread up for long.
class AuditStore
{
public:
    explicit AuditStore(storage::Database &database) : m_database(database) { }

    Task<Result<AuditHead>> head();
    Task<Result<std::vector<protocol::AuditEntry>>> after(qint64 id, int limit);
    Task<Result<std::vector<protocol::AuditEntry>>> before(qint64 id, int limit);
    /// Checks the whole chain as it is when it is asked for.
    Task<Result<protocol::AuditVerdict>> verify(core::WallTime at);

    /// verify() for code without an event loop; `each` gets every entry with the hash before it.
    Result<protocol::AuditVerdict> verifyNow(
        core::WallTime at, const std::function<void(const protocol::AuditEntry &, const QString &previous)> &each = {});

private:
    storage::Database &m_database;
};

} // namespace signalbox::server
