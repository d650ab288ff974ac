#pragma once

#include "backend/operator/protocol/audit.h"

namespace signalbox::server {

/// Where the chain of the audit stands.
struct AuditHead
{
    qint64 id = 0; ///< of the newest entry; 0 = there is none
    QString hash = {}; ///< of the newest entry
    qint64 anchorId = 0; ///< of the newest entry that retention has cut; 0 = nothing was cut
    QString anchorHash = {};

    bool operator==(const AuditHead &) const = default;
};

/// An entry as it is hashed and exported: one line of compact JSON with the members in a fixed order and `previous`,
/// the hash before it. The exported line has `hash` behind that. Pure.
QByteArray auditText(const protocol::AuditEntry &entry, const QString &previous);
QByteArray auditLine(const protocol::AuditEntry &entry, const QString &previous);

/// SHA-256 of auditText(), hex. Pure.
QString auditHash(const protocol::AuditEntry &entry, const QString &previous);

/// Walks a chain from its anchor to its head and finds the first entry that does not fit. Pure.
class ChainCheck
{
public:
    /// `head` as it was before the first entry was read: later entries are not asked for.
    explicit ChainCheck(AuditHead head);

    /// The id that comes next; past the head when the walk is over.
    qint64 next() const { return m_lastId + 1; }
    bool isOver() const { return m_broken || m_lastId >= m_head.id; }

    /// Retention may cut while the walk goes on: what is gone by now is skipped.
    void moveAnchor(const AuditHead &now);

    /// Takes entries in rising order.
    void take(const protocol::AuditEntry &entry);

    /// Call it when isOver(), or when there are no more entries.
    protocol::AuditVerdict verdict(core::WallTime at) const;

private:
    void breakAt(qint64 id, const QString &problem);

    AuditHead m_head;
    qint64 m_lastId;
    QString m_lastHash;
    qint64 m_checked = 0;
    std::optional<qint64> m_broken;
    QString m_problem;
};

} // namespace signalbox::server
