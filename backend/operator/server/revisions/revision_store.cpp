#include "backend/operator/server/revisions/revision_store.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours kForgottenAfter {24};

Result<void> done(const Result<qint64> &rows)
{
    return rows ? Result<void>() : std::unexpected(rows.error());
}

QVariant orNull(const std::optional<qint64> &number)
{
    return number ? QVariant(*number) : QVariant();
}

QVariant orNull(const std::optional<QString> &text)
{
    return text ? QVariant(*text) : QVariant();
}

StoredRevision revisionFrom(const storage::Row &row)
{
    StoredRevision stored;
    protocol::Revision &revision = stored.revision;
    revision.number = row[0].toLongLong();
    revision.parent = row[1].toLongLong();
    revision.at = core::wallTime(row[2].toLongLong());
    revision.actor = row[3].toString();
    revision.role = row[4].toString();
    revision.reason = row[5].toString();
    stored.changes = row[6].toString().toUtf8();
    if (row[7].isValid())
        revision.rollbackOf = row[7].toLongLong();
    if (row[8].isValid())
        revision.guardId = row[8].toString();
    if (row[9].isValid())
        revision.timerId = row[9].toString();
    revision.hash = row[10].toString();
    revision.id = QString::number(revision.number);
    for (const StoredChange &change : changesFromJson(stored.changes))
        revision.changes.push_back(change.shown);
    return stored;
}

/// The context that a sealed value is bound to.
QByteArray contextOf(const QByteArray &key, qint64 ref)
{
    return key + '#' + QByteArray::number(ref);
}

Result<void> putSecret(storage::Connection &connection, const StoredChange &change, const security::SealedBox *box)
{
    if (!box)
        return fail(ErrorCode::Configuration, PublicText(u"there is no key to seal secrets with"_s));
    const QByteArray key = change.shown.key.toUtf8();
    const QByteArray sealed = box->seal(change.text.toUtf8(), contextOf(key, change.secretRef));
    return done(connection.execute(u"INSERT INTO signalbox_secrets (setting, revision, sealed) VALUES (?, ?, ?)"_s,
                                   {change.shown.key, change.secretRef, sealed}));
}

/// Fills in the text of a secret.
Result<void> openSecret(storage::Connection &connection, const QByteArray &key, Override &entry,
                        const security::SealedBox *box)
{
    const auto rows = connection.query(u"SELECT sealed FROM signalbox_secrets WHERE setting = ? AND revision = ?"_s,
                                       {QString::fromUtf8(key), entry.secretRef});
    if (!rows)
        return std::unexpected(rows.error());
    entry.isLost = true;
    if (rows->empty() || !box)
        return {};
    const auto plain = box->open(rows->front().front().toByteArray(), contextOf(key, entry.secretRef));
    if (!plain)
        return {};
    entry.isLost = false;
    entry.text = QString::fromUtf8(*plain);
    return {};
}

Result<void> putOverride(storage::Connection &connection, const protocol::Revision &revision,
                         const StoredChange &change)
{
    if (change.shown.cleared)
        return done(connection.execute(u"DELETE FROM signalbox_overrides WHERE setting = ?"_s, {change.shown.key}));
    OverrideSet one;
    apply(one, revision, {change});
    const Override &entry = one.begin()->second;
    const bool isSecret = entry.secretRef > 0;
    return done(connection.execute(
        u"INSERT INTO signalbox_overrides (setting, text, shown, secret_ref, revision, actor, at_ms) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (setting) DO UPDATE SET text = excluded.text, "
        "shown = excluded.shown, secret_ref = excluded.secret_ref, revision = excluded.revision, "
        "actor = excluded.actor, at_ms = excluded.at_ms"_s,
        {change.shown.key, isSecret ? QString() : entry.text, entry.shown, entry.secretRef, entry.revision, entry.actor,
         core::epochMs(entry.at)}));
}

} // namespace

Result<RevisionHead> readRevisionHead(storage::Connection &connection)
{
    const auto rows = connection.query(u"SELECT number, hash FROM signalbox_revisions ORDER BY number DESC LIMIT 1"_s);
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return RevisionHead();
    return RevisionHead {rows->front()[0].toLongLong(), rows->front()[1].toString()};
}

Result<void> appendRevision(storage::Connection &connection, const RevisionHead &head, StoredRevision &stored,
                            const std::vector<StoredChange> &changes, const security::SealedBox *box)
{
    protocol::Revision &revision = stored.revision;
    revision.parent = head.number;
    revision.hash = revisionHash(stored, head.hash);
    const auto added = connection.execute(
        u"INSERT INTO signalbox_revisions (number, parent, at_ms, actor, role, reason, changes, rollback_of, guard_id, "
        "timer_id, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING"_s,
        {revision.number, revision.parent, core::epochMs(revision.at), revision.actor, revision.role, revision.reason,
         QString::fromUtf8(stored.changes), orNull(revision.rollbackOf), orNull(revision.guardId),
         orNull(revision.timerId), revision.hash});
    if (!added)
        return std::unexpected(added.error());
    if (*added == 0)
        return fail(ErrorCode::Conflict, PublicText(u"somebody else changed the settings first"_s));
    for (const StoredChange &change : changes) {
        // A secret that a rollback brings back is kept already.
        if (change.secretRef == revision.number) {
            if (auto kept = putSecret(connection, change, box); !kept)
                return kept;
        }
        if (auto put = putOverride(connection, revision, change); !put)
            return put;
    }
    return {};
}

Result<std::vector<StoredRevision>> revisionsAfter(storage::Connection &connection, qint64 number, int limit)
{
    const auto rows = connection.query(
        u"SELECT number, parent, at_ms, actor, role, reason, changes, rollback_of, guard_id, timer_id, hash "
        "FROM signalbox_revisions WHERE number > ? ORDER BY number LIMIT ?"_s,
        {number, limit});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<StoredRevision> revisions;
    revisions.reserve(rows->size());
    for (const storage::Row &row : *rows)
        revisions.push_back(revisionFrom(row));
    return revisions;
}

Result<OverrideSet> readOverrides(storage::Connection &connection, const security::SealedBox *box)
{
    const auto rows = connection.query(
        u"SELECT setting, text, shown, secret_ref, revision, actor, at_ms FROM signalbox_overrides"_s);
    if (!rows)
        return std::unexpected(rows.error());
    OverrideSet set;
    for (const storage::Row &row : *rows) {
        const QByteArray key = row[0].toString().toUtf8();
        Override &entry = set[key];
        entry = {.text = row[1].toString(),
                 .shown = row[2].toString(),
                 .revision = row[4].toLongLong(),
                 .secretRef = row[3].toLongLong(),
                 .actor = row[5].toString(),
                 .at = core::wallTime(row[6].toLongLong())};
        if (entry.secretRef == 0)
            continue;
        if (const auto opened = openSecret(connection, key, entry, box); !opened)
            return std::unexpected(opened.error());
    }
    return set;
}

Result<OverrideSet> overridesAsOf(storage::Connection &connection, qint64 number, const security::SealedBox *box)
{
    const auto rows = connection.query(u"SELECT number, actor, at_ms, changes FROM signalbox_revisions "
                                       "WHERE number <= ? ORDER BY number"_s,
                                       {number});
    if (!rows)
        return std::unexpected(rows.error());
    OverrideSet set;
    for (const storage::Row &row : *rows) {
        const protocol::Revision revision {.number = row[0].toLongLong(),
                                           .at = core::wallTime(row[2].toLongLong()),
                                           .actor = row[1].toString()};
        apply(set, revision, changesFromJson(row[3].toString().toUtf8()));
    }
    for (auto &[key, entry] : set) {
        if (entry.secretRef == 0)
            continue;
        if (const auto opened = openSecret(connection, key, entry, box); !opened)
            return std::unexpected(opened.error());
    }
    return set;
}

Result<bool> hasRevisions(storage::Connection &connection)
{
    const bool sqlite = connection.dialect() == storage::Dialect::Sqlite;
    const auto rows = connection.query(
        sqlite ? u"SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = 'signalbox_overrides'"_s
               : u"SELECT COUNT(*) FROM pg_class WHERE oid = to_regclass('signalbox_overrides')"_s);
    if (!rows)
        return std::unexpected(rows.error());
    return rows->front().front().toLongLong() > 0;
}

Result<void> saveReplica(storage::Connection &connection, const Replica &replica)
{
    const auto saved = connection.execute(
        u"INSERT INTO signalbox_replicas (instance, at_ms, revision) VALUES (?, ?, ?) "
        "ON CONFLICT (instance) DO UPDATE SET at_ms = excluded.at_ms, revision = excluded.revision"_s,
        {replica.instance, core::epochMs(replica.at), replica.revision});
    if (!saved)
        return std::unexpected(saved.error());
    return done(connection.execute(u"DELETE FROM signalbox_replicas WHERE at_ms < ?"_s,
                                   {core::epochMs(replica.at - kForgottenAfter)}));
}

Result<std::vector<Replica>> readReplicas(storage::Connection &connection)
{
    const auto rows = connection.query(u"SELECT instance, at_ms, revision FROM signalbox_replicas ORDER BY instance"_s);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<Replica> replicas;
    for (const storage::Row &row : *rows)
        replicas.push_back({row[0].toString(), core::wallTime(row[1].toLongLong()), row[2].toLongLong()});
    return replicas;
}

} // namespace signalbox::server
