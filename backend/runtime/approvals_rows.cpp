#include "backend/runtime/approvals_rows.h"

#include "backend/platform/core/json_parse.h"
#include "backend/services/approvals/addresses.h"
#include "backend/services/approvals/console_step.h"
#include "backend/services/approvals/edit_diff.h"

#include <QJsonArray>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;
using approvals::Candidate;

namespace {

protocol::ApprovalState stateOf(approvals::State state)
{
    static_assert(int(protocol::ApprovalState::Cancelled) == int(approvals::State::Cancelled));
    return protocol::ApprovalState(int(state));
}

protocol::ApprovalAction actionOf(approvals::Action action)
{
    static_assert(int(protocol::ApprovalAction::Skip) == int(approvals::Action::Skip));
    return protocol::ApprovalAction(int(action));
}

/// Why this operator may not decide now; empty = may.
QString barredBy(const Candidate &candidate, const std::vector<approvals::Approver> &approvers,
                 const std::vector<approvals::Vote> &votes, const Onlooker &onlooker)
{
    if (approvals::isTerminal(candidate.state) || candidate.deadlineAt <= onlooker.now)
        return u"closed"_s;
    if (onlooker.who.role < protocol::Role::Approver)
        return u"role"_s;
    const QString is = approvals::consoleApprover(candidate, approvers, onlooker.who.name, onlooker.addresses());
    if (is.isEmpty())
        return u"not_an_approver"_s;
    const auto approver = std::ranges::find(approvers, is, &approvals::Approver::id);
    if (onlooker.who.name == candidate.submittedBy || approvals::isSubmitter(candidate.submittedBy, *approver))
        return u"submitter"_s;
    const bool voted = std::ranges::any_of(votes, [&](const approvals::Vote &vote) {
        return vote.approver == is && vote.revision == candidate.revision && vote.counts;
    });
    return voted ? u"voted"_s : QString();
}

QString maskedSubmitter(const QString &submitter)
{
    const bool isAddress = approvals::isWhatsappAddress(submitter) || approvals::isImessageAddress(submitter);
    return isAddress ? approvals::maskedAddress(submitter) : submitter;
}

QString maskedOrNone(const QString &address)
{
    return address.isEmpty() ? QString() : approvals::maskedAddress(address);
}

std::vector<protocol::DiffPart> diffOf(const Candidate &candidate)
{
    std::vector<protocol::DiffPart> parts;
    if (candidate.proposedText == candidate.currentText)
        return parts;
    static const std::array words {u"equal"_s, u"delete"_s, u"insert"_s};
    for (const approvals::DiffOp &op : approvals::editDiff(candidate.proposedText, candidate.currentText))
        parts.push_back({words[size_t(op.kind)], op.text});
    return parts;
}

protocol::ApprovalPrompt promptOf(const approvals::Prompt &prompt)
{
    return {.approver = prompt.key.approver,
            .channel = approvals::name(prompt.key.channel),
            .kind = approvals::name(prompt.key.kind),
            .revision = prompt.key.revision,
            .status = approvals::name(prompt.status),
            .error = prompt.errorCode == "0"_L1 ? QString() : prompt.errorCode, // 0: no answer, or one without a code
            .attempts = prompt.attempts,
            .dueAt = prompt.status == approvals::PromptStatus::Pending ? std::optional(prompt.notBefore) : std::nullopt,
            .sentAt = prompt.sentAt};
}

/// What the details of an entry say, in one line. Texts are in none of these members.
QString detailOf(const QJsonObject &details)
{
    QStringList words;
    for (const QString &member : {u"decision"_s, u"action"_s, u"command"_s, u"approver"_s, u"channel"_s, u"kind"_s,
                                  u"error"_s, u"error_code"_s, u"reason"_s}) {
        if (const QString word = details[member].toString(); !word.isEmpty())
            words += word;
    }
    for (const QJsonValue &approver : details["approvers"_L1].toArray())
        words += approver.toString();
    for (const QString &member : {u"revision"_s, u"step"_s, u"attempt"_s, u"status"_s}) {
        const QJsonValue value = details[member];
        if (value.isDouble() && value.toInteger() > 0)
            words += member + u' ' + QString::number(value.toInteger());
        else if (!value.toString().isEmpty())
            words += value.toString();
    }
    if (details["counts"_L1] == QJsonValue(false))
        words += u"does not count"_s;
    return words.join(u", "_s);
}

protocol::ApprovalEvent eventOf(const HistoryEntry &entry)
{
    const approvals::AuditEntry &link = entry.row.entry;
    const QJsonObject details = entry.row.data
        ? core::parseJsonObject(entry.row.data->details).value_or(QJsonObject())
        : QJsonObject();
    protocol::ApprovalEvent event {.id = QString::number(link.seq),
                                   .at = protocol::parseIsoUtc(QString::fromLatin1(link.ts)).value_or(core::WallTime()),
                                   .type = QString::fromLatin1(link.type),
                                   .actor = maskedActor(link.actor),
                                   .outcome = details["outcome"_L1].toString(),
                                   .detail = detailOf(details)};
    if (entry.outcome)
        event.outcome = approvals::wordOf(entry.outcome->kind);
    return event;
}

} // namespace

QString maskedActor(const QString &actor)
{
    constexpr QLatin1StringView kImessage("imessage:");
    if (actor.startsWith(u"whatsapp:"))
        return approvals::maskedAddress(actor);
    if (actor.startsWith(kImessage))
        return kImessage + approvals::maskedAddress(actor.sliced(kImessage.size()));
    return actor;
}

protocol::ApprovalRow approvalRow(const Candidate &candidate, const std::vector<approvals::Approver> &approvers,
                                  const std::vector<approvals::Vote> &votes, const approvals::PromptTally &prompts,
                                  const Onlooker &onlooker)
{
    const QString barred = barredBy(candidate, approvers, votes, onlooker);
    return {.id = candidate.id,
            .state = stateOf(candidate.state),
            .brand = candidate.brandId,
            .platform = candidate.platform,
            .source = candidate.sourceRef,
            .text = candidate.currentText,
            .persona = candidate.persona,
            .contextUrl = candidate.contextUrl,
            .riskFlags = {candidate.riskFlags.begin(), candidate.riskFlags.end()},
            .submittedBy = maskedSubmitter(candidate.submittedBy),
            .revision = candidate.revision,
            .required = candidate.requiredApprovals,
            .given = approvals::countApprovals(votes, candidate.revision),
            .allowEdit = candidate.allowEdit,
            .createdAt = candidate.createdAt,
            .promptedAt = candidate.promptedAt,
            .deadlineAt = candidate.deadlineAt,
            .decidedAt = candidate.decidedAt,
            .finalText = candidate.finalText,
            .decider = maskedActor(candidate.decider),
            .reason = candidate.reason,
            .prompts = {prompts.waiting, prompts.sent, prompts.delivered, prompts.failed},
            .mayDecide = barred.isEmpty(),
            .barred = barred};
}

protocol::ApprovalDetail approvalDetail(const approvals::CandidateView &view, const approvals::PromptTally &prompts,
                                        const std::vector<HistoryEntry> &history, const Onlooker &onlooker)
{
    const Candidate &candidate = view.stored.candidate;
    protocol::ApprovalDetail detail {
        .approval = approvalRow(candidate, view.approvers, view.votes, prompts, onlooker),
        .proposedText = candidate.proposedText,
        .diff = diffOf(candidate),
        .callback = view.callback ? std::optional(outboxItem(*view.callback)) : std::nullopt,
        .at = onlooker.now};
    for (const approvals::Approver &approver : view.approvers)
        detail.people.push_back({approver.id, maskedOrNone(approver.whatsapp), maskedOrNone(approver.imessage),
                                 approver.step, approver.step <= candidate.escalationStep});
    for (const approvals::Vote &vote : view.votes)
        detail.votes.push_back({vote.approver, approvals::name(vote.channel), actionOf(vote.action), vote.revision,
                                vote.at, vote.counts && vote.revision == candidate.revision});
    for (const approvals::Prompt &prompt : view.prompts)
        detail.prompts.push_back(promptOf(prompt));
    for (const HistoryEntry &entry : history)
        detail.history.push_back(eventOf(entry));
    return detail;
}

protocol::OutboxItem outboxItem(const storage::OutboxRow &row)
{
    using enum protocol::OutboxItemState;
    protocol::OutboxItem item {.id = row.webhookId,
                               .service = u"approvals"_s,
                               .subject = row.subject,
                               .target = u"core_webhook"_s,
                               .attempts = row.attempts,
                               .createdAt = row.createdAt,
                               .lastStatus = row.lastStatus,
                               .lastError = row.lastError};
    switch (row.state) {
    case storage::OutboxState::Delivered:
        item.state = Delivered;
        item.endedAt = row.deliveredAt;
        break;
    case storage::OutboxState::Dead:
        item.state = Dead;
        item.endedAt = row.deadAt;
        break;
    case storage::OutboxState::Pending:
        item.state = row.held ? Held : row.attempts > 0 ? Retrying : Pending;
        if (!row.held)
            item.nextAttemptAt = row.nextAttemptAt;
        break;
    }
    return item;
}

} // namespace signalbox::runtime
