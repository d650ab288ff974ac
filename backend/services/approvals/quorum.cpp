#include "backend/services/approvals/quorum.h"

#include "backend/services/approvals/policy.h"
#include "backend/services/approvals/reply_text.h"

#include <algorithm>

namespace signalbox::approvals {

namespace {

constexpr qsizetype kLongestText = 3000;
constexpr qsizetype kLongestReason = 500;

const Approver *joinedApprover(const Candidate &candidate, const std::vector<Approver> &approvers, const QString &id)
{
    const auto found = std::find_if(approvers.begin(), approvers.end(), [&](const Approver &any) {
        return any.id == id && any.step <= candidate.escalationStep;
    });
    return found == approvers.end() ? nullptr : &*found;
}

bool isApproval(const Vote &vote, int revision)
{
    return vote.revision == revision && vote.action != Action::Skip;
}

Verdict refused(const Candidate &candidate, OutcomeKind kind)
{
    Verdict verdict;
    verdict.outcome.kind = kind;
    if (kind == OutcomeKind::NotFound)
        return verdict;
    verdict.outcome.candidateId = candidate.id;
    verdict.outcome.revision = candidate.revision;
    verdict.outcome.required = candidate.requiredApprovals;
    verdict.outcome.state = candidate.state;
    if (kind == OutcomeKind::StaleRevision)
        verdict.outcome.text = candidate.currentText;
    return verdict;
}

/// One act of one person, after everything that forbids any act was ruled out.
class Deciding
{
public:
    Deciding(const Candidate &candidate, const std::vector<Vote> &votes, const Act &act, bool counts)
        : m_candidate(candidate), m_votes(votes), m_act(act), m_counts(counts)
    {
    }

    Verdict skip() const
    {
        Verdict verdict = decided(Decision::Rejected, m_candidate.revision);
        verdict.vote = vote(m_candidate.revision);
        verdict.reason = leftCodePoints(m_act.text.trimmed(), kLongestReason);
        return verdict;
    }

    Verdict edit(const EditRules &rules) const
    {
        if (!m_candidate.allowEdit)
            return refused(m_candidate, OutcomeKind::EditNotAllowed);
        const auto text = editText(m_act.text, m_candidate.proposedText, rules, m_act.bodyUnits);
        if (!text)
            return refused(m_candidate, text.error());
        const int revision = m_candidate.revision + 1;
        const int approvals = m_counts ? 1 : 0;
        Verdict verdict = approvals >= m_candidate.requiredApprovals ? decided(Decision::Edited, revision)
                                                                     : recorded(approvals, revision);
        verdict.vote = vote(revision);
        verdict.newRevision = revision;
        verdict.newText = *text;
        if (verdict.decision)
            verdict.finalText = *text;
        return verdict;
    }

    Verdict approve() const
    {
        const int revision = m_candidate.revision;
        if (m_act.revision && *m_act.revision != revision)
            return refused(m_candidate, OutcomeKind::StaleRevision);
        const auto before = std::find_if(m_votes.begin(), m_votes.end(), [&](const Vote &any) {
            return any.approver == m_act.approver && isApproval(any, revision);
        });
        const bool counted = before != m_votes.end() && before->counts;
        if (before != m_votes.end() && (counted || !m_counts))
            return recorded(countApprovals(m_votes, revision), revision);
        if (!m_act.textSeen)
            return refused(m_candidate, revision == 1 ? OutcomeKind::TextNotShown : OutcomeKind::StaleRevision);

        const int approvals = countApprovals(m_votes, revision) + (m_counts ? 1 : 0);
        const bool enough = m_counts && approvals >= m_candidate.requiredApprovals;
        Verdict verdict = enough ? decided(revision == 1 ? Decision::Approved : Decision::Edited, revision)
                                 : recorded(approvals, revision);
        verdict.vote = vote(revision);
        if (enough)
            verdict.finalText = m_candidate.currentText;
        return verdict;
    }

private:
    Vote vote(int revision) const
    {
        return {.approver = m_act.approver,
                .channel = m_act.channel,
                .action = m_act.action,
                .revision = revision,
                .at = m_act.at,
                .counts = m_counts};
    }

    Verdict recorded(int approvals, int revision) const
    {
        Verdict verdict;
        verdict.outcome = {.kind = OutcomeKind::Recorded,
                           .candidateId = m_candidate.id,
                           .approvals = approvals,
                           .required = m_candidate.requiredApprovals,
                           .revision = revision,
                           .state = m_candidate.state};
        return verdict;
    }

    Verdict decided(Decision decision, int revision) const
    {
        Verdict verdict;
        verdict.outcome = {.kind = OutcomeKind::Processed,
                           .candidateId = m_candidate.id,
                           .decision = decision,
                           .required = m_candidate.requiredApprovals,
                           .revision = revision,
                           .state = stateOf(decision)};
        verdict.decision = decision;
        return verdict;
    }

    const Candidate &m_candidate;
    const std::vector<Vote> &m_votes;
    const Act &m_act;
    bool m_counts;
};

} // namespace

qsizetype editLimit(const QString &proposedText, const EditRules &rules)
{
    return std::min(kLongestText, std::max(qsizetype(rules.maxChars), codePoints(proposedText)));
}

std::expected<QString, OutcomeKind> editText(const QString &text, const QString &proposedText, const EditRules &rules,
                                             qsizetype bodyUnits)
{
    QString wanted = wholeMessageText(text);
    if (wanted.isEmpty())
        return std::unexpected(OutcomeKind::EmptyEdit);
    if (bodyUnits >= kCutBodyUnits)
        return std::unexpected(OutcomeKind::EditTooLong);
    const qsizetype limit = editLimit(proposedText, rules);
    if (codePoints(wanted) <= limit)
        return wanted;
    if (rules.overflow == EditOverflow::Reject)
        return std::unexpected(OutcomeKind::EditTooLong);
    return leftCodePoints(wanted, limit);
}

Verdict decide(const Candidate &candidate, const std::vector<Approver> &approvers, const std::vector<Vote> &votes,
               const Act &act, const EditRules &rules)
{
    const Approver *approver = joinedApprover(candidate, approvers, act.approver);
    if (!approver)
        return refused(candidate, OutcomeKind::NotFound);
    if (isTerminal(candidate.state))
        return refused(candidate, OutcomeKind::Already);
    if (act.at >= candidate.deadlineAt) {
        Verdict late = refused(candidate, OutcomeKind::Already);
        late.outcome.state = State::Expired;
        return late;
    }
    if (act.exactRevision && act.revision != candidate.revision)
        return refused(candidate, OutcomeKind::StaleRevision);

    const bool byOperator = !act.operatorName.isEmpty() && act.operatorName == candidate.submittedBy;
    const bool counts = !byOperator && !isSubmitter(candidate.submittedBy, *approver);
    const Deciding deciding(candidate, votes, act, counts);
    switch (act.action) {
    case Action::Skip:
        return deciding.skip();
    case Action::Edit:
        return deciding.edit(rules);
    case Action::Approve:
        break;
    }
    return deciding.approve();
}

int countApprovals(const std::vector<Vote> &votes, int revision)
{
    QStringList people;
    for (const Vote &vote : votes) {
        if (vote.counts && isApproval(vote, revision) && !people.contains(vote.approver))
            people.append(vote.approver);
    }
    return int(people.size());
}

} // namespace signalbox::approvals
