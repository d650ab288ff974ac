#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/approvals/candidate.h"

/// What was decided, one entry a candidate (contract approval-gateway 16): `approval_activity`. Every function runs
/// inside the caller's transaction.
namespace signalbox::approvals {

/// One entry.
struct Activity
{
    QString id;
    QString brandId;
    QString platform;
    QString proposedText;
    QString state;
    core::WallTime createdAt {};
    std::optional<core::WallTime> decidedAt;
    QString decision; ///< the last four are empty (null) for a cancelled candidate
    QString finalText;
    bool hasFinalText = false;
    QString decider;
    std::optional<qint64> latencyMs;
};

/// A page, the newest first.
struct ActivityPage
{
    std::vector<Activity> entries;
    QString nextCursor; ///< empty on the last page
};

/// Writes the entry of a terminal candidate.
Result<void> writeActivity(storage::Connection &connection, const Candidate &candidate);
/// InvalidInput for a foreign cursor.
Result<ActivityPage> readActivity(storage::Connection &connection, const QString &brandId, int limit,
                                  const QString &cursor);
/// Deletes entries decided before `oldest`; how many.
Result<qint64> pruneActivity(storage::Connection &connection, core::WallTime oldest);

} // namespace signalbox::approvals
