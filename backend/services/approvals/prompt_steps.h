#pragma once

#include "backend/services/approvals/candidate_steps.h"
#include "backend/services/approvals/config.h"
#include "backend/services/approvals/message_store.h"
#include "backend/services/approvals/prompt_text.h"
#include "backend/services/approvals/twilio_answer.h"

#include <QSet>

/// The steps of a prompt's life (contract approval-gateway 7, 12, 20.5). Each runs inside the caller's transaction.
namespace signalbox::approvals {

/// One prompt that this process sends now.
struct SendJob
{
    Prompt prompt; ///< Sending, leased
    Candidate candidate;
    PromptContent content;
    bool lookFirst = false; ///< an attempt was made and its answer is not known
    std::vector<SentMessage> accepted = {}; ///< parts that a provider has taken
    QByteArrayList otherSids = {}; ///< recorded about the candidate already
};

/// What a claim needs to know.
struct ClaimContext
{
    ConfigPtr config;
    core::WallTime now {};
    core::milliseconds lease {10000};
    int limit = 1; ///< places that are free
    QSet<QString> ours = {}; ///< attempts that this process still works on, whatever their lease says
};

/// What a claim of a group came to.
struct GroupClaim
{
    bool taken = false; ///< false: somebody else was faster, the token is not needed
    std::vector<SendJob> jobs = {};
};

/// The front group of a bucket has its token: those prompts for which there is a place are leased, the others made
/// Pending.
Result<GroupClaim> claimGroup(storage::Connection &connection, const PromptGroup &group,
                                        const ClaimContext &context);
/// Prompts that are due again, and those whose attempt nobody finished.
Result<std::vector<SendJob>> claimDue(storage::Connection &connection, Channel channel, const ClaimContext &context);

/// What a recorded result asks for.
struct Recorded
{
    bool firstAcceptance = false; ///< the candidate is `prompted` by it
    Wakes wakes = {};
};

/// A provider took a part (iMessage: the whole; `message.sid` is empty). With the last one the prompt is sent.
Result<Recorded> recordAccepted(storage::Connection &connection, const SendJob &job, const SentMessage &message,
                                const Config &config, core::WallTime now);
/// To be tried again at `notBefore`, in the form that `job.prompt` says now (template, smaller parts).
Result<Recorded> recordRetry(storage::Connection &connection, const SendJob &job, core::WallTime notBefore,
                             const QString &code, core::WallTime now);
/// Ended without being sent: Failed, OutsideWindow, or Unknown. Failures give the token back and may bring the next
/// escalation forward.
Result<Recorded> recordEnd(storage::Connection &connection, const SendJob &job, PromptStatus status,
                           const QString &code, core::WallTime now);

/// A delivery state that Twilio reports.
struct StatusReport
{
    QString sid;
    QByteArray status;
    QString errorCode;
};
/// Applies it; kept for a while when the id is not known yet.
Result<Recorded> recordStatus(storage::Connection &connection, const StatusReport &report, const Config &config,
                              core::WallTime now);

} // namespace signalbox::approvals
