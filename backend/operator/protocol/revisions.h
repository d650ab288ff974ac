#pragma once

#include "backend/operator/protocol/flag_rule.h"
#include "backend/operator/protocol/guards.h"
#include "backend/operator/protocol/revision_record.h"

namespace signalbox::protocol {

/// One wish: a value, a rule (of a flag), or neither: back to what environment, `.env` or default say.
struct RequestedChange
{
    QString key = {};
    std::optional<QString> value = {}; ///< as in `.env`; empty = unset, whatever the environment says
    std::optional<FlagRule> rule = {};

    static constexpr const char *kName = "RequestedChange";
    static constexpr auto members()
    {
        return std::tuple(Member("key", &RequestedChange::key), Member("value", &RequestedChange::value),
                          Member("rule", &RequestedChange::rule));
    }
    bool operator==(const RequestedChange &) const = default;
};

/// `POST /ops/v1/revisions`: 200 RevisionAnswer, with `preview` RevisionDiff.
struct RevisionRequest
{
    std::optional<qint64> expectedRevision = {}; ///< the newest number that the caller knows; needed without `preview`
    std::vector<RequestedChange> changes = {}; ///< 1 to 100
    std::optional<GuardSpec> guard = {};
    std::optional<qint64> backAfterSec = {}; ///< taken back by itself after this time, 5 to 604,800
    std::optional<QString> confirm = {}; ///< what RevisionDiff::confirm asks for, typed by a person
    QString reason = {};
    bool preview = false; ///< changes nothing, needs no reason

    static constexpr const char *kName = "RevisionRequest";
    static constexpr auto members()
    {
        return std::tuple(Member("expectedRevision", &RevisionRequest::expectedRevision),
                          Member("changes", &RevisionRequest::changes), Member("guard", &RevisionRequest::guard),
                          Member("backAfterSec", &RevisionRequest::backAfterSec),
                          Member("confirm", &RevisionRequest::confirm), Member("reason", &RevisionRequest::reason),
                          Member("preview", &RevisionRequest::preview));
    }
    bool operator==(const RevisionRequest &) const = default;
};

struct RevisionAnswer
{
    Revision revision = {};
    std::vector<QString> restartDue = {}; ///< keys among the changed ones that take effect with the next start
    std::vector<SkippedKey> skipped = {}; ///< of a rollback
    std::optional<QString> guardId = {};
    std::optional<QString> timerId = {};
    QString auditId = {};

    static constexpr const char *kName = "RevisionAnswer";
    static constexpr auto members()
    {
        return std::tuple(Member("revision", &RevisionAnswer::revision),
                          Member("restartDue", &RevisionAnswer::restartDue),
                          Member("skipped", &RevisionAnswer::skipped), Member("guardId", &RevisionAnswer::guardId),
                          Member("timerId", &RevisionAnswer::timerId), Member("auditId", &RevisionAnswer::auditId));
    }
    bool operator==(const RevisionAnswer &) const = default;
};

/// `POST /ops/v1/revisions/rollback`: restores the whole set as of a revision. 200 RevisionAnswer, with `preview`
/// RevisionDiff.
struct RollbackRequest
{
    qint64 to = 0; ///< 0: everything as configured
    std::optional<qint64> expectedRevision = {};
    std::optional<QString> confirm = {};
    QString reason = {};
    bool preview = false;

    static constexpr const char *kName = "RollbackRequest";
    static constexpr auto members()
    {
        return std::tuple(Member("to", &RollbackRequest::to),
                          Member("expectedRevision", &RollbackRequest::expectedRevision),
                          Member("confirm", &RollbackRequest::confirm), Member("reason", &RollbackRequest::reason),
                          Member("preview", &RollbackRequest::preview));
    }
    bool operator==(const RollbackRequest &) const = default;
};

/// One event of the stream's topic `revisions`: a new revision, or a guard or timer that began, ended or moved on.
struct RevisionEvent
{
    std::optional<Revision> revision = {};
    std::vector<QString> restartDue = {}; ///< all keys that wait for a restart now
    std::optional<GuardView> guard = {};

    static constexpr const char *kName = "RevisionEvent";
    static constexpr auto members()
    {
        return std::tuple(Member("revision", &RevisionEvent::revision),
                          Member("restartDue", &RevisionEvent::restartDue), Member("guard", &RevisionEvent::guard));
    }
    bool operator==(const RevisionEvent &) const = default;
};

/// `GET /ops/v1/revisions/verify`: the hash chain, checked from the first revision on.
struct ChainVerdict
{
    bool ok = true;
    qint64 revisions = 0; ///< that were checked
    QString head = {}; ///< hash of the newest
    std::optional<qint64> brokenAt = {}; ///< the first that does not fit
    core::WallTime at = {};

    static constexpr const char *kName = "ChainVerdict";
    static constexpr auto members()
    {
        return std::tuple(Member("ok", &ChainVerdict::ok), Member("revisions", &ChainVerdict::revisions),
                          Member("head", &ChainVerdict::head), Member("brokenAt", &ChainVerdict::brokenAt),
                          Member("at", &ChainVerdict::at));
    }
    bool operator==(const ChainVerdict &) const = default;
};

} // namespace signalbox::protocol
