#pragma once

#include "backend/platform/storage/database.h"
#include "backend/platform/storage/migrations.h"

#include <QString>

namespace signalbox::commerce {

/// A fresh, migrated database in memory; null when that failed.
inline std::unique_ptr<storage::Database> memoryStore()
{
    storage::Options options;
    options.url = QStringLiteral("sqlite::memory:");
    auto database = storage::Database::open(options);
    const auto known = storage::loadMigrations(storage::Dialect::Sqlite, QStringLiteral(SIGNALBOX_MIGRATIONS));
    if (!database || !known || !storage::migrate(**database, *known))
        return nullptr;
    return std::move(*database);
}

/// The first column of the first row.
inline qint64 countOf(storage::Database &database, const QString &sql)
{
    const auto found = database.readNow([sql](storage::Connection &connection) -> Result<QVariant> {
        const auto rows = connection.query(sql);
        return rows ? Result<QVariant>(rows->front().front()) : std::unexpected(rows.error());
    });
    return found ? found->toLongLong() : -1;
}

} // namespace signalbox::commerce
