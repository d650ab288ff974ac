#include "backend/services/approvals/policy.h"

#include "backend/services/approvals/addresses.h"
#include "backend/services/approvals/content_hash.h"

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;

namespace {

bool isReachable(const Approver &approver, const PolicyDefaults &defaults)
{
    return (defaults.whatsappOn && !approver.whatsapp.isEmpty())
        || (defaults.imessageOn && !approver.imessage.isEmpty());
}

std::unexpected<PolicyFault> noRoute(const QString &text)
{
    return std::unexpected(PolicyFault {"no_route", text});
}

bool namesAnAddress(const Submission &submission)
{
    const auto &approvers = submission.policy.approvers;
    return !submission.ownerWhatsapp.isEmpty() || !submission.ownerImessage.isEmpty()
        || std::any_of(approvers.begin(), approvers.end(),
                       [](const Approver &any) { return !any.whatsapp.isEmpty() || !any.imessage.isEmpty(); });
}

/// Owner addresses with the fallbacks of OWNER_FALLBACK; without any address when there is no owner.
Approver ownerOf(const Submission &submission, const PolicyDefaults &defaults)
{
    Approver owner {.id = u"owner"_s, .whatsapp = submission.ownerWhatsapp, .imessage = submission.ownerImessage};
    owner.owner = true;
    const bool fill = defaults.fallback == OwnerFallback::PerChannel || !namesAnAddress(submission);
    if (fill && owner.whatsapp.isEmpty())
        owner.whatsapp = defaults.ownerWhatsapp;
    if (fill && owner.imessage.isEmpty())
        owner.imessage = defaults.ownerImessage;
    owner.whatsapp = normalAddress(Channel::WhatsApp, owner.whatsapp);
    owner.imessage = normalAddress(Channel::Imessage, owner.imessage);
    return owner;
}

const Approver *withSameAddress(const std::vector<Approver> &people, const Approver &wanted)
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const Approver &any) {
        return (!wanted.whatsapp.isEmpty() && any.whatsapp == wanted.whatsapp)
            || (!wanted.imessage.isEmpty() && any.imessage == wanted.imessage);
    });
    return found == people.end() ? nullptr : &*found;
}

const Approver *withId(const std::vector<Approver> &people, const QString &id)
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const Approver &any) { return any.id == id; });
    return found == people.end() ? nullptr : &*found;
}

bool isIdTaken(const GivenPolicy &given, const QString &id)
{
    return withId(given.approvers, id)
        || std::any_of(given.escalation.begin(), given.escalation.end(),
                       [&](const GivenStep &step) { return withId(step.approvers, id) != nullptr; });
}

/// The owner in front, unless an approver is the same person or nobody is the owner.
void addOwner(Policy &policy, const Submission &submission, const PolicyDefaults &defaults)
{
    Approver owner = ownerOf(submission, defaults);
    const bool named = !submission.ownerWhatsapp.isEmpty() || !submission.ownerImessage.isEmpty();
    if (withSameAddress(policy.approvers, owner) || (!named && !isReachable(owner, defaults)))
        return;
    for (int n = 2; isIdTaken(submission.policy, owner.id); ++n)
        owner.id = u"owner_"_s + QString::number(n);
    policy.approvers.insert(policy.approvers.begin(), owner);
}

void addSteps(Policy &policy, const GivenPolicy &given)
{
    int number = 0;
    for (const GivenStep &step : given.escalation) {
        ++number;
        EscalationStep resolved {.after = step.after, .approvers = {}};
        for (Approver approver : step.approvers) {
            const Approver *known = withId(policy.approvers, approver.id);
            if (!known)
                known = withSameAddress(policy.approvers, approver);
            if (known) {
                if (!resolved.approvers.contains(known->id))
                    resolved.approvers.append(known->id);
                continue;
            }
            approver.step = number;
            resolved.approvers.append(approver.id);
            policy.approvers.push_back(std::move(approver));
        }
        policy.escalation.push_back(std::move(resolved));
    }
}

int requiredApprovals(const Submission &submission, const PolicyDefaults &defaults)
{
    const int usual = submission.riskFlags.isEmpty()
        ? defaults.requiredApprovals
        : std::max(defaults.requiredApprovals, defaults.riskRequiredApprovals);
    return submission.policy.requiredApprovals.value_or(usual);
}

} // namespace

std::expected<Policy, PolicyFault> resolvePolicy(const Submission &submission, const PolicyDefaults &defaults)
{
    Policy policy;
    policy.requiredApprovals = requiredApprovals(submission, defaults);
    policy.allowEdit = submission.policy.allowEdit;
    policy.approvers = submission.policy.approvers;
    addOwner(policy, submission, defaults);
    if (policy.approvers.empty())
        return noRoute(u"No recipient on a configured channel"_s);
    addSteps(policy, submission.policy);

    for (const Approver &approver : policy.approvers) {
        if (!isReachable(approver, defaults))
            return noRoute(u"Approver "_s + approver.id + u" has no address on a configured channel"_s);
    }
    const auto possible = std::count_if(policy.approvers.begin(), policy.approvers.end(), [&](const Approver &any) {
        return !isSubmitter(submission.submittedBy, any);
    });
    if (possible < policy.requiredApprovals)
        return std::unexpected(PolicyFault {"policy_unsatisfiable",
                                            QString::number(policy.requiredApprovals)
                                                + u" approvals are required, "_s + QString::number(possible)
                                                + u" people can give one"_s});
    return policy;
}

Candidate newCandidate(const Submission &submission, const Policy &policy, core::WallTime now)
{
    const QJsonObject request = requestObject(submission);
    QJsonObject hashed = request;
    QJsonObject hashedPolicy = request[u"policy"_s].toObject();
    if (!submission.policy.requiredApprovals)
        hashedPolicy[u"required_approvals"_s] = 1;
    hashed[u"policy"_s] = hashedPolicy;

    Candidate candidate;
    candidate.id = submission.id;
    candidate.brandId = submission.brandId;
    candidate.platform = submission.platform;
    candidate.sourceRef = submission.sourceRef;
    candidate.proposedText = submission.proposedText;
    candidate.persona = submission.persona;
    candidate.contextUrl = submission.contextUrl;
    candidate.riskFlags = submission.riskFlags;
    candidate.deadline = submission.deadline;
    candidate.ownerWhatsapp = submission.ownerWhatsapp;
    candidate.ownerImessage = submission.ownerImessage;
    candidate.submittedBy = submission.submittedBy;
    candidate.request = canonicalJson(request);
    candidate.contentHash = contentHash(hashed);
    candidate.requiredApprovals = policy.requiredApprovals;
    candidate.allowEdit = policy.allowEdit;
    candidate.currentText = submission.proposedText;
    candidate.createdAt = now;
    candidate.deadlineAt = now + submission.deadline;
    return candidate;
}

bool isSubmitter(const QString &submittedBy, const Approver &approver)
{
    if (submittedBy.isEmpty())
        return false;
    const QString handle = normalAddress(Channel::Imessage, submittedBy);
    return submittedBy == approver.id || (!approver.whatsapp.isEmpty() && submittedBy.trimmed() == approver.whatsapp)
        || (!approver.imessage.isEmpty() && handle == approver.imessage)
        || (!approver.whatsapp.isEmpty() && u"whatsapp:"_s + handle == approver.whatsapp);
}

} // namespace signalbox::approvals
