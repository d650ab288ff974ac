#pragma once

#include "backend/services/approvals/outcome.h"

#include <expected>

namespace signalbox::approvals {

/// EDIT_OVERFLOW.
enum class EditOverflow { Reject, Truncate };

struct EditRules
{
    int maxChars = 200; ///< EDIT_MAX_CHARS, code points
    EditOverflow overflow = EditOverflow::Reject;
};

/// A Twilio body of this many UTF-16 units or more may have been cut on its way (section 10).
inline constexpr qsizetype kCutBodyUnits = 1600;

/// Code points that an edit may have.
qsizetype editLimit(const QString &proposedText, const EditRules &rules);

/// The text an edit results in, or EmptyEdit / EditTooLong. `bodyUnits` = length of the whole WhatsApp message, 0 for
/// other channels.
std::expected<QString, OutcomeKind> editText(const QString &text, const QString &proposedText, const EditRules &rules,
                                             qsizetype bodyUnits = 0);

/// What one entitled person wants.
struct Act
{
    Action action = Action::Approve;
    std::optional<int> revision = {}; ///< the one named; empty = none named
    QString text = {}; ///< Edit: new text; Skip: reason
    QString approver = {}; ///< id of an approver of this candidate who has joined
    Channel channel = Channel::WhatsApp;
    QString operatorName = {}; ///< console only
    bool textSeen = false; ///< the full text of the current revision went to this person (section 20.1, seen text)
    bool exactRevision = false; ///< console: any act on another revision than the current one is stale
    qsizetype bodyUnits = 0; ///< WhatsApp: length of the message
    core::WallTime at {};
};

/// What an act does. Everything set here is written in one transaction.
struct Verdict
{
    Outcome outcome;
    std::optional<Vote> vote = {}; ///< insert it, or replace this approver's vote of the same revision
    std::optional<int> newRevision = {}; ///< the edit's revision; every other approver is prompted unless decided
    QString newText = {};
    std::optional<Decision> decision = {}; ///< terminal by this act
    QString finalText = {}; ///< null unless approved or edited
    QString reason = {}; ///< of a skip
};

/// The rules of sections 11 and 20.1 for one act on a candidate with these approvers and votes. Void votes (older
/// revisions) may be among `votes`. A deadline that has passed wins: the outcome is then `Already` with state Expired,
/// and the caller expires the candidate. Pure; the caller applies the verdict only if state, revision and deadline are
/// still those of `candidate`.
Verdict decide(const Candidate &candidate, const std::vector<Approver> &approvers, const std::vector<Vote> &votes,
               const Act &act, const EditRules &rules);

/// Distinct people whose approval (or edit) of this revision counts.
int countApprovals(const std::vector<Vote> &votes, int revision);

} // namespace signalbox::approvals
