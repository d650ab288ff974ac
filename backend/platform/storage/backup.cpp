#include "backend/platform/storage/backup.h"

#include "backend/platform/storage/postgres_session.h"
#include "backend/platform/storage/postgres_tools.h"
#include "backend/platform/storage/sqlite_session.h"
#include "backend/platform/storage/store_url.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace signalbox::storage {

namespace {

constexpr int kFormat = 1;
const QString kManifest = u"manifest.json"_s;

QByteArray toJson(const Manifest &manifest)
{
    QJsonArray members;
    for (const auto &[name, sum] : manifest.members)
        members += QJsonObject {
            {u"name"_s, name}, {u"bytes"_s, sum.bytes}, {u"sha256"_s, QString::fromLatin1(sum.sha256)}};
    const QJsonObject object {
        {u"format"_s, kFormat},
        {u"created_at"_s, manifest.createdAt},
        {u"version"_s, manifest.version},
        {u"store"_s, manifest.dialect == Dialect::Sqlite ? u"sqlite"_s : u"postgres"_s},
        {u"schema"_s, QJsonArray::fromStringList(manifest.schema)},
        {u"members"_s, members},
    };
    return QJsonDocument(object).toJson();
}

std::unexpected<Error> damaged(const QString &why)
{
    return fail(ErrorCode::Corrupt, PublicText(u"the backup is damaged"_s), LogDetail(why));
}

Result<Manifest> fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.value("format"_L1).toInt() > kFormat)
        return fail(ErrorCode::Conflict, PublicText(u"the backup is of a newer version"_s));
    const QString store = object.value("store"_L1).toString();
    if (object.value("format"_L1).toInt() != kFormat || (store != "sqlite"_L1 && store != "postgres"_L1))
        return damaged(u"its manifest cannot be read"_s);
    Manifest manifest;
    manifest.createdAt = object.value("created_at"_L1).toString();
    manifest.version = object.value("version"_L1).toString();
    manifest.dialect = store == "sqlite"_L1 ? Dialect::Sqlite : Dialect::Postgres;
    for (const QJsonValue id : object.value("schema"_L1).toArray())
        manifest.schema += id.toString();
    for (const QJsonValue value : object.value("members"_L1).toArray()) {
        const QJsonObject member = value.toObject();
        manifest.members[member.value("name"_L1).toString()] = {member.value("bytes"_L1).toInteger(-1),
                                                                member.value("sha256"_L1).toString().toLatin1()};
    }
    return manifest;
}

Result<void> writeFile(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::NewOnly | QIODevice::WriteOnly) || file.write(content) != content.size() || !file.flush())
        return fail(ErrorCode::Io, PublicText(u"the backup cannot be written"_s), LogDetail(file.errorString()));
    return {};
}

Result<QVariant> schemaIds(Connection &connection)
{
    const auto ids = appliedMigrations(connection);
    return ids ? Result<QVariant>(*ids) : std::unexpected(ids.error());
}

/// The secrets that operators set stay out of backups, also sealed: the key may lie beside them.
Result<void> dropSecrets(SqliteSession &copy)
{
    const auto tables = copy.query(u"SELECT 1 FROM sqlite_master WHERE name = 'signalbox_secrets'"_s, {});
    if (!tables)
        return std::unexpected(tables.error());
    if (tables->empty())
        return {};
    // Or the rows would still be readable in the file's free pages.
    if (auto set = copy.run(u"PRAGMA secure_delete = ON"_s); !set)
        return set;
    return copy.run(u"DELETE FROM signalbox_secrets"_s);
}

/// A consistent copy beside a serving gateway, and the migrations in it.
Result<QStringList> snapshotSqlite(const QString &path, const QString &target)
{
    const auto session = SqliteSession::open(path, SqliteSession::Mode::Plain);
    if (!session)
        return std::unexpected(session.error());
    if (const auto done = (*session)->run(u"VACUUM INTO ?"_s, {target}); !done)
        return std::unexpected(done.error());
    // Opening checks the copy.
    const auto copy = SqliteSession::open(target, SqliteSession::Mode::Plain);
    if (!copy)
        return std::unexpected(copy.error());
    if (const auto dropped = dropSecrets(**copy); !dropped)
        return std::unexpected(dropped.error());
    return appliedMigrations(**copy);
}

Result<QStringList> snapshotPostgres(const StoreUrl &url, const Options &options, const QString &target)
{
    const auto session = PostgresSession::open(url, options);
    if (!session)
        return std::unexpected(session.error());
    bool begun = false;
    const auto ids = (*session)->transact(schemaIds, true, begun);
    if (!ids)
        return std::unexpected(ids.error());
    if (const auto dumped = dumpPostgres(url, options.sslMode, target); !dumped)
        return std::unexpected(dumped.error());
    return ids->toStringList();
}

/// Fills `folder` with the members and the manifest; their names, the manifest first.
Result<QStringList> stage(const BackupRequest &request, const StoreUrl &url, const QString &folder)
{
    const QDir staging(folder);
    const bool sqlite = url.dialect == Dialect::Sqlite;
    const QString store = sqlite ? u"store.sqlite"_s : u"store.dump"_s;
    const auto ids = sqlite ? snapshotSqlite(url.path, staging.filePath(store))
                            : snapshotPostgres(url, request.store, staging.filePath(store));
    if (!ids)
        return std::unexpected(ids.error());
    QStringList names {store};
    for (const BackupExtra &extra : request.extras) {
        if (const auto written = writeFile(staging.filePath(extra.name), extra.content); !written)
            return std::unexpected(written.error());
        names += extra.name;
    }
    auto sums = sumFiles(folder, names);
    if (!sums)
        return std::unexpected(sums.error());
    const Manifest manifest {request.now.toUTC().toString(Qt::ISODateWithMs), QStringLiteral(SIGNALBOX_VERSION),
                             url.dialect, *ids, std::move(*sums)};
    if (const auto written = writeFile(staging.filePath(kManifest), toJson(manifest)); !written)
        return std::unexpected(written.error());
    names.prepend(kManifest);
    return names;
}

/// The time in a backup's name; invalid for any other file.
QDateTime timeOf(const QString &name)
{
    static const QRegularExpression form(u"^signalbox_backup_(\\d{8}_\\d{6})\\.tar\\.gz$"_s);
    QDateTime time = QDateTime::fromString(form.match(name).captured(1), u"yyyyMMdd_HHmmss"_s);
    time.setTimeSpec(Qt::UTC);
    return time;
}

} // namespace

Result<Manifest> verifyBackup(const QString &file, const QString &folder)
{
    std::unique_ptr<QTemporaryDir> scratch;
    QString target = folder;
    if (target.isEmpty()) {
        scratch = std::make_unique<QTemporaryDir>(QFileInfo(file).absoluteDir().filePath(u".signalbox_verify_XXXXXX"_s));
        target = scratch->path();
    }
    auto sums = readArchive(file, target);
    if (!sums)
        return std::unexpected(sums.error());
    QFile manifestFile(QDir(target).filePath(kManifest));
    if (!manifestFile.open(QIODevice::ReadOnly))
        return damaged(u"it has no manifest"_s);
    const auto manifest = fromJson(manifestFile.readAll());
    if (!manifest)
        return manifest;
    sums->erase(kManifest);
    if (*sums != manifest->members)
        return damaged(u"its members do not match its manifest"_s);
    return manifest;
}

QStringList expiredBackups(QStringList names, const QDateTime &now, std::chrono::days keep)
{
    names.removeIf([](const QString &name) { return !timeOf(name).isValid(); });
    names.sort();
    if (!names.isEmpty())
        names.removeLast();
    const QDateTime limit = now.addDays(-keep.count());
    names.removeIf([&limit](const QString &name) { return timeOf(name) >= limit; });
    return names;
}

Result<QString> backup(const BackupRequest &request)
{
    const auto url = parseUrl(request.store.url, request.store.dataDir);
    if (!url)
        return std::unexpected(url.error());
    if (url->isMemory())
        return fail(ErrorCode::Configuration, PublicText(u"a store in memory cannot be backed up"_s));
    QDir folder(request.outFolder);
    if (!folder.exists() && (!folder.mkpath(u"."_s)
                             || !QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner)))
        return fail(ErrorCode::Io, PublicText(u"the backup folder cannot be made"_s), LogDetail(folder.path()));
    QString path = folder.absoluteFilePath(
        u"signalbox_backup_%1.tar.gz"_s.arg(request.now.toUTC().toString(u"yyyyMMdd_HHmmss"_s)));
    if (QFileInfo::exists(path))
        return fail(ErrorCode::Conflict, PublicText(u"there is a backup of this second already"_s), LogDetail(path));

    const QTemporaryDir staging(folder.absoluteFilePath(u".signalbox_backup_XXXXXX"_s));
    if (!staging.isValid())
        return fail(ErrorCode::Io, PublicText(u"the backup folder cannot be written"_s), LogDetail(staging.errorString()));
    const auto names = stage(request, *url, staging.path());
    if (!names)
        return std::unexpected(names.error());
    const QString packed = staging.filePath(u"packed.tar.gz"_s);
    if (const auto done = packArchive(packed, staging.path(), *names); !done)
        return std::unexpected(done.error());
    const QString unpacked = staging.filePath(u"verify"_s);
    if (!QDir().mkpath(unpacked))
        return fail(ErrorCode::Io, PublicText(u"the backup folder cannot be written"_s));
    if (const auto verified = verifyBackup(packed, unpacked); !verified)
        return std::unexpected(verified.error());
    if (!QFile::rename(packed, path) || !syncToDisk(path))
        return fail(ErrorCode::Io, PublicText(u"the backup cannot be written"_s), LogDetail(path));

    if (request.keep) {
        for (const QString &old : expiredBackups(folder.entryList(QDir::Files), request.now, *request.keep))
            folder.remove(old);
    }
    return path;
}

} // namespace signalbox::storage
