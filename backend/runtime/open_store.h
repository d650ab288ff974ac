#pragma once

#include "backend/platform/settings/snapshot.h"
#include "backend/platform/storage/database.h"

namespace signalbox::runtime {

/// A private store that ends with the process.
inline constexpr QLatin1StringView kMemoryStore("sqlite::memory:");

/// `DATABASE_URL`, else the local store `<data>/signalbox.db` (contract platform 8.1).
QString mainStoreUrl(const settings::Snapshot &settings, const QString &dataDir);

/// Where commerce keeps its rows: LOOPGPT_DATABASE_URL, else DATABASE_URL, else memory.
QString commerceStoreUrl(const settings::Snapshot &settings);

/// How a store is reached: pool, time-outs and TLS as the settings have them. `metrics` may be null.
storage::Options storeOptions(const QString &url, const settings::Snapshot &settings, const QString &dataDir,
                              metrics::Registry *metrics);

/// Opens a store with the pool and TLS settings; does not migrate. `metrics` may be null.
Result<std::unique_ptr<storage::Database>> openStore(const QString &url, const settings::Snapshot &settings,
                                                     const QString &dataDir, metrics::Registry *metrics);

} // namespace signalbox::runtime
