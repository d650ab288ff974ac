#include "backend/services/approvals/candidate_steps.h"

#include "backend/platform/core/ids.h"
#include "backend/platform/security/digest.h"
#include "backend/platform/storage/outbox_store.h"
#include "backend/services/approvals/activity_store.h"
#include "backend/services/approvals/addresses.h"
#include "backend/services/approvals/decision_body.h"
#include "backend/services/approvals/edit_diff.h"

#include <QJsonArray>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

QByteArray textHash(const QString &text)
{
    return security::sha256(text.toUtf8()).toHex();
}

AuditEvent endEvent(const Candidate &candidate)
{
    AuditEvent event {.type = "decided", .candidateId = candidate.id, .actor = candidate.decider};
    if (candidate.state == State::Cancelled) {
        event.type = "cancelled";
        event.actor = u"core"_s;
        return event;
    }
    if (candidate.state == State::Expired)
        event.type = "expired";
    event.details = {{u"decision"_s, QString(name(*candidate.decision))},
                     {u"revision"_s, candidate.revision},
                     {u"latency_ms"_s, latencyMs(candidate)}};
    if (!candidate.finalText.isNull())
        event.details[u"text_hash"_s] = QString::fromLatin1(textHash(candidate.finalText));
    if (!candidate.reason.isEmpty())
        event.details[u"reason"_s] = candidate.reason;
    return event;
}

Result<void> enqueueDecision(Connection &connection, const Candidate &candidate, const AuditEntry &entry,
                             const StepContext &context)
{
    const auto votes = readVotes(connection, candidate.id);
    if (!votes)
        return std::unexpected(votes.error());
    const QByteArray body = decisionBody(candidate, *votes, entry.seq, entry.hash);
    const QString id = u"msg_"_s + QString::fromLatin1(core::ulid(context.now));
    return storage::OutboxStore(kOutboxTable)
        .enqueue(connection,
                 storage::outboxMessage(id, candidate.id, kCoreTarget, body, context.now, context.callbackDelay));
}

/// The entry that an act leaves besides the decision that it may bring.
std::optional<AuditEvent> actEvent(const Candidate &candidate, const Act &act, const Verdict &verdict,
                                   const Actor &actor)
{
    if (!verdict.vote)
        return {};
    AuditEvent event {.type = act.action == Action::Edit ? "edit"_ba : "approval"_ba,
                      .candidateId = candidate.id,
                      .actor = actor.name};
    event.details = {{u"approver"_s, act.approver},
                     {u"action"_s, QString(name(act.action))},
                     {u"revision"_s, verdict.vote->revision},
                     {u"counts"_s, verdict.vote->counts},
                     {u"channel"_s, QString(name(act.channel))}};
    if (act.action == Action::Edit)
        event.details[u"text_hash"_s] = QString::fromLatin1(textHash(verdict.newText));
    return event;
}

/// A new revision that decides nothing: everybody else is asked about it.
Result<void> openRevision(Connection &connection, const Candidate &changed, const std::vector<Approver> &approvers,
                          const Act &act, std::vector<AuditEvent> &events, Wakes &wakes, const StepContext &context)
{
    if (const auto written = writeRevision(connection, changed); !written)
        return written;
    if (const auto skipped = skipPrompts(connection, changed.id, context.now, changed.revision); !skipped)
        return std::unexpected(skipped.error());
    std::vector<Approver> others;
    for (const Approver &approver : approvers) {
        if (approver.id != act.approver && approver.step <= changed.escalationStep)
            others.push_back(approver);
    }
    return queuePrompts(connection,
                        promptsFor(changed, others, PromptKind::Revision, context.whatsappOn, context.imessageOn),
                        events, wakes);
}

Candidate withVerdict(const Candidate &candidate, const Verdict &verdict, const Act &act, const Actor &actor,
                      core::WallTime now)
{
    Candidate changed = candidate;
    if (verdict.newRevision) {
        changed.revision = *verdict.newRevision;
        changed.currentText = verdict.newText;
        changed.editedBy = act.approver;
    }
    if (verdict.decision) {
        changed.state = stateOf(*verdict.decision);
        changed.decision = verdict.decision;
        changed.decidedAt = now;
        changed.decider = actor.name;
        changed.finalText = verdict.finalText;
        changed.reason = verdict.reason;
    }
    return changed;
}

} // namespace

Result<void> queuePrompts(Connection &connection, const std::vector<Prompt> &prompts, std::vector<AuditEvent> &events,
                          Wakes &wakes)
{
    if (const auto inserted = insertPrompts(connection, prompts); !inserted)
        return inserted;
    for (const Channel channel : {Channel::WhatsApp, Channel::Imessage}) {
        QJsonArray asked;
        const Prompt *first = nullptr;
        for (const Prompt &prompt : prompts) {
            if (prompt.key.channel != channel)
                continue;
            first = &prompt;
            asked.append(prompt.key.approver);
        }
        if (!first)
            continue;
        events.push_back({.type = "prompt_queued",
                          .candidateId = first->key.candidateId,
                          .actor = u"system"_s,
                          .details = {{u"channel"_s, QString(name(channel))},
                                      {u"kind"_s, QString(name(first->key.kind))},
                                      {u"revision"_s, first->key.revision},
                                      {u"approvers"_s, asked}}});
        wakes.buckets.push_back({channel, first->brandId});
    }
    return {};
}

Result<Wakes> endCandidate(Connection &connection, const Candidate &candidate, std::vector<AuditEvent> before,
                           const StepContext &context)
{
    const bool edited = candidate.decision == Decision::Edited;
    const QByteArray diff = edited ? editDiffJson(candidate.proposedText, candidate.finalText) : QByteArray();
    const auto written = writeDecision(connection, candidate, diff);
    if (!written)
        return std::unexpected(written.error());
    if (!*written)
        return fail(ErrorCode::Conflict, PublicText(u"the candidate is decided already"_s));
    if (const auto logged = writeActivity(connection, candidate); !logged)
        return std::unexpected(logged.error());
    if (const auto skipped = skipPrompts(connection, candidate.id, context.now); !skipped)
        return std::unexpected(skipped.error());
    before.push_back(endEvent(candidate));
    const auto entries = appendAudit(connection, before, context.now);
    if (!entries)
        return std::unexpected(entries.error());
    Wakes wakes;
    if (candidate.state == State::Cancelled)
        return wakes;
    if (const auto queued = enqueueDecision(connection, candidate, entries->back(), context); !queued)
        return std::unexpected(queued.error());
    wakes.outbox = true;
    wakes.decided.emplace_back(*candidate.decision, core::milliseconds(latencyMs(candidate)));
    return wakes;
}

Result<Candidate> expireCandidate(Connection &connection, const StoredCandidate &stored, Wakes &wakes,
                                  const StepContext &context)
{
    Candidate candidate = stored.candidate;
    candidate.state = State::Expired;
    candidate.decision = Decision::Expired;
    candidate.decidedAt = context.now;
    candidate.decider = timeoutDecider();
    candidate.finalText = QString();
    const auto ended = endCandidate(connection, candidate, {}, context);
    if (!ended)
        return std::unexpected(ended.error());
    wakes.add(*ended);
    return candidate;
}

Result<Outcome> applyAct(Connection &connection, const StoredCandidate &stored, const std::vector<Approver> &approvers,
                         const Act &act, const EditRules &rules, const Actor &actor, std::vector<AuditEvent> before,
                         Wakes &wakes, const StepContext &context)
{
    const Candidate &candidate = stored.candidate;
    const auto votes = readVotes(connection, candidate.id);
    if (!votes)
        return std::unexpected(votes.error());
    const Verdict verdict = decide(candidate, approvers, *votes, act, rules);
    if (const std::optional<AuditEvent> event = actEvent(candidate, act, verdict, actor))
        before.push_back(*event);
    if (verdict.vote) {
        const QString &text = verdict.newRevision ? verdict.newText : candidate.currentText;
        const auto voted = writeVote(connection, candidate.id, *verdict.vote, textHash(text), actor.inboundId);
        if (!voted)
            return std::unexpected(voted.error());
    }
    const Candidate changed = withVerdict(candidate, verdict, act, actor, context.now);
    if (verdict.decision) {
        const auto ended = endCandidate(connection, changed, std::move(before), context);
        if (!ended)
            return std::unexpected(ended.error());
        wakes.add(*ended);
        return verdict.outcome;
    }
    const bool late = verdict.outcome.kind == OutcomeKind::Already && !isTerminal(candidate.state);
    if (verdict.newRevision) {
        const auto opened = openRevision(connection, changed, approvers, act, before, wakes, context);
        if (!opened)
            return std::unexpected(opened.error());
    }
    if (const auto chained = appendAudit(connection, before, context.now); !chained)
        return std::unexpected(chained.error());
    if (late) {
        if (const auto expired = expireCandidate(connection, stored, wakes, context); !expired)
            return std::unexpected(expired.error());
    }
    return verdict.outcome;
}

Result<void> escalateCandidate(Connection &connection, const StoredCandidate &stored, Wakes &wakes,
                               const StepContext &context)
{
    Candidate candidate = stored.candidate;
    const auto index = size_t(candidate.escalationStep);
    if (index >= stored.escalation.size())
        return writeEscalation(connection, candidate.id, candidate.escalationStep, {});
    const EscalationStep &step = stored.escalation[index];
    candidate.escalationStep += 1;
    std::optional<core::WallTime> next;
    if (index + 1 < stored.escalation.size())
        next = std::max(candidate.createdAt + stored.escalation[index + 1].after, context.now);
    if (const auto written = writeEscalation(connection, candidate.id, candidate.escalationStep, next); !written)
        return written;
    const auto everybody = readApprovers(connection, candidate.id);
    if (!everybody)
        return std::unexpected(everybody.error());
    std::vector<Approver> joining;
    for (const Approver &approver : *everybody) {
        if (step.approvers.contains(approver.id))
            joining.push_back(approver);
    }
    std::vector<AuditEvent> events {{.type = "escalated",
                                     .candidateId = candidate.id,
                                     .actor = u"system"_s,
                                     .details = {{u"step"_s, candidate.escalationStep},
                                                 {u"approvers"_s, QJsonArray::fromStringList(step.approvers)}}}};
    const auto queued = queuePrompts(
        connection, promptsFor(candidate, joining, PromptKind::Escalation, context.whatsappOn, context.imessageOn),
        events, wakes);
    if (!queued)
        return queued;
    if (const auto chained = appendAudit(connection, events, context.now); !chained)
        return std::unexpected(chained.error());
    return {};
}

} // namespace signalbox::approvals
