#include "backend/operator/server/acts/audit_chain.h"

#include "backend/platform/core/json_writer.h"
#include "backend/platform/security/digest.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

void writeMembers(JsonWriter &out, const protocol::AuditEntry &entry, const QString &previous)
{
    out.beginObject().member("id", entry.id).member("at", core::isoUtc(entry.at));
    out.member("actor", entry.actor).member("role", entry.role).member("address", entry.address);
    out.member("act", entry.act).member("target", entry.target);
    out.member("before", entry.before).member("after", entry.after).member("reason", entry.reason);
    out.member("outcome", protocol::wordOf(entry.outcome)).member("previous", previous);
}

} // namespace

QByteArray auditText(const protocol::AuditEntry &entry, const QString &previous)
{
    JsonWriter out;
    writeMembers(out, entry, previous);
    return out.endObject().take();
}

QByteArray auditLine(const protocol::AuditEntry &entry, const QString &previous)
{
    JsonWriter out;
    writeMembers(out, entry, previous);
    return out.member("hash", entry.hash).endObject().take();
}

QString auditHash(const protocol::AuditEntry &entry, const QString &previous)
{
    return QString::fromLatin1(security::sha256(auditText(entry, previous)).toHex());
}

ChainCheck::ChainCheck(AuditHead head)
    : m_head(std::move(head)), m_lastId(m_head.anchorId), m_lastHash(m_head.anchorHash)
{
}

void ChainCheck::moveAnchor(const AuditHead &now)
{
    if (now.anchorId <= m_lastId)
        return;
    m_lastId = now.anchorId;
    m_lastHash = now.anchorHash;
}

void ChainCheck::breakAt(qint64 id, const QString &problem)
{
    m_broken = id;
    m_problem = problem;
}

void ChainCheck::take(const protocol::AuditEntry &entry)
{
    if (isOver())
        return;
    if (entry.id.toLongLong() != next())
        return breakAt(next(), u"entry %1 is missing"_s.arg(next()));
    if (entry.hash != auditHash(entry, m_lastHash))
        return breakAt(next(), u"entry %1 does not match its hash: it, or the one before it, was changed"_s.arg(next()));
    m_lastId = next();
    m_lastHash = entry.hash;
    ++m_checked;
    if (m_lastId == m_head.id && m_lastHash != m_head.hash)
        breakAt(m_lastId, u"entry %1 is not the one that the head of the chain names"_s.arg(m_lastId));
}

protocol::AuditVerdict ChainCheck::verdict(core::WallTime at) const
{
    protocol::AuditVerdict verdict {.entries = m_checked, .head = m_head.hash, .at = at};
    if (m_broken) {
        verdict.ok = false;
        verdict.brokenAt = QString::number(*m_broken);
        verdict.problem = m_problem;
    } else if (m_lastId < m_head.id) {
        verdict.ok = false;
        verdict.brokenAt = QString::number(next());
        verdict.problem = u"entry %1 and all after it are missing"_s.arg(next());
    }
    return verdict;
}

} // namespace signalbox::server
