#pragma once

#include "backend/platform/storage/archive.h"
#include "backend/platform/storage/database.h"
#include "backend/platform/storage/migrations.h"

#include <QDateTime>

namespace signalbox::storage {

/// A file that the caller adds to a backup (settings without secrets, audit head, versions).
struct BackupExtra
{
    QString name; ///< a plain file name; not manifest.json or store.*
    QByteArray content;
};

struct BackupRequest
{
    /// url, dataDir and sslMode are read.
    Options store;
    QString outFolder;
    std::vector<BackupExtra> extras = {};
    /// Older backups in outFolder are deleted, never the newest (`SIGNALBOX_BACKUP_KEEP_DAYS`). None: all are kept.
    std::optional<std::chrono::days> keep = {};
    QDateTime now = QDateTime::currentDateTimeUtc();
};

/// What a backup says of itself; `manifest.json`.
struct Manifest
{
    QString createdAt;
    QString version;
    Dialect dialect = Dialect::Sqlite;
    /// The ids of the migrations that the store had.
    QStringList schema;
    MemberSums members;
};

/// Writes `signalbox_backup_YYYYMMDD_HHMMSS.tar.gz` beside a serving gateway and reads it back before it returns its
/// path. Nothing with that name is left after a failure. Blocks: a tool's function, not for the gateway's threads.
Result<QString> backup(const BackupRequest &request);

struct RestoreRequest
{
    QString file;
    /// url, dataDir and sslMode are read.
    Options store;
    /// What this version knows: loadMigrations() of the store's dialect.
    std::vector<Migration> migrations;
    /// A store with rows is replaced instead of refused.
    bool replace = false;
};

struct TableCount
{
    QString table;
    qint64 rows = 0;
};

struct RestoreReport
{
    Manifest manifest;
    /// The migrations that were applied to what the backup held.
    QStringList migrated;
    std::vector<TableCount> counts;
    /// The caller's members of the backup by name.
    std::map<QString, QByteArray> extras;
};

/// Puts a backup in the place of a store and migrates it. Corrupt when a member does not match the manifest; Conflict
/// for a store that has rows (without `replace`), that a gateway has open (SQLite), for a backup of a newer schema or
/// of the other kind of store. The old store stays as it is unless all went well. Blocks.
Result<RestoreReport> restore(const RestoreRequest &request);

/// Reads and checks the manifest of a backup; unpacks into `folder` when one is given.
Result<Manifest> verifyBackup(const QString &file, const QString &folder = {});

/// The backups among `names` that are older than `keep`, without the newest.
QStringList expiredBackups(QStringList names, const QDateTime &now, std::chrono::days keep);

/// Rows in each table of the store except schema_migrations.
Result<std::vector<TableCount>> countRows(Connection &connection);

} // namespace signalbox::storage
