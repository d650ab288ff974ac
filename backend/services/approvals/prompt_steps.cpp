#include "backend/services/approvals/prompt_steps.h"

#include "backend/platform/core/ids.h"

#include <algorithm>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

constexpr qsizetype kAttemptBytes = 8;
/// 24 h, less what a message may be under way (contract 7.1).
constexpr auto kWindow = std::chrono::hours(24) - std::chrono::minutes(5);

AuditEvent promptEvent(const char *type, const Prompt &prompt)
{
    return {.type = type,
            .candidateId = prompt.key.candidateId,
            .actor = u"system"_s,
            .details = {{u"approver"_s, prompt.key.approver},
                        {u"channel"_s, QString(name(prompt.key.channel))},
                        {u"kind"_s, QString(name(prompt.key.kind))},
                        {u"revision"_s, prompt.key.revision}}};
}

/// Makes the form of a prompt's next attempt: free text or template, parts, and whether it shows the whole text.
Result<void> chooseForm(Connection &connection, SendJob &job, const ClaimContext &context)
{
    Prompt &prompt = job.prompt;
    prompt.parts = 1;
    prompt.shown = true;
    if (prompt.key.channel != Channel::WhatsApp)
        return {};
    if (!prompt.asTemplate && !context.config->twilio.contentSid.isEmpty() && job.accepted.empty()) {
        const auto last = lastInbound(connection, prompt.address);
        if (!last)
            return std::unexpected(last.error());
        prompt.asTemplate = !*last || context.now - **last > kWindow;
    }
    if (prompt.asTemplate) {
        prompt.shown = !templateVariables(job.content).textCut;
        return {};
    }
    const qsizetype limit = prompt.partLimit > 0 ? prompt.partLimit : kMaxMessageUnits;
    prompt.parts = int(promptBodies(job.content, Channel::WhatsApp, prompt.attemptAt.value_or(context.now), limit).size());
    return {};
}

/// Reads what belongs to a prompt and leases it. Nothing when its candidate needs it no more: then it is ended here.
Result<std::optional<SendJob>> lease(Connection &connection, const Prompt &claimed, const ClaimContext &context)
{
    const auto stored = readCandidate(connection, claimed.key.candidateId);
    if (!stored)
        return std::unexpected(stored.error());
    SendJob job {.prompt = claimed, .candidate = {}, .content = {}};
    Prompt &prompt = job.prompt;
    job.lookFirst = prompt.status == PromptStatus::Sending;
    const bool wanted = *stored && !isTerminal((*stored)->candidate.state)
        && (*stored)->candidate.deadlineAt > context.now && (*stored)->candidate.revision == prompt.key.revision;
    // What may have gone out already is looked up all the same: its state shows in the records.
    if (!wanted && !job.lookFirst) {
        prompt.status = PromptStatus::Failed;
        prompt.errorCode = kSkipped;
        if (const auto ended = writePrompt(connection, prompt, context.now); !ended)
            return std::unexpected(ended.error());
        return std::optional<SendJob>();
    }
    if (!*stored)
        return std::optional<SendJob>();
    job.candidate = (*stored)->candidate;
    const auto votes = readVotes(connection, job.candidate.id);
    auto accepted = messagesOf(connection, prompt.key);
    if (!votes || !accepted)
        return std::unexpected(votes ? accepted.error() : votes.error());
    job.accepted = std::move(*accepted);
    job.content = promptContent(job.candidate, context.config->promptTitle,
                                countApprovals(*votes, job.candidate.revision));
    prompt.status = PromptStatus::Sending;
    prompt.attemptId = QString::fromLatin1(core::randomHex(kAttemptBytes));
    if (!job.lookFirst) {
        prompt.attempts += 1;
        // The parts of one prompt say the same time, or they would not fit together.
        if (job.accepted.empty())
            prompt.attemptAt = context.now;
        if (const auto chosen = chooseForm(connection, job, context); !chosen)
            return std::unexpected(chosen.error());
    }
    if (const auto leased = leasePrompt(connection, prompt, context.now, context.now + context.lease); !leased)
        return std::unexpected(leased.error());
    return std::optional(std::move(job));
}

Result<void> addKnownSids(Connection &connection, SendJob &job)
{
    if (job.prompt.key.channel != Channel::WhatsApp)
        return {};
    const auto sids = sidsAbout(connection, job.candidate.id);
    if (!sids)
        return std::unexpected(sids.error());
    job.otherSids = *sids;
    return {};
}

Result<std::vector<SendJob>> leaseAll(Connection &connection, const std::vector<Prompt> &prompts,
                                      const ClaimContext &context)
{
    std::vector<SendJob> jobs;
    for (const Prompt &prompt : prompts) {
        auto job = lease(connection, prompt, context);
        if (!job)
            return std::unexpected(job.error());
        if (!*job)
            continue;
        if (const auto added = addKnownSids(connection, **job); !added)
            return std::unexpected(added.error());
        jobs.push_back(std::move(**job));
    }
    return jobs;
}

/// When nobody of the present step can be reached, the next one is asked at once.
Result<void> hurryEscalation(Connection &connection, const Prompt &failed, core::WallTime now, Wakes &wakes)
{
    const auto stored = readCandidate(connection, failed.key.candidateId, Reading::ToChange);
    if (!stored)
        return std::unexpected(stored.error());
    if (!*stored || isTerminal((*stored)->candidate.state) || !(*stored)->nextEscalation)
        return {};
    const Candidate &candidate = (*stored)->candidate;
    const auto none = allFailed(connection, candidate.id, candidate.revision, candidate.escalationStep);
    if (!none || !*none)
        return none ? Result<void>() : std::unexpected(none.error());
    wakes.timers = true;
    return writeEscalation(connection, candidate.id, candidate.escalationStep, now);
}

/// What follows from a prompt that failed: the token, the escalation, the audit.
Result<Recorded> afterFailure(Connection &connection, const Prompt &prompt, core::WallTime now)
{
    Recorded recorded;
    const auto group = groupFailed(connection, prompt.group());
    if (!group)
        return std::unexpected(group.error());
    if (*group)
        recorded.wakes.refunds.push_back({prompt.key.channel, prompt.brandId});
    if (const auto hurried = hurryEscalation(connection, prompt, now, recorded.wakes); !hurried)
        return std::unexpected(hurried.error());
    AuditEvent event = promptEvent("prompt_failed", prompt);
    event.details[u"status"_s] = QString(name(prompt.status));
    event.details[u"error_code"_s] = prompt.errorCode;
    if (const auto chained = appendAudit(connection, {event}, now); !chained)
        return std::unexpected(chained.error());
    return recorded;
}

bool isFailure(const QByteArray &status)
{
    return status == "failed" || status == "undelivered";
}

/// The prompt's state by those of its parts.
PromptStatus statusOf(const std::vector<SentMessage> &parts)
{
    int least = statusRank("read");
    for (const SentMessage &part : parts) {
        if (isFailure(part.status))
            return PromptStatus::Failed;
        least = std::min(least, statusRank(part.status));
    }
    if (least >= statusRank("read"))
        return PromptStatus::Read;
    return least >= statusRank("delivered") ? PromptStatus::Delivered : PromptStatus::Sent;
}

/// A prompt of which a part came back: the template takes its place, or it is tried again, or it has failed.
Result<Recorded> afterUndelivered(Connection &connection, Prompt prompt, const SentMessage &message,
                                  const Config &config, core::WallTime now)
{
    constexpr int kMostAttempts = 5;
    constexpr std::chrono::seconds kChannelRatePause {10};
    const std::optional<SendAction> action = actionOfCode(message.errorCode.toInt());
    const bool outside = action == SendAction::UseTemplate;
    const bool again = (outside && !prompt.asTemplate && !config.twilio.contentSid.isEmpty())
        || (action == SendAction::RetryLater && prompt.attempts < kMostAttempts);
    prompt.errorCode = message.errorCode;
    if (!again) {
        prompt.status = outside ? PromptStatus::OutsideWindow : PromptStatus::Failed;
        if (const auto written = writePrompt(connection, prompt, now); !written)
            return std::unexpected(written.error());
        return afterFailure(connection, prompt, now);
    }
    prompt.status = PromptStatus::Pending;
    prompt.asTemplate = prompt.asTemplate || outside;
    prompt.notBefore = outside ? now : now + kChannelRatePause;
    if (const auto superseded = supersedeMessages(connection, prompt.key); !superseded)
        return std::unexpected(superseded.error());
    if (const auto written = writePrompt(connection, prompt, now); !written)
        return std::unexpected(written.error());
    Recorded recorded;
    recorded.wakes.prompts = true;
    return recorded;
}

/// Brings a sent prompt into line with its parts.
Result<Recorded> follow(Connection &connection, const SentMessage &message, const Config &config, core::WallTime now)
{
    auto prompt = readPrompt(connection, message.key);
    const auto parts = messagesOf(connection, message.key);
    if (!prompt || !parts)
        return std::unexpected(prompt ? parts.error() : prompt.error());
    const bool sent = *prompt
        && ((*prompt)->status == PromptStatus::Sent || (*prompt)->status == PromptStatus::Delivered
            || (*prompt)->status == PromptStatus::Read);
    if (!sent || message.part == 0)
        return Recorded {};
    if (isFailure(message.status))
        return afterUndelivered(connection, **prompt, message, config, now);
    const PromptStatus status = statusOf(*parts);
    if (status == (*prompt)->status || status == PromptStatus::Failed)
        return Recorded {};
    (*prompt)->status = status;
    if (const auto written = writePrompt(connection, **prompt, now); !written)
        return std::unexpected(written.error());
    return Recorded {};
}

} // namespace

Result<GroupClaim> claimGroup(Connection &connection, const PromptGroup &group, const ClaimContext &context)
{
    auto held = heldOf(connection, group);
    if (!held)
        return std::unexpected(held.error());
    const bool taken = !held->empty();
    const size_t places = std::min(held->size(), size_t(std::max(0, context.limit)));
    for (size_t i = places; i < held->size(); ++i) {
        Prompt &waiting = (*held)[i];
        waiting.status = PromptStatus::Pending;
        waiting.notBefore = context.now;
        if (const auto written = writePrompt(connection, waiting, context.now); !written)
            return std::unexpected(written.error());
    }
    held->resize(places);
    auto jobs = leaseAll(connection, *held, context);
    if (!jobs)
        return std::unexpected(jobs.error());
    return GroupClaim {taken, std::move(*jobs)};
}

Result<std::vector<SendJob>> claimDue(Connection &connection, Channel channel, const ClaimContext &context)
{
    auto prompts = abandonedPrompts(connection, channel, context.now, context.limit);
    if (!prompts)
        return std::unexpected(prompts.error());
    std::erase_if(*prompts, [&](const Prompt &prompt) { return context.ours.contains(prompt.attemptId); });
    const auto due = duePrompts(connection, channel, context.now, context.limit - int(prompts->size()));
    if (!due)
        return std::unexpected(due.error());
    prompts->insert(prompts->end(), due->begin(), due->end());
    return leaseAll(connection, *prompts, context);
}

Result<Recorded> recordAccepted(Connection &connection, const SendJob &job, const SentMessage &message,
                                const Config &config, core::WallTime now)
{
    SentMessage written = message;
    if (!message.sid.isEmpty()) {
        const auto kept = writeMessage(connection, message, now);
        if (!kept)
            return std::unexpected(kept.error());
        written = *kept;
    }
    if (message.part < job.prompt.parts)
        return Recorded {};
    Prompt prompt = job.prompt;
    prompt.status = PromptStatus::Sent;
    prompt.sentAt = now;
    prompt.errorCode.clear();
    prompt.providerSid = job.accepted.empty() ? message.sid : job.accepted.front().sid;
    if (const auto stored = writePrompt(connection, prompt, now); !stored)
        return std::unexpected(stored.error());
    const auto first = markPrompted(connection, prompt.key.candidateId, now);
    if (!first)
        return std::unexpected(first.error());
    AuditEvent event = promptEvent("prompt_sent", prompt);
    event.details[u"sid"_s] = prompt.providerSid;
    event.details[u"parts"_s] = prompt.parts;
    event.details[u"template"_s] = prompt.asTemplate;
    if (const auto chained = appendAudit(connection, {event}, now); !chained)
        return std::unexpected(chained.error());
    // Twilio's reports may have been faster than its answer.
    auto recorded = message.sid.isEmpty() ? Result<Recorded>(Recorded {}) : follow(connection, written, config, now);
    if (recorded)
        recorded->firstAcceptance = *first;
    return recorded;
}

Result<Recorded> recordRetry(Connection &connection, const SendJob &job, core::WallTime notBefore, const QString &code,
                             core::WallTime now)
{
    Prompt prompt = job.prompt;
    prompt.status = PromptStatus::Pending;
    prompt.notBefore = notBefore;
    prompt.errorCode = code;
    const auto written = writePrompt(connection, prompt, now, prompt.attemptId);
    if (!written)
        return std::unexpected(written.error());
    return Recorded {};
}

Result<Recorded> recordEnd(Connection &connection, const SendJob &job, PromptStatus status, const QString &code,
                           core::WallTime now)
{
    Prompt prompt = job.prompt;
    prompt.status = status;
    prompt.errorCode = code;
    const auto written = writePrompt(connection, prompt, now, prompt.attemptId);
    if (!written)
        return std::unexpected(written.error());
    // Somebody else has it by now, and knows more.
    if (!*written || status == PromptStatus::Unknown || code == kSkipped)
        return Recorded {};
    return afterFailure(connection, prompt, now);
}

Result<Recorded> recordStatus(Connection &connection, const StatusReport &report, const Config &config,
                              core::WallTime now)
{
    auto known = readMessage(connection, report.sid);
    if (!known)
        return std::unexpected(known.error());
    if (!*known) {
        SentMessage stray;
        stray.sid = report.sid;
        stray.status = report.status;
        stray.errorCode = report.errorCode;
        const auto written = writeMessage(connection, stray, now);
        return written ? Result<Recorded>(Recorded {}) : std::unexpected(written.error());
    }
    SentMessage &message = **known;
    if (statusRank(report.status) <= statusRank(message.status))
        return Recorded {};
    message.status = report.status;
    message.errorCode = report.errorCode;
    if (const auto written = writeMessageStatus(connection, message); !written)
        return std::unexpected(written.error());
    if (message.key.candidateId.isEmpty())
        return Recorded {};
    AuditEvent event {.type = "prompt_status",
                      .candidateId = message.key.candidateId,
                      .actor = u"twilio"_s,
                      .details = {{u"sid"_s, message.sid},
                                  {u"status"_s, QString::fromLatin1(message.status)},
                                  {u"error_code"_s, message.errorCode}}};
    auto recorded = follow(connection, message, config, now);
    if (!recorded)
        return recorded;
    if (const auto chained = appendAudit(connection, {event}, now); !chained)
        return std::unexpected(chained.error());
    return recorded;
}

} // namespace signalbox::approvals
