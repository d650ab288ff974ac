#pragma once

#include "backend/operator/server/revisions/revision_set.h"
#include "backend/platform/security/sealed_box.h"
#include "backend/platform/storage/database.h"

/// The tables `signalbox_revisions`, `signalbox_overrides`, `signalbox_secrets` and `signalbox_replicas`. Functions on
/// a Connection are steps of a transaction.
namespace signalbox::server {

/// Where the chain of revisions stands; number 0 = nothing was ever changed.
struct RevisionHead
{
    qint64 number = 0;
    QString hash = {};
};

Result<RevisionHead> readRevisionHead(storage::Connection &connection);

/// Writes a revision behind `head` with what it changes: the present set and the sealed secrets. Fills parent and hash.
/// Conflict when somebody else has taken the number.
Result<void> appendRevision(storage::Connection &connection, const RevisionHead &head, StoredRevision &revision,
                            const std::vector<StoredChange> &changes, const security::SealedBox *box);

/// At most `limit` revisions with a number above `number`, oldest first.
Result<std::vector<StoredRevision>> revisionsAfter(storage::Connection &connection, qint64 number, int limit);

/// The present set. Without a box, or where it does not fit, secrets are lost (Override::isLost).
Result<OverrideSet> readOverrides(storage::Connection &connection, const security::SealedBox *box);

/// The set as it was once revision `number` was in force.
Result<OverrideSet> overridesAsOf(storage::Connection &connection, qint64 number, const security::SealedBox *box);

/// Are the tables there? Before the first migration they are not.
Result<bool> hasRevisions(storage::Connection &connection);

/// A gateway and the revision that it has in force.
struct Replica
{
    QString instance;
    core::WallTime at; ///< when it said so
    qint64 revision = 0;
};

/// Says that `replica` is there; forgets those that were silent for a day.
Result<void> saveReplica(storage::Connection &connection, const Replica &replica);
Result<std::vector<Replica>> readReplicas(storage::Connection &connection);

} // namespace signalbox::server
