#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

/// The audit trail's rules (contract approval-gateway 16). Pure functions, any thread.
namespace signalbox::approvals {

/// What happened, before it is chained.
struct AuditEvent
{
    QByteArray type; ///< `received`, `prompt_sent`, … of the contract's list
    QString candidateId = {}; ///< empty = about none
    QString actor; ///< `core`, `system:timeout`, `whatsapp:+…`, `console:…`
    QJsonObject details = {}; ///< kept apart, so that it can be purged
};

/// One link of the chain.
struct AuditEntry
{
    qint64 seq = 0; ///< 1, 2, …
    QByteArray ts; ///< RFC 3339 UTC with milliseconds
    QByteArray type;
    QString candidateId;
    QString actor;
    QByteArray dataHash; ///< lower-case hex SHA-256 of salt + details
    QByteArray prevHash;
    QByteArray hash;
};

/// The end of the chain.
struct AuditHead
{
    qint64 seq = 0;
    QByteArray hash;
};

/// 64 zeros: what comes before the first entry.
QByteArray auditGenesis();

/// The hash over the details, which are canonical JSON (content_hash.h).
QByteArray auditDataHash(const QByteArray &salt, const QByteArray &canonicalDetails);

/// The entry that follows `head`.
AuditEntry auditLink(const AuditHead &head, const AuditEvent &event, const QByteArray &dataHash, core::WallTime now);

/// The hash that belongs to an entry.
QByteArray auditHash(const AuditEntry &entry);

/// The stored details of an entry; none when they were purged.
struct AuditData
{
    QByteArray salt;
    QByteArray details;
};

/// Why `entry` cannot be what follows `head`, in one sentence; nothing when it can.
std::optional<QString> auditFault(const AuditHead &head, const AuditEntry &entry, const std::optional<AuditData> &data);

/// `hmac-sha256` in hex over `<seq>:<hash>` with AUDIT_ANCHOR_KEY, for the hourly log line.
QByteArray auditAnchor(const QByteArray &key, const AuditHead &head);

} // namespace signalbox::approvals
