#pragma once

#include "backend/services/approvals/answer_step.h"

namespace signalbox::approvals {

/// An act of an operator in the console (contract platform 13).
struct ConsoleAct
{
    QString candidateId;
    Action action = Action::Approve;
    int revision = 1; ///< the one on the screen
    QString text = {}; ///< Edit: the new text; Skip: the reason
    QString operatorName;
    QStringList operatorAddresses = {}; ///< of the operator's account: `whatsapp:+…`, `imessage:…`
};

/// What came of it.
struct ConsoleOutcome
{
    enum class Kind {
        Done, ///< `outcome` is Processed or Recorded
        NotFound,
        Forbidden, ///< the operator is none of the candidate's approvers
        Refused, ///< `outcome` says why: stale revision, already decided, edit refused
    };

    Kind kind = Kind::Done;
    Outcome outcome = {};
    Wakes wakes = {};
};

/// Does it in the caller's transaction; a refusal for want of entitlement leaves a `refused` audit entry.
Result<ConsoleOutcome> actFromConsole(storage::Connection &connection, const ConsoleAct &act, const Config &config,
                                      core::WallTime now);

/// Keeps an act that came to Forbidden or Refused and whose own transaction was rolled back: its audit entry, and the end
/// of a candidate whose deadline has passed.
Result<Wakes> keepRefusedAct(storage::Connection &connection, const ConsoleAct &act, const ConsoleOutcome &outcome,
                             const Config &config, core::WallTime now);

/// As which approver of a candidate an operator may act; empty: none.
QString consoleApprover(const Candidate &candidate, const std::vector<Approver> &approvers, const QString &operatorName,
                        const QStringList &operatorAddresses);

} // namespace signalbox::approvals
