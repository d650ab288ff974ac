#include "backend/platform/storage/migrations.h"

#include "backend/platform/storage/sql_text.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

std::unexpected<Error> badFile(const QString &name, const QString &why)
{
    return fail(ErrorCode::Configuration, PublicText(u"migration %1: %2"_s.arg(name, why)));
}

Result<Migration> readMigration(const QDir &folder, const QString &name, const QString &owner)
{
    static const QRegularExpression form(u"^([0-9]{3})_[a-z0-9_]+\\.sql$"_s);
    const auto match = form.match(name);
    if (!match.hasMatch())
        return badFile(name, u"the name is not NNN_what.sql"_s);
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        return badFile(name, u"cannot be read"_s);
    return Migration {name, owner, match.captured(1).toInt(), QString::fromUtf8(file.readAll())};
}

Result<bool> hasTable(Connection &connection)
{
    const bool sqlite = connection.dialect() == Dialect::Sqlite;
    const auto rows = connection.query(
        sqlite ? u"SELECT count(*) FROM sqlite_master WHERE name = 'schema_migrations'"_s
               : u"SELECT count(*) FROM (SELECT to_regclass('schema_migrations') AS t) x WHERE t IS NOT NULL"_s);
    if (!rows)
        return std::unexpected(rows.error());
    return rows->front().front().toInt() > 0;
}

/// Locks out other processes (SQLite: the write transaction does) and makes the table of marks.
Result<void> prepare(Connection &connection)
{
    if (connection.dialect() == Dialect::Postgres) {
        if (const auto lock = connection.query(u"SELECT pg_advisory_xact_lock(%1)"_s.arg(kMigrationLock)); !lock)
            return std::unexpected(lock.error());
    }
    const auto exists = hasTable(connection);
    if (!exists)
        return std::unexpected(exists.error());
    if (*exists)
        return {};
    const auto made = connection.execute(
        connection.dialect() == Dialect::Postgres
            // The check above may read a stale catalogue cache when another replica has just made the table.
            ? u"CREATE TABLE IF NOT EXISTS schema_migrations (id TEXT PRIMARY KEY, applied_at TIMESTAMPTZ NOT NULL)"_s
            : u"CREATE TABLE schema_migrations (id TEXT PRIMARY KEY, applied_at TEXT NOT NULL)"_s);
    return made ? Result<void>() : std::unexpected(made.error());
}

/// In one transaction; false when another process was faster.
Result<QVariant> applyOne(Connection &connection, const Migration &migration)
{
    if (const auto ready = prepare(connection); !ready)
        return std::unexpected(ready.error());
    const auto ids = appliedMigrations(connection);
    if (!ids)
        return std::unexpected(ids.error());
    if (ids->contains(migration.id))
        return QVariant(false);
    for (const QString &statement : splitStatements(migration.sql, connection.dialect())) {
        if (const auto done = connection.execute(statement); !done)
            return std::unexpected(done.error());
    }
    const auto marked = connection.execute(
        u"INSERT INTO schema_migrations (id, applied_at) VALUES (?, ?)"_s,
        {migration.id, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs)});
    return marked ? Result<QVariant>(QVariant(true)) : std::unexpected(marked.error());
}

} // namespace

Result<QStringList> appliedMigrations(Connection &connection)
{
    const auto exists = hasTable(connection);
    if (!exists)
        return std::unexpected(exists.error());
    QStringList ids;
    if (!*exists)
        return ids;
    const auto rows = connection.query(u"SELECT id FROM schema_migrations ORDER BY id"_s);
    if (!rows)
        return std::unexpected(rows.error());
    for (const Row &row : *rows)
        ids += row.front().toString();
    return ids;
}

Result<std::vector<Migration>> loadMigrations(Dialect dialect, const QString &root)
{
    const QDir top(root + (dialect == Dialect::Sqlite ? u"/sqlite"_s : u"/postgres"_s));
    std::vector<Migration> all;
    QSet<QString> ids;
    for (const QString &owner : top.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name)) {
        const QDir folder(top.filePath(owner));
        QSet<int> numbers;
        for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
            auto migration = readMigration(folder, name, owner);
            if (!migration)
                return std::unexpected(migration.error());
            if (ids.contains(name) || numbers.contains(migration->number))
                return badFile(name, u"its name or number is used twice"_s);
            ids += name;
            numbers += migration->number;
            all.push_back(std::move(*migration));
        }
    }
    std::ranges::sort(all, [](const Migration &a, const Migration &b) {
        return std::tie(a.owner, a.number) < std::tie(b.owner, b.number);
    });
    return all;
}

Result<SchemaState> schemaState(Database &database, const std::vector<Migration> &known)
{
    const auto ids = database.readNow([](Connection &connection) -> Result<QVariant> {
        const auto found = appliedMigrations(connection);
        return found ? Result<QVariant>(*found) : std::unexpected(found.error());
    });
    if (!ids)
        return std::unexpected(ids.error());
    SchemaState state;
    state.applied = ids->toStringList();
    state.unknown = state.applied;
    for (const Migration &migration : known) {
        if (!state.applied.contains(migration.id))
            state.pending += migration.id;
        state.unknown.removeAll(migration.id);
    }
    return state;
}

Result<QStringList> migrate(Database &database, const std::vector<Migration> &known)
{
    const auto state = schemaState(database, known);
    if (!state)
        return std::unexpected(state.error());
    QStringList applied;
    for (const Migration &migration : known) {
        if (!state->pending.contains(migration.id))
            continue;
        const auto done =
            database.writeNow([&migration](Connection &connection) { return applyOne(connection, migration); });
        if (!done) {
            return fail(done.error().code, PublicText(u"migration %1 failed: %2"_s.arg(migration.id, done.error().text.text())),
                        done.error().detail);
        }
        if (done->toBool())
            applied += migration.id;
    }
    return applied;
}

} // namespace signalbox::storage
