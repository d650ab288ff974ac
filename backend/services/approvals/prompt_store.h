#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/approvals/prompt.h"

#include <tuple>

/// The table `approval_prompts`. Every function runs inside the caller's transaction.
namespace signalbox::approvals {

/// One bucket: a channel of a brand.
struct BucketName
{
    Channel channel = Channel::WhatsApp;
    QString brandId;

    bool operator<(const BucketName &other) const
    {
        return std::tie(channel, brandId) < std::tie(other.channel, other.brandId);
    }
};

/// Writes held prompts; those that exist already stay as they are.
Result<void> insertPrompts(storage::Connection &connection, const std::vector<Prompt> &prompts);
/// In the order of the channels and approvers.
Result<std::vector<Prompt>> readPrompts(storage::Connection &connection, const QString &candidateId);
Result<std::optional<Prompt>> readPrompt(storage::Connection &connection, const PromptKey &key);

/// Writes everything that changes of a prompt. With `attemptId` only while that attempt has it; whether it had.
Result<bool> writePrompt(storage::Connection &connection, const Prompt &prompt, core::WallTime now,
                         const QString &attemptId = {});
/// The same, and the row is leased until `lease`.
Result<void> leasePrompt(storage::Connection &connection, const Prompt &prompt, core::WallTime now,
                         core::WallTime lease);
Result<void> renewLeases(storage::Connection &connection, const QStringList &attemptIds, core::WallTime until);
/// Ends the leases of the process before, on a store that only one process uses.
Result<void> takeOverPrompts(storage::Connection &connection);

/// Held and pending prompts become Failed with kSkipped: all of a candidate, or those of revisions before `revision`.
Result<qint64> skipPrompts(storage::Connection &connection, const QString &candidateId, core::WallTime now,
                           int beforeRevision = 0);

/// The buckets whose front has waited since before `since`, or since a time that has yet to come: then the clock was
/// put back.
Result<std::vector<BucketName>> heldBuckets(storage::Connection &connection, core::WallTime since, core::WallTime now);
/// The group at the front of a bucket whose candidate is open; nothing when none waits.
Result<std::optional<PromptGroup>> frontOf(storage::Connection &connection, const BucketName &bucket,
                                           core::WallTime now);
/// How many candidates wait for a token of the bucket, at most `most`.
Result<int> countHeld(storage::Connection &connection, const BucketName &bucket, qint64 most);
/// The held prompts of a group, to be changed.
Result<std::vector<Prompt>> heldOf(storage::Connection &connection, const PromptGroup &group);
/// Pending ones that are due, oldest first, to be changed; others' are left out.
Result<std::vector<Prompt>> duePrompts(storage::Connection &connection, Channel channel, core::WallTime now, int limit);
/// Makes those due whose wait began in what is the future now: the clock was put back.
Result<void> endWaitsOfTheFuture(storage::Connection &connection, core::WallTime now);
/// Whether duePrompts() or abandonedPrompts() would find any.
Result<bool> anyDue(storage::Connection &connection, Channel channel, core::WallTime now);
/// Those whose attempt was given up by whoever made it.
Result<std::vector<Prompt>> abandonedPrompts(storage::Connection &connection, Channel channel, core::WallTime now,
                                             int limit);

/// Whether every prompt of this step and revision has failed (and there is one).
Result<bool> allFailed(storage::Connection &connection, const QString &candidateId, int revision, int step);
/// Whether every prompt of the group has failed.
Result<bool> groupFailed(storage::Connection &connection, const PromptGroup &group);
/// Prompts that wait, by channel.
Result<qint64> countWaiting(storage::Connection &connection, Channel channel);

} // namespace signalbox::approvals
