#include "backend/services/approvals/outcome.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

QString reasonText(const Outcome &outcome)
{
    switch (outcome.kind) {
    case OutcomeKind::Processed:
    case OutcomeKind::Recorded:
    case OutcomeKind::Shown:
        return {};
    case OutcomeKind::Ignored:
        return u"Invalid command format"_s;
    case OutcomeKind::NotFound:
        return u"Candidate not found"_s;
    case OutcomeKind::Already:
        return u"Candidate already "_s + name(outcome.state);
    case OutcomeKind::Ambiguous:
        return u"Ambiguous reply"_s;
    case OutcomeKind::EditTooLong:
        return u"Edit too long"_s;
    case OutcomeKind::EmptyEdit:
        return u"Empty edit"_s;
    case OutcomeKind::StaleRevision:
        return u"Stale revision"_s;
    case OutcomeKind::EditNotAllowed:
        return u"Edit not allowed"_s;
    case OutcomeKind::TextNotShown:
        return u"Text not shown"_s;
    }
    return {};
}

QLatin1StringView wordOf(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Processed:
        return "processed"_L1;
    case OutcomeKind::Recorded:
        return "recorded"_L1;
    case OutcomeKind::Shown:
        return "shown"_L1;
    case OutcomeKind::Ignored:
        return "ignored"_L1;
    case OutcomeKind::NotFound:
        return "not_found"_L1;
    case OutcomeKind::Already:
        return "already"_L1;
    case OutcomeKind::Ambiguous:
        return "ambiguous"_L1;
    case OutcomeKind::EditTooLong:
        return "edit_too_long"_L1;
    case OutcomeKind::EmptyEdit:
        return "empty_edit"_L1;
    case OutcomeKind::StaleRevision:
        return "stale_revision"_L1;
    case OutcomeKind::EditNotAllowed:
        return "edit_not_allowed"_L1;
    case OutcomeKind::TextNotShown:
        return "text_not_shown"_L1;
    }
    return {};
}

QLatin1StringView statusName(OutcomeKind kind)
{
    switch (kind) {
    case OutcomeKind::Processed:
        return "processed"_L1;
    case OutcomeKind::Recorded:
        return "recorded"_L1;
    case OutcomeKind::Shown:
        return "shown"_L1;
    case OutcomeKind::Ignored:
        return "ignored"_L1;
    default:
        return "error"_L1;
    }
}

} // namespace signalbox::approvals
