#pragma once

#include "backend/operator/protocol/approvals.h"
#include "backend/operator/protocol/outbox.h"

namespace signalbox::protocol {

/// One person who may decide.
struct ApprovalPerson
{
    QString id = {};
    QString whatsapp = {}; ///< masked; empty = none
    QString imessage = {}; ///< masked; empty = none
    int step = 0; ///< joins with escalation step n; 0 = from the start
    bool entitled = true; ///< false: the step has not come yet

    static constexpr const char *kName = "ApprovalPerson";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &ApprovalPerson::id), Member("whatsapp", &ApprovalPerson::whatsapp),
                          Member("imessage", &ApprovalPerson::imessage), Member("step", &ApprovalPerson::step),
                          Member("entitled", &ApprovalPerson::entitled));
    }
    bool operator==(const ApprovalPerson &) const = default;
};

/// What somebody did to a revision.
struct ApprovalVote
{
    QString approver = {};
    QString channel = {}; ///< `whatsapp`, `imessage`, `console`
    ApprovalAction action = ApprovalAction::Approve;
    int revision = 1;
    core::WallTime at = {};
    bool counts = true; ///< false: the submitter's own, or of a revision that was replaced

    static constexpr const char *kName = "ApprovalVote";
    static constexpr auto members()
    {
        return std::tuple(Member("approver", &ApprovalVote::approver), Member("channel", &ApprovalVote::channel),
                          Member("action", &ApprovalVote::action), Member("revision", &ApprovalVote::revision),
                          Member("at", &ApprovalVote::at), Member("counts", &ApprovalVote::counts));
    }
    bool operator==(const ApprovalVote &) const = default;
};

/// One prompt and how far it came.
struct ApprovalPrompt
{
    QString approver = {};
    QString channel = {};
    QString kind = {}; ///< `prompt`, `revision`, `escalation`
    int revision = 1;
    /// `held`, `pending`, `sending`, `sent`, `delivered`, `read`, `failed`, `outside_window`, `unknown`
    QString status = {};
    QString error = {}; ///< the provider's code, empty without one; `skipped` = nobody needs it any more
    int attempts = 0;
    std::optional<core::WallTime> dueAt = {}; ///< of one that waits
    std::optional<core::WallTime> sentAt = {};

    static constexpr const char *kName = "ApprovalPrompt";
    static constexpr auto members()
    {
        return std::tuple(Member("approver", &ApprovalPrompt::approver), Member("channel", &ApprovalPrompt::channel),
                          Member("kind", &ApprovalPrompt::kind), Member("revision", &ApprovalPrompt::revision),
                          Member("status", &ApprovalPrompt::status), Member("error", &ApprovalPrompt::error),
                          Member("attempts", &ApprovalPrompt::attempts), Member("dueAt", &ApprovalPrompt::dueAt),
                          Member("sentAt", &ApprovalPrompt::sentAt));
    }
    bool operator==(const ApprovalPrompt &) const = default;
};

/// One entry of the audit trail of an approval, the oldest first. Late, doubled and refused answers are among them.
struct ApprovalEvent
{
    QString id = {}; ///< its place in the chain
    core::WallTime at = {};
    QString type = {}; ///< `received`, `prompt_sent`, `inbound`, `refused`, `approval`, `edit`, `decided`, …
    QString actor = {}; ///< address masked
    QString outcome = {}; ///< of an answer: `processed`, `recorded`, `already`, `stale_revision`, …; else empty
    QString detail = {}; ///< one line more, for people; never a text of a message

    static constexpr const char *kName = "ApprovalEvent";
    static constexpr auto members()
    {
        return std::tuple(Member("id", &ApprovalEvent::id), Member("at", &ApprovalEvent::at),
                          Member("type", &ApprovalEvent::type), Member("actor", &ApprovalEvent::actor),
                          Member("outcome", &ApprovalEvent::outcome), Member("detail", &ApprovalEvent::detail));
    }
    bool operator==(const ApprovalEvent &) const = default;
};

/// A stretch of the difference between what was proposed and what is there now.
struct DiffPart
{
    QString op = {}; ///< `equal`, `delete`, `insert`
    QString text = {};

    static constexpr const char *kName = "DiffPart";
    static constexpr auto members()
    {
        return std::tuple(Member("op", &DiffPart::op), Member("text", &DiffPart::text));
    }
    bool operator==(const DiffPart &) const = default;
};

/// `GET /ops/v1/approvals/{kind}/{id}`.
struct ApprovalDetail
{
    ApprovalRow approval = {};
    QString proposedText = {};
    std::vector<DiffPart> diff = {}; ///< from the proposed to the current text; empty when they are the same
    std::vector<ApprovalPerson> people = {};
    std::vector<ApprovalVote> votes = {};
    std::vector<ApprovalPrompt> prompts = {};
    std::optional<OutboxItem> callback = {}; ///< how the decision is told; absent before there is one
    std::vector<ApprovalEvent> history = {}; ///< at most 200, the newest when there are more
    core::WallTime at = {};

    static constexpr const char *kName = "ApprovalDetail";
    static constexpr auto members()
    {
        return std::tuple(Member("approval", &ApprovalDetail::approval),
                          Member("proposedText", &ApprovalDetail::proposedText), Member("diff", &ApprovalDetail::diff),
                          Member("people", &ApprovalDetail::people), Member("votes", &ApprovalDetail::votes),
                          Member("prompts", &ApprovalDetail::prompts), Member("callback", &ApprovalDetail::callback),
                          Member("history", &ApprovalDetail::history), Member("at", &ApprovalDetail::at));
    }
    bool operator==(const ApprovalDetail &) const = default;
};

/// `POST /ops/v1/approvals/{kind}/{id}/decide`. 409 `stale_revision` and `already_decided` have `details`: `state`,
/// `revision`, `text`, `decider`, `decidedAt`; 403 is `not_an_approver`; 400 `edit_too_long` has `limit`.
struct DecideRequest
{
    ApprovalAction action = ApprovalAction::Approve;
    int revision = 0; ///< the one on the screen
    std::optional<QString> text = {}; ///< of an edit, as it is to be
    QString reason = {}; ///< of a skip it goes to core; optional

    static constexpr const char *kName = "DecideRequest";
    static constexpr auto members()
    {
        return std::tuple(Member("action", &DecideRequest::action), Member("revision", &DecideRequest::revision),
                          Member("text", &DecideRequest::text), Member("reason", &DecideRequest::reason));
    }
    bool operator==(const DecideRequest &) const = default;
};

/// Its answer.
struct DecideAnswer
{
    ApprovalRow approval = {}; ///< as it is now
    bool decided = false; ///< false: counted, more approvals are needed
    QString auditId = {};

    static constexpr const char *kName = "DecideAnswer";
    static constexpr auto members()
    {
        return std::tuple(Member("approval", &DecideAnswer::approval), Member("decided", &DecideAnswer::decided),
                          Member("auditId", &DecideAnswer::auditId));
    }
    bool operator==(const DecideAnswer &) const = default;
};

/// The stream's topic `approvals`: ids of what changed since the last one; the reader asks for what it shows.
struct ApprovalNews
{
    std::vector<QString> changed = {}; ///< at most 500; more, and `all` is told instead
    bool all = false; ///< read everything again
    int open = 0;
    std::optional<core::WallTime> nextDeadline = {}; ///< of the open ones
    int undelivered = 0; ///< callbacks, dead ones included
    int dead = 0;
    core::WallTime at = {};

    static constexpr const char *kName = "ApprovalNews";
    static constexpr auto members()
    {
        return std::tuple(Member("changed", &ApprovalNews::changed), Member("all", &ApprovalNews::all),
                          Member("open", &ApprovalNews::open), Member("nextDeadline", &ApprovalNews::nextDeadline),
                          Member("undelivered", &ApprovalNews::undelivered), Member("dead", &ApprovalNews::dead),
                          Member("at", &ApprovalNews::at));
    }
    bool operator==(const ApprovalNews &) const = default;
};

} // namespace signalbox::protocol
