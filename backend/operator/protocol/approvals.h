#pragma once

#include "backend/operator/protocol/common.h"

namespace signalbox::protocol {

/// What waits for a decision: an approval candidate, or an approval of the engineering gateway.
enum class ApprovalKind { Candidate, Workflow };

template <>
struct EnumWords<ApprovalKind>
{
    static constexpr std::array kWords {"candidate", "workflow"};
};

/// The first two are open.
enum class ApprovalState { New, Prompted, Approved, Edited, Rejected, Expired, Cancelled };

template <>
struct EnumWords<ApprovalState>
{
    static constexpr std::array kWords {"new", "prompted", "approved", "edited", "rejected", "expired", "cancelled"};
};

enum class ApprovalAction { Approve, Edit, Skip };

template <>
struct EnumWords<ApprovalAction>
{
    static constexpr std::array kWords {"approve", "edit", "skip"};
};

/// Where the prompts of one approval stand, counted.
struct PromptCounts
{
    int waiting = 0; ///< held by a limit, or due
    int sent = 0; ///< taken by the provider, not told delivered yet
    int delivered = 0; ///< or read
    int failed = 0; ///< for good, or in doubt; those that nobody needs any more do not count

    static constexpr const char *kName = "PromptCounts";
    static constexpr auto members()
    {
        return std::tuple(Member("waiting", &PromptCounts::waiting), Member("sent", &PromptCounts::sent),
                          Member("delivered", &PromptCounts::delivered), Member("failed", &PromptCounts::failed));
    }
    bool operator==(const PromptCounts &) const = default;
};

/// One row of `GET /ops/v1/approvals`; everything that a decision needs, the full text included.
struct ApprovalRow
{
    QString id = {};
    ApprovalKind kind = ApprovalKind::Candidate;
    ApprovalState state = ApprovalState::New;
    QString brand = {};
    QString platform = {}; ///< where it is to appear: `x`, `reddit`, `linkedin`
    QString source = {}; ///< `source_ref` as submitted
    QString text = {}; ///< of the current revision
    QString persona = {};
    QString contextUrl = {}; ///< empty = none
    std::vector<QString> riskFlags = {};
    QString submittedBy = {}; ///< empty = not told
    int revision = 1;
    int required = 1; ///< approvals that it takes
    int given = 0; ///< that count for the current revision
    bool allowEdit = true;
    core::WallTime createdAt = {};
    std::optional<core::WallTime> promptedAt = {};
    core::WallTime deadlineAt = {};
    std::optional<core::WallTime> decidedAt = {};
    QString finalText = {}; ///< empty unless approved or edited
    QString decider = {}; ///< address masked: `whatsapp:+***1234`, `console:anna`, `system:timeout`; empty while open
    QString reason = {}; ///< of a skip
    PromptCounts prompts = {};
    bool mayDecide = false; ///< the asking operator, now, by any act; what else he may is mayAct()
    QString barred = {}; ///< why not: `role`, `not_an_approver`, `submitter`, `closed`, `voted`; empty = may

    static constexpr const char *kName = "ApprovalRow";
    static constexpr auto members()
    {
        return std::tuple(
            Member("id", &ApprovalRow::id), Member("kind", &ApprovalRow::kind), Member("state", &ApprovalRow::state),
            Member("brand", &ApprovalRow::brand), Member("platform", &ApprovalRow::platform),
            Member("source", &ApprovalRow::source), Member("text", &ApprovalRow::text),
            Member("persona", &ApprovalRow::persona), Member("contextUrl", &ApprovalRow::contextUrl),
            Member("riskFlags", &ApprovalRow::riskFlags), Member("submittedBy", &ApprovalRow::submittedBy),
            Member("revision", &ApprovalRow::revision), Member("required", &ApprovalRow::required),
            Member("given", &ApprovalRow::given), Member("allowEdit", &ApprovalRow::allowEdit),
            Member("createdAt", &ApprovalRow::createdAt), Member("promptedAt", &ApprovalRow::promptedAt),
            Member("deadlineAt", &ApprovalRow::deadlineAt), Member("decidedAt", &ApprovalRow::decidedAt),
            Member("finalText", &ApprovalRow::finalText), Member("decider", &ApprovalRow::decider),
            Member("reason", &ApprovalRow::reason), Member("prompts", &ApprovalRow::prompts),
            Member("mayDecide", &ApprovalRow::mayDecide), Member("barred", &ApprovalRow::barred));
    }
    bool operator==(const ApprovalRow &) const = default;
};

/// Whether the asking operator may do that to `row` now. The submitter's approvals and edits do not count, his skip does;
/// whoever has approved may still change his mind (contract approval-gateway 20.1). Whoever may do anything may skip.
inline bool mayAct(const ApprovalRow &row, ApprovalAction action)
{
    using namespace Qt::StringLiterals;
    if (action == ApprovalAction::Edit && !row.allowEdit)
        return false;
    if (row.barred == "submitter"_L1)
        return action == ApprovalAction::Skip;
    if (row.barred == "voted"_L1)
        return action != ApprovalAction::Approve;
    return row.mayDecide;
}

} // namespace signalbox::protocol
