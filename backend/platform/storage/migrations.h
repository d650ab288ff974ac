#pragma once

#include "backend/platform/storage/database.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace signalbox::storage {

/// Where the shipped migrations are.
inline constexpr QLatin1StringView kShippedMigrations(":/migrations");

/// The advisory lock that replicas take in PostgreSQL (contract platform 8.2).
inline constexpr qint64 kMigrationLock = 72403119;

/// One file `NNN_what.sql`; its id, the file's name, is unique over all owners.
struct Migration
{
    QString id;
    QString owner;
    int number = 0;
    QString sql;
};

/// What a store has and lacks.
struct SchemaState
{
    QStringList applied;
    QStringList pending;
    /// Applied by a newer version: not known here.
    QStringList unknown;
};

/// The files under `root/{sqlite,postgres}/<owner>/` for `dialect`, in the order owner, number. Configuration for a file
/// with another name, a number or name used twice, or a file that cannot be read.
Result<std::vector<Migration>> loadMigrations(Dialect dialect, const QString &root = kShippedMigrations);

/// The ids in `schema_migrations`; none when there is no such table.
Result<QStringList> appliedMigrations(Connection &connection);

/// Reads `schema_migrations`; changes nothing. Waits: for start and subcommands.
Result<SchemaState> schemaState(Database &database, const std::vector<Migration> &known);

/// Applies what is pending, each file in a transaction of its own; the ids that this call applied. Several processes
/// may call it together: each file is applied once. The first failure ends it and names the file in its detail; the
/// files before it stay. Waits: for start and subcommands.
Result<QStringList> migrate(Database &database, const std::vector<Migration> &known);

} // namespace signalbox::storage
