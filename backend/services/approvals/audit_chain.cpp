#include "backend/services/approvals/audit_chain.h"

#include "backend/platform/security/digest.h"
#include "backend/services/approvals/content_hash.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

QByteArray auditGenesis()
{
    constexpr qsizetype kHexDigits = 64;
    return QByteArray(kHexDigits, '0');
}

QByteArray auditDataHash(const QByteArray &salt, const QByteArray &canonicalDetails)
{
    return security::sha256(QByteArray(salt + canonicalDetails)).toHex();
}

QByteArray auditHash(const AuditEntry &entry)
{
    const QJsonObject members {
        {u"seq"_s, entry.seq},
        {u"ts"_s, QString::fromLatin1(entry.ts)},
        {u"type"_s, QString::fromLatin1(entry.type)},
        {u"candidate_id"_s, entry.candidateId.isEmpty() ? QJsonValue() : QJsonValue(entry.candidateId)},
        {u"actor"_s, entry.actor},
        {u"data_hash"_s, QString::fromLatin1(entry.dataHash)},
        {u"prev_hash"_s, QString::fromLatin1(entry.prevHash)},
    };
    return security::sha256(QByteArray(entry.prevHash + '\n' + canonicalJson(members))).toHex();
}

AuditEntry auditLink(const AuditHead &head, const AuditEvent &event, const QByteArray &dataHash, core::WallTime now)
{
    AuditEntry entry {.seq = head.seq + 1,
                      .ts = core::isoUtc(now),
                      .type = event.type,
                      .candidateId = event.candidateId,
                      .actor = event.actor,
                      .dataHash = dataHash,
                      .prevHash = head.hash,
                      .hash = {}};
    entry.hash = auditHash(entry);
    return entry;
}

std::optional<QString> auditFault(const AuditHead &head, const AuditEntry &entry, const std::optional<AuditData> &data)
{
    if (entry.seq != head.seq + 1)
        return u"an entry is missing"_s;
    if (entry.prevHash != head.hash)
        return u"prev_hash is not the hash of the entry before"_s;
    if (entry.hash != auditHash(entry))
        return u"hash does not fit the entry"_s;
    if (data && auditDataHash(data->salt, data->details) != entry.dataHash)
        return u"data_hash does not fit the details"_s;
    return {};
}

QByteArray auditAnchor(const QByteArray &key, const AuditHead &head)
{
    return security::hmacSha256(key, QByteArray(QByteArray::number(head.seq) + ':' + head.hash)).toHex();
}

} // namespace signalbox::approvals
