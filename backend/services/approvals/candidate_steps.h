#pragma once

#include "backend/services/approvals/audit_store.h"
#include "backend/services/approvals/candidate_store.h"
#include "backend/services/approvals/quorum.h"
#include "backend/services/approvals/wakes.h"

/// The steps of a candidate's life (contract approval-gateway 11). Each runs inside the caller's transaction, which has
/// read the candidate to change it.
namespace signalbox::approvals {

/// What every step needs besides the candidate.
struct StepContext
{
    core::WallTime now {};
    bool whatsappOn = false;
    bool imessageOn = false;
    core::milliseconds callbackDelay {0}; ///< of the first delivery attempt
};

/// The table of the decisions' outbox and its one target.
inline constexpr QLatin1StringView kOutboxTable("approval_outbox");
inline constexpr QLatin1StringView kCoreTarget("core");

/// Writes the terminal state that `candidate` carries already (state, decidedAt, decision, decider, …): the row, the
/// activity, the audit (`before`, then the step's own entry), the outbox row, and what need not be sent any more.
/// Conflict when the candidate was not open.
Result<Wakes> endCandidate(storage::Connection &connection, const Candidate &candidate, std::vector<AuditEvent> before,
                           const StepContext &context);

/// Ends an open candidate whose deadline has passed.
Result<Candidate> expireCandidate(storage::Connection &connection, const StoredCandidate &stored, Wakes &wakes,
                                  const StepContext &context);

/// Who acts, for the records.
struct Actor
{
    QString name; ///< `whatsapp:+…`, `imessage:…`, `console:…`
    QString inboundId; ///< the message; empty for the console
};

/// Applies an entitled person's act by the rules of quorum.h and writes everything that follows from it, a passed
/// deadline included. `before`: entries that belong before the act's own.
Result<Outcome> applyAct(storage::Connection &connection, const StoredCandidate &stored,
                         const std::vector<Approver> &approvers, const Act &act, const EditRules &rules,
                         const Actor &actor, std::vector<AuditEvent> before, Wakes &wakes, const StepContext &context);

/// The next escalation step joins and is prompted.
Result<void> escalateCandidate(storage::Connection &connection, const StoredCandidate &stored, Wakes &wakes,
                               const StepContext &context);

/// Queues prompts; one audit entry for each channel goes to `events`.
Result<void> queuePrompts(storage::Connection &connection, const std::vector<Prompt> &prompts,
                          std::vector<AuditEvent> &events, Wakes &wakes);

} // namespace signalbox::approvals
