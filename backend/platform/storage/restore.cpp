#include "backend/platform/storage/backup.h"
#include "backend/platform/storage/postgres_tools.h"
#include "backend/platform/storage/sqlite_session.h"
#include "backend/platform/storage/store_url.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QUrl>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

std::unexpected<Error> refuse(const QString &why)
{
    return fail(ErrorCode::Conflict, PublicText(why));
}

bool hasRows(const std::vector<TableCount> &counts)
{
    return std::ranges::any_of(counts, [](const TableCount &count) { return count.rows > 0; });
}

Result<QVariant> countWork(Connection &connection)
{
    const auto counts = countRows(connection);
    return counts ? Result<QVariant>(QVariant::fromValue(*counts)) : std::unexpected(counts.error());
}

Result<std::vector<TableCount>> countsOf(Database &database)
{
    const auto counts = database.readNow(countWork);
    return counts ? Result<std::vector<TableCount>>(counts->value<std::vector<TableCount>>())
                  : std::unexpected(counts.error());
}

/// Migrates a store and counts its rows.
Result<void> finish(Database &database, const RestoreRequest &request, RestoreReport &report)
{
    const auto migrated = migrate(database, request.migrations);
    if (!migrated)
        return std::unexpected(migrated.error());
    report.migrated = *migrated;
    const auto counts = countsOf(database);
    if (!counts)
        return std::unexpected(counts.error());
    report.counts = *counts;
    return {};
}

/// Refuses a file that another process has open, and one with rows unless `replace`. Writes its log back into it.
Result<void> releaseSqlite(const QString &path, bool replace)
{
    if (!QFileInfo::exists(path) || QFileInfo(path).size() == 0)
        return {};
    const auto session = SqliteSession::open(path, SqliteSession::Mode::Plain);
    if (!session) {
        // A damaged store is what a restore is for.
        const bool damaged = session.error().code == ErrorCode::Corrupt;
        return damaged && replace ? Result<void>() : std::unexpected(session.error());
    }
    const auto counts = countRows(**session);
    if (!counts && !(replace && counts.error().code == ErrorCode::Corrupt))
        return std::unexpected(counts.error());
    if (!replace && hasRows(*counts))
        return refuse(u"the store is not empty; --replace replaces it"_s);
    // Leaving WAL needs every other connection closed.
    const auto mode = (*session)->query(u"PRAGMA journal_mode = DELETE"_s, {});
    if (!mode && mode.error().code == ErrorCode::Unavailable)
        return refuse(u"the store is in use; stop the gateway first"_s);
    return {};
}

Result<void> restoreSqlite(const StoreUrl &url, const RestoreRequest &request, const QString &scratch, RestoreReport &report)
{
    if (const auto released = releaseSqlite(url.path, request.replace); !released)
        return released;
    const QString staged = QDir(scratch).filePath(u"store.sqlite"_s);
    {
        const auto database = Database::open({.url = u"sqlite:"_s + QString::fromLatin1(QUrl::toPercentEncoding(staged, "/"))});
        if (!database)
            return std::unexpected(database.error());
        if (const auto finished = finish(**database, request, report); !finished)
            return finished;
    }
    // The last connection has written the log back, so the file is whole by itself.
    for (const QString &log : {u"-wal"_s, u"-shm"_s})
        QFile::remove(url.path + log);
    if (!syncToDisk(staged) || std::rename(qUtf8Printable(staged), qUtf8Printable(url.path)) != 0
        || !syncToDisk(url.path))
        return fail(ErrorCode::Io, PublicText(u"the store cannot be replaced"_s), LogDetail(url.path));
    return {};
}

Result<void> restorePostgres(const StoreUrl &url, const RestoreRequest &request, const QString &scratch, RestoreReport &report)
{
    const auto database = Database::open(request.store);
    if (!database)
        return std::unexpected(database.error());
    const auto before = countsOf(**database);
    if (!before)
        return std::unexpected(before.error());
    if (!request.replace && hasRows(*before))
        return refuse(u"the store is not empty; --replace replaces it"_s);
    const QString dump = QDir(scratch).filePath(u"store.dump"_s);
    if (const auto loaded = loadPostgres(url, request.store.sslMode, dump, scratch); !loaded)
        return loaded;
    return finish(**database, request, report);
}

Result<void> checkFits(const Manifest &manifest, const StoreUrl &url, const RestoreRequest &request)
{
    if (manifest.dialect != url.dialect)
        return refuse(u"the backup is of another kind of store than DATABASE_URL names"_s);
    for (const QString &id : manifest.schema) {
        const bool known =
            std::ranges::any_of(request.migrations, [&id](const Migration &migration) { return migration.id == id; });
        if (!known)
            return refuse(u"the backup has a newer schema (%1); restore it with the version that made it"_s.arg(id));
    }
    return {};
}

/// Where the backup is unpacked: beside the store for SQLite, so that the last step is a rename.
Result<std::unique_ptr<QTemporaryDir>> scratchFolder(const StoreUrl &url)
{
    QString place = QDir::tempPath();
    if (url.dialect == Dialect::Sqlite) {
        place = QFileInfo(url.path).absolutePath();
        const bool made = QDir(place).exists()
            || (QDir().mkpath(place)
                && QFile::setPermissions(place, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        if (!made)
            return fail(ErrorCode::Io, PublicText(u"the store's folder cannot be made"_s), LogDetail(place));
    }
    auto scratch = std::make_unique<QTemporaryDir>(QDir(place).filePath(u".signalbox_restore_XXXXXX"_s));
    if (!scratch->isValid())
        return fail(ErrorCode::Io, PublicText(u"the restore's folder cannot be written"_s), LogDetail(place));
    return scratch;
}

} // namespace

Result<std::vector<TableCount>> countRows(Connection &connection)
{
    const auto tables = connection.query(
        connection.dialect() == Dialect::Sqlite
            ? u"SELECT name, '\"' || replace(name, '\"', '\"\"') || '\"' FROM sqlite_master WHERE type = 'table' "
              "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'schema_migrations' ORDER BY name"_s
            : u"SELECT c.relname::text, c.oid::regclass::text FROM pg_class c WHERE c.relkind IN ('r', 'p') "
              "AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations' AND NOT EXISTS "
              "(SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname"_s);
    if (!tables)
        return std::unexpected(tables.error());
    std::vector<TableCount> counts;
    for (const Row &table : *tables) {
        const auto rows = connection.query(u"SELECT count(*) FROM "_s + table[1].toString());
        if (!rows)
            return std::unexpected(rows.error());
        counts.push_back({table[0].toString(), rows->front().front().toLongLong()});
    }
    return counts;
}

Result<RestoreReport> restore(const RestoreRequest &request)
{
    const auto url = parseUrl(request.store.url, request.store.dataDir);
    if (!url)
        return std::unexpected(url.error());
    if (url->isMemory())
        return fail(ErrorCode::Configuration, PublicText(u"a store in memory cannot be restored"_s));
    const auto scratch = scratchFolder(*url);
    if (!scratch)
        return std::unexpected(scratch.error());
    const QString folder = (*scratch)->path();
    const auto manifest = verifyBackup(request.file, folder);
    if (!manifest)
        return std::unexpected(manifest.error());
    if (const auto fits = checkFits(*manifest, *url, request); !fits)
        return std::unexpected(fits.error());

    RestoreReport report {.manifest = *manifest, .migrated = {}, .counts = {}, .extras = {}};
    for (const auto &[name, sum] : manifest->members) {
        QFile extra(QDir(folder).filePath(name));
        if (!name.startsWith("store."_L1) && extra.open(QIODevice::ReadOnly))
            report.extras.emplace(name, extra.readAll());
    }
    const auto restored = url->dialect == Dialect::Sqlite ? restoreSqlite(*url, request, folder, report)
                                                          : restorePostgres(*url, request, folder, report);
    if (!restored)
        return std::unexpected(restored.error());
    return report;
}

} // namespace signalbox::storage
