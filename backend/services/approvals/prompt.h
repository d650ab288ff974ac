#pragma once

#include "backend/services/approvals/candidate.h"

namespace signalbox::approvals {

/// Where one prompt stands (contract approval-gateway 17).
enum class PromptStatus {
    Held, ///< waits for a token of its bucket
    Pending, ///< has its token, waits for its (next) attempt
    Sending, ///< an attempt is under way, or was when its process died
    Sent,
    Delivered,
    Read,
    Failed, ///< for good; also what a decision or a new revision made needless (`skipped`)
    OutsideWindow, ///< WhatsApp takes only a template now and there is none
    Unknown, ///< the sidecar may or may not have sent it
};
QLatin1StringView name(PromptStatus status);
std::optional<PromptStatus> promptStatusFromName(QStringView text);

/// `error_code` of a prompt that nobody needs any more.
inline constexpr QLatin1StringView kSkipped("skipped");

/// One prompt is sent once.
struct PromptKey
{
    QString candidateId;
    int revision = 1;
    QString approver;
    Channel channel = Channel::WhatsApp;
    PromptKind kind = PromptKind::Prompt;

    bool operator==(const PromptKey &) const = default;
};

/// Prompts that cost one token together: one candidate's revision or escalation step on one channel.
struct PromptGroup
{
    QString candidateId;
    int revision = 1;
    Channel channel = Channel::WhatsApp;
    PromptKind kind = PromptKind::Prompt;
    int step = 0;
};

/// One row of `approval_prompts`.
struct Prompt
{
    PromptKey key;
    int step = 0; ///< of the escalation
    QString brandId;
    QString address; ///< normalised
    PromptStatus status = PromptStatus::Held;
    core::WallTime queuedAt {}; ///< of the candidate: the order within its bucket
    QString attemptId;
    int attempts = 0;
    std::optional<core::WallTime> attemptAt; ///< when the last attempt began
    core::WallTime notBefore {};
    bool asTemplate = false;
    bool shown = false; ///< carries the full text
    int parts = 0;
    int partLimit = 0; ///< 0 = Twilio's own limit; made smaller when Twilio says so
    QString providerSid; ///< of the first part
    QString errorCode;
    std::optional<core::WallTime> sentAt;

    PromptGroup group() const { return {key.candidateId, key.revision, key.channel, key.kind, step}; }
};

/// The prompts for `approvers`: one for each address on a channel.
std::vector<Prompt> promptsFor(const Candidate &candidate, const std::vector<Approver> &approvers, PromptKind kind,
                               bool whatsappOn, bool imessageOn);

} // namespace signalbox::approvals
