#include "backend/services/approvals/audit_store.h"

#include "backend/platform/core/ids.h"
#include "backend/services/approvals/content_hash.h"
#include "backend/services/approvals/rows.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSaltBytes = 16;

/// The head, locked; makes the row with the first entry.
Result<AuditHead> lockedHead(storage::Connection &connection)
{
    const bool postgres = connection.dialect() == storage::Dialect::Postgres;
    const QString select = postgres ? u"SELECT seq, hash FROM approval_audit_head WHERE one = 1 FOR UPDATE"_s
                                    : u"SELECT seq, hash FROM approval_audit_head WHERE one = 1"_s;
    for (const bool made : {false, true}) {
        const auto rows = connection.query(select);
        if (!rows)
            return std::unexpected(rows.error());
        if (!rows->empty())
            return AuditHead {rows->front()[0].toLongLong(), rows->front()[1].toString().toLatin1()};
        if (made)
            break;
        const auto insert = connection.execute(
            u"INSERT INTO approval_audit_head (one, seq, hash) VALUES (1, 0, ?) ON CONFLICT (one) DO NOTHING"_s,
            {QString::fromLatin1(auditGenesis())});
        if (!insert)
            return std::unexpected(insert.error());
    }
    return fail(ErrorCode::Corrupt, PublicText(u"the audit head cannot be read"_s));
}

Result<AuditEntry> insertEntry(storage::Connection &connection, const AuditHead &head, const AuditEvent &event,
                               core::WallTime now)
{
    const QByteArray salt = core::randomHex(kSaltBytes);
    const QByteArray details = canonicalJson(event.details);
    const AuditEntry entry = auditLink(head, event, auditDataHash(salt, details), now);
    const auto chained = connection.execute(
        u"INSERT INTO approval_audit_chain (seq, ts, type, candidate_id, actor, data_hash, prev_hash, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {entry.seq, QString::fromLatin1(entry.ts), QString::fromLatin1(entry.type), textOrNull(entry.candidateId),
         entry.actor, QString::fromLatin1(entry.dataHash), QString::fromLatin1(entry.prevHash),
         QString::fromLatin1(entry.hash)});
    if (!chained)
        return std::unexpected(chained.error());
    const auto kept = connection.execute(
        u"INSERT INTO approval_audit_data (seq, salt, details, at_ms) VALUES (?, ?, ?, ?)"_s,
        {entry.seq, QString::fromLatin1(salt), QString::fromUtf8(details), core::epochMs(now)});
    if (!kept)
        return std::unexpected(kept.error());
    return entry;
}

AuditRow rowOf(const storage::Row &row)
{
    AuditRow result;
    result.entry = {.seq = row[0].toLongLong(),
                    .ts = row[1].toString().toLatin1(),
                    .type = row[2].toString().toLatin1(),
                    .candidateId = row[3].toString(),
                    .actor = row[4].toString(),
                    .dataHash = row[5].toString().toLatin1(),
                    .prevHash = row[6].toString().toLatin1(),
                    .hash = row[7].toString().toLatin1()};
    if (row[8].isValid())
        result.data = AuditData {row[8].toString().toLatin1(), row[9].toString().toUtf8()};
    return result;
}

} // namespace

Result<std::vector<AuditEntry>> appendAudit(storage::Connection &connection, const std::vector<AuditEvent> &events,
                                            core::WallTime now)
{
    std::vector<AuditEntry> entries;
    if (events.empty())
        return entries;
    Result<AuditHead> head = lockedHead(connection);
    if (!head)
        return std::unexpected(head.error());
    for (const AuditEvent &event : events) {
        auto entry = insertEntry(connection, *head, event, now);
        if (!entry)
            return std::unexpected(entry.error());
        *head = {entry->seq, entry->hash};
        entries.push_back(std::move(*entry));
    }
    const auto moved = connection.execute(u"UPDATE approval_audit_head SET seq = ?, hash = ? WHERE one = 1"_s,
                                          {head->seq, QString::fromLatin1(head->hash)});
    if (!moved)
        return std::unexpected(moved.error());
    return entries;
}

Result<AuditHead> readAuditHead(storage::Connection &connection)
{
    const auto rows = connection.query(u"SELECT seq, hash FROM approval_audit_head WHERE one = 1"_s);
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return AuditHead {0, auditGenesis()};
    return AuditHead {rows->front()[0].toLongLong(), rows->front()[1].toString().toLatin1()};
}

Result<std::vector<AuditRow>> readAudit(storage::Connection &connection, const QString &candidateId, qint64 afterSeq,
                                        int limit)
{
    const QString columns
        = u"SELECT c.seq, c.ts, c.type, c.candidate_id, c.actor, c.data_hash, c.prev_hash, c.hash, d.salt, d.details "
          "FROM approval_audit_chain c LEFT JOIN approval_audit_data d ON d.seq = c.seq WHERE c.seq > ?"_s;
    const QString order = u" ORDER BY c.seq LIMIT ?"_s;
    const auto rows = candidateId.isEmpty()
        ? connection.query(columns + order, {afterSeq, limit})
        : connection.query(columns + u" AND c.candidate_id = ?"_s + order, {afterSeq, candidateId, limit});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<AuditRow> result;
    for (const storage::Row &row : *rows)
        result.push_back(rowOf(row));
    return result;
}

Result<qint64> purgeAuditData(storage::Connection &connection, core::WallTime oldest)
{
    return connection.execute(u"DELETE FROM approval_audit_data WHERE at_ms < ?"_s, {core::epochMs(oldest)});
}

} // namespace signalbox::approvals
