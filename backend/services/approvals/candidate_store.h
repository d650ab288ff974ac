#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/approvals/candidate.h"

/// The tables `approval_candidates`, `approval_approvers`, `approval_votes` and `approval_shown`. Every function runs
/// inside the caller's transaction.
namespace signalbox::approvals {

/// A candidate with what else its row holds.
struct StoredCandidate
{
    Candidate candidate;
    std::vector<EscalationStep> escalation;
    std::optional<core::WallTime> nextEscalation; ///< when the next step joins
    QByteArray editDiff; ///< JSON; empty unless edited
};

/// Whether the row is to be changed: locked on PostgreSQL until the transaction ends.
enum class Reading { Only, ToChange };

/// Writes a new candidate and its approvers; false when the id is taken.
Result<bool> insertCandidate(storage::Connection &connection, const Candidate &candidate, const Policy &policy);

/// Nothing when there is none.
Result<std::optional<StoredCandidate>> readCandidate(storage::Connection &connection, const QString &id,
                                                     Reading reading = Reading::Only);
/// In the order of the policy.
Result<std::vector<Approver>> readApprovers(storage::Connection &connection, const QString &id);
/// In the order of their times.
Result<std::vector<Vote>> readVotes(storage::Connection &connection, const QString &id);

/// The first acceptance of a prompt: new → prompted. No effect on any later one.
Result<bool> markPrompted(storage::Connection &connection, const QString &id, core::WallTime now);

/// Writes revision, text and editor of an edit that decides nothing.
Result<void> writeRevision(storage::Connection &connection, const Candidate &candidate);
/// Writes the end of a candidate. Nothing is changed, and the answer false, unless it is open.
Result<bool> writeDecision(storage::Connection &connection, const Candidate &candidate, const QByteArray &editDiff);
/// Writes which step has joined and when the next one does.
Result<void> writeEscalation(storage::Connection &connection, const QString &id, int step,
                             std::optional<core::WallTime> next);

/// Inserts a vote or replaces this approver's vote of the same revision.
Result<void> writeVote(storage::Connection &connection, const QString &candidateId, const Vote &vote,
                       const QByteArray &textHash, const QString &inboundId);

/// Notes that the full text of a revision was answered to `show`.
Result<void> writeShown(storage::Connection &connection, const QString &id, int revision, const QString &approver);
/// Whether the full text of a revision went to this person: a prompt that carried it, or `show` (section 20.1).
Result<bool> wasShown(storage::Connection &connection, const QString &id, int revision, const QString &approver);

/// A candidate on which an address may act, open now or decided since `since`.
struct OpenTo
{
    QString id;
    core::WallTime from;
    std::optional<core::WallTime> until;
};
/// At most 1000, the newest first.
Result<std::vector<OpenTo>> openTo(storage::Connection &connection, Channel channel, const QString &address,
                                   core::WallTime since);
/// Is the address one of anybody who may decide anything that is still kept?
Result<bool> isAnyApprover(storage::Connection &connection, Channel channel, const QString &address);

/// Which candidates a list shows.
enum class Listed { Open, Decided };
/// For screens: open ones by deadline, decided ones newest first.
Result<std::vector<StoredCandidate>> listCandidates(storage::Connection &connection, Listed listed, int limit);

/// Ids of open candidates whose deadline is not after `now`, the longest due first.
Result<QStringList> expiredCandidates(storage::Connection &connection, core::WallTime now, int limit);
/// Ids of open candidates whose next escalation is due.
Result<QStringList> escalatingCandidates(storage::Connection &connection, core::WallTime now, int limit);
Result<qint64> countOpen(storage::Connection &connection);

/// Deletes up to `limit` candidates decided before `oldest` with all that hangs on them; how many.
Result<qint64> pruneCandidates(storage::Connection &connection, core::WallTime oldest, int limit);

} // namespace signalbox::approvals
