#pragma once

#include "backend/platform/storage/store_url.h"

namespace signalbox::storage {

/// PostgreSQL's own programs, for backup and restore. The password travels in the environment, never in an argument.
/// Each waits for its program to end.

/// `pg_dump -Fc` of the whole database.
Result<void> dumpPostgres(const StoreUrl &url, const QString &sslMode, const QString &file);

/// Empties the current schema and loads the dump in one transaction: after a failure the store is as it was.
Result<void> loadPostgres(const StoreUrl &url, const QString &sslMode, const QString &dump, const QString &scratchFolder);

} // namespace signalbox::storage
