#include "backend/services/approvals/submit_step.h"

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

AuditEvent receivedEvent(const Candidate &candidate)
{
    return {.type = "received",
            .candidateId = candidate.id,
            .actor = u"core"_s,
            .details = {{u"content_hash"_s, QString::fromLatin1(candidate.contentHash)},
                        {u"brand_id"_s, candidate.brandId},
                        {u"platform"_s, candidate.platform},
                        {u"submitted_by"_s, candidate.submittedBy},
                        {u"required_approvals"_s, candidate.requiredApprovals},
                        {u"deadline_at"_s, QString::fromLatin1(core::isoUtc(candidate.deadlineAt))}}};
}

} // namespace

Result<std::optional<Submitted>> compareStored(Connection &connection, const QString &id, const QByteArray &contentHash)
{
    const auto stored = readCandidate(connection, id);
    if (!stored)
        return std::unexpected(stored.error());
    if (!*stored)
        return std::optional<Submitted>();
    const bool same = (*stored)->candidate.contentHash == contentHash;
    return std::optional(Submitted {.kind = same ? Submitted::Kind::Duplicate : Submitted::Kind::Conflict,
                                    .candidate = (*stored)->candidate});
}

Result<Submitted> submitCandidate(Connection &connection, const Candidate &candidate, const Policy &policy,
                                  const StepContext &context)
{
    const auto inserted = insertCandidate(connection, candidate, policy);
    if (!inserted)
        return std::unexpected(inserted.error());
    if (!*inserted) {
        auto stored = compareStored(connection, candidate.id, candidate.contentHash);
        if (!stored)
            return std::unexpected(stored.error());
        if (!*stored)
            return fail(ErrorCode::Conflict, PublicText(u"the candidate is being deleted"_s));
        return std::move(**stored);
    }
    std::vector<Approver> first;
    std::ranges::copy_if(policy.approvers, std::back_inserter(first),
                         [](const Approver &approver) { return approver.step == 0; });
    const std::vector<Prompt> prompts
        = promptsFor(candidate, first, PromptKind::Prompt, context.whatsappOn, context.imessageOn);
    Submitted submitted {.kind = Submitted::Kind::New, .candidate = candidate};
    std::vector<AuditEvent> events {receivedEvent(candidate)};
    if (const auto queued = queuePrompts(connection, prompts, events, submitted.wakes); !queued)
        return std::unexpected(queued.error());
    for (const BucketName &bucket : submitted.wakes.buckets)
        submitted.channels.push_back(bucket.channel);
    if (const auto chained = appendAudit(connection, events, context.now); !chained)
        return std::unexpected(chained.error());
    return submitted;
}

Result<Cancelled> cancelCandidate(Connection &connection, const QString &id, Wakes &wakes, const StepContext &context)
{
    const auto stored = readCandidate(connection, id, Reading::ToChange);
    if (!stored)
        return std::unexpected(stored.error());
    if (!*stored)
        return Cancelled {};
    Candidate candidate = (*stored)->candidate;
    if (isTerminal(candidate.state))
        return Cancelled {candidate.state};
    if (candidate.deadlineAt <= context.now) {
        const auto expired = expireCandidate(connection, **stored, wakes, context);
        if (!expired)
            return std::unexpected(expired.error());
        return Cancelled {State::Expired};
    }
    const Cancelled cancelled {candidate.state};
    candidate.state = State::Cancelled;
    candidate.decidedAt = context.now;
    candidate.finalText = QString();
    const auto ended = endCandidate(connection, candidate, {}, context);
    if (!ended)
        return std::unexpected(ended.error());
    wakes.add(*ended);
    return cancelled;
}

} // namespace signalbox::approvals
