#pragma once

#include "backend/services/approvals/candidate.h"

namespace signalbox::approvals {

/// What came of a message, in the words of section 8.3's table.
enum class OutcomeKind {
    Processed, ///< terminal by this message: `decision`
    Recorded, ///< counted, quorum open: `approvals`, `required`, `revision`
    Shown, ///< `show`: `text`
    Ignored, ///< not a command, or `help`
    NotFound, ///< unknown id, or the sender is not entitled: the same answer
    Already, ///< terminal before: `state`
    Ambiguous,
    EditTooLong,
    EmptyEdit,
    StaleRevision, ///< `text` and `revision` are the current ones
    EditNotAllowed,
    TextNotShown,
};

struct Outcome
{
    OutcomeKind kind = OutcomeKind::Ignored;
    QString candidateId = {};
    Decision decision = Decision::Approved;
    int approvals = 0;
    int required = 1;
    int revision = 1;
    State state = State::New;
    QString text = {}; ///< current text; Shown and StaleRevision only

    bool operator==(const Outcome &) const = default;
};

/// `reason` of section 8.3; empty for Processed, Recorded and Shown.
QString reasonText(const Outcome &outcome);
/// In snake case, for screens and programs: `already`, `stale_revision`, …
QLatin1StringView wordOf(OutcomeKind kind);
/// `processed`, `recorded`, `shown`, `ignored` or `error`.
QLatin1StringView statusName(OutcomeKind kind);

} // namespace signalbox::approvals
