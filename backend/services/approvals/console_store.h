#pragma once

#include "backend/services/approvals/audit_store.h"
#include "backend/services/approvals/candidate_store.h"
#include "backend/services/approvals/outcome.h"

#include <map>

/// What screens ask of the tables `approval_…`, for many candidates at once. Every function runs inside the caller's
/// transaction and changes nothing.
namespace signalbox::approvals {

/// Approvers by candidate, each in the order of the policy.
Result<std::map<QString, std::vector<Approver>>> approversOf(storage::Connection &connection, const QStringList &ids);
/// Votes by candidate, each in the order of their times.
Result<std::map<QString, std::vector<Vote>>> votesOf(storage::Connection &connection, const QStringList &ids);

/// How many prompts of a candidate stand where; those that nobody needs any more do not count.
struct PromptTally
{
    int waiting = 0; ///< held, due or on their way out
    int sent = 0;
    int delivered = 0; ///< or read
    int failed = 0; ///< for good, or in doubt
};
Result<std::map<QString, PromptTally>> promptTallies(storage::Connection &connection, const QStringList &ids);

/// The open candidates.
struct OpenSummary
{
    qint64 count = 0;
    std::optional<core::WallTime> nextDeadline;
};
Result<OpenSummary> openSummary(storage::Connection &connection);
/// How many are decided, counted up to `most`.
Result<qint64> countDecided(storage::Connection &connection, int most);

/// What the audit says of a candidate: the newest `limit` entries, the oldest of them first.
Result<std::vector<AuditRow>> newestAudit(storage::Connection &connection, const QString &candidateId, int limit);
/// The candidates that entries behind `afterSeq` are about, each once. At most `limit`; nothing when there are
/// more, or so many entries that there will be.
Result<std::optional<QStringList>> changedSince(storage::Connection &connection, qint64 afterSeq, int limit);
/// What came of a message of an approver; nothing when it is not kept (any more).
Result<std::optional<Outcome>> outcomeOf(storage::Connection &connection, const QString &channel,
                                         const QString &messageId);

/// What waits for one receiver of the outbox.
struct OutboxTally
{
    QString target;
    int pending = 0; ///< never tried
    int retrying = 0;
    int held = 0;
    int dead = 0;
    std::optional<core::WallTime> oldest = {}; ///< of those that wait, without the held
};
/// By target, those with nothing undelivered left out.
Result<std::vector<OutboxTally>> outboxTallies(storage::Connection &connection);

} // namespace signalbox::approvals
