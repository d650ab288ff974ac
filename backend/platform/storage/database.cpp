#include "backend/platform/storage/database.h"

#include "backend/platform/storage/postgres_database.h"
#include "backend/platform/storage/sqlite_database.h"
#include "backend/platform/storage/store_url.h"

namespace signalbox::storage {

Result<std::unique_ptr<Database>> Database::open(const Options &options)
{
    const auto url = parseUrl(options.url, options.dataDir);
    if (!url)
        return std::unexpected(url.error());
    if (url->dialect == Dialect::Postgres)
        return PostgresDatabase::open(*url, options);
    return SqliteDatabase::open(url->path, options.metrics);
}

} // namespace signalbox::storage
