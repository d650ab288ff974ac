#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

enum class ActOutcome { Done, Refused, Failed };

template <>
struct EnumWords<ActOutcome>
{
    static constexpr std::array kWords {"done", "refused", "failed"};
};

/// One act, or one refused act (contract operator-console 2.6). Entries form a chain: each hash covers the entry and
/// the hash before it.
struct AuditEntry
{
    QString id = {}; ///< the running number as text, from 1
    core::WallTime at = {};
    QString actor = {};
    QString role = {}; ///< of the actor; empty for an unknown caller
    QString address = {}; ///< of the caller; empty for the gateway itself and the shell
    QString act = {}; ///< `POST /ops/v1/revisions`, `guard.rollback`, `operator.add`
    QString target = {}; ///< the key, revision, alert or person concerned
    QString before = {}; ///< redacted
    QString after = {}; ///< redacted; of a refused or failed act: why
    QString reason = {};
    ActOutcome outcome = ActOutcome::Done;
    QString hash = {}; ///< SHA-256, hex

    static constexpr const char *kName = "AuditEntry";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &AuditEntry::id), Member("at", &AuditEntry::at),
                          Member("actor", &AuditEntry::actor), Member("role", &AuditEntry::role),
                          Member("address", &AuditEntry::address), Member("act", &AuditEntry::act),
                          Member("target", &AuditEntry::target), Member("before", &AuditEntry::before),
                          Member("after", &AuditEntry::after), Member("reason", &AuditEntry::reason),
                          Member("outcome", &AuditEntry::outcome), Member("hash", &AuditEntry::hash));
    }
    bool operator==(const AuditEntry &) const = default;
};

/// `GET /ops/v1/audit/verify`.
struct AuditVerdict
{
    bool ok = true;
    qint64 entries = 0; ///< that were checked
    QString head = {}; ///< hash of the newest entry
    std::optional<QString> brokenAt = {}; ///< id of the first entry that does not fit
    QString problem = {}; ///< in words, empty when ok
    core::WallTime at = {};

    static constexpr const char *kName = "AuditVerdict";
    static constexpr auto members()
    {
        return std::tuple(Member("ok", &AuditVerdict::ok), Member("entries", &AuditVerdict::entries),
                          Member("head", &AuditVerdict::head), Member("brokenAt", &AuditVerdict::brokenAt),
                          Member("problem", &AuditVerdict::problem), Member("at", &AuditVerdict::at));
    }
    bool operator==(const AuditVerdict &) const = default;
};

/// The body of an act that takes nothing but a reason.
struct ReasonRequest
{
    QString reason = {}; ///< 1 to 500 characters

    static constexpr const char *kName = "ReasonRequest";
    static constexpr auto members() { return std::tuple(Member("reason", &ReasonRequest::reason)); }
    bool operator==(const ReasonRequest &) const = default;
};

/// The answer of an act that has nothing else to say; every other act's answer has `auditId` as well.
struct ActDone
{
    QString auditId = {};

    static constexpr const char *kName = "ActDone";
    static constexpr auto members() { return std::tuple(Member("auditId", &ActDone::auditId)); }
    bool operator==(const ActDone &) const = default;
};

} // namespace signalbox::protocol
