#include "backend/runtime/open_store.h"

#include "backend/platform/core/clock.h"
#include "backend/platform/storage/store_url.h"

#include <QDir>

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

QString mainStoreUrl(const settings::Snapshot &settings, const QString &dataDir)
{
    return settings.isSet("DATABASE_URL") ? settings.text("DATABASE_URL")
                                          : u"sqlite:"_s + QDir(dataDir).filePath(u"signalbox.db"_s);
}

QString commerceStoreUrl(const settings::Snapshot &settings)
{
    for (const QByteArray &key : {"LOOPGPT_DATABASE_URL"_ba, "DATABASE_URL"_ba}) {
        if (settings.isSet(key))
            return settings.text(key);
    }
    return kMemoryStore;
}

storage::Options storeOptions(const QString &url, const settings::Snapshot &settings, const QString &dataDir,
                              metrics::Registry *metrics)
{
    storage::Options options;
    options.url = url;
    options.dataDir = dataDir;
    options.poolSize = int(settings.integer("DB_POOL_SIZE"));
    options.maxOverflow = int(settings.integer("DB_MAX_OVERFLOW"));
    if (settings.isSet("DB_POOL_MAX")) {
        const auto total = int(settings.integer("DB_POOL_MAX"));
        options.poolSize = std::min(options.poolSize, total);
        options.maxOverflow = total - options.poolSize;
    }
    options.idleTimeout = core::milliseconds(settings.integer("DB_IDLE_TIMEOUT_MS"));
    options.connectTimeout = core::milliseconds(settings.integer("DB_CONN_TIMEOUT_MS"));
    options.sslMode = storage::sslModeFor(settings.boolean("DB_SSL"), settings.boolean("DB_SSL_REJECT_UNAUTHORIZED"));
    options.metrics = metrics;
    return options;
}

Result<std::unique_ptr<storage::Database>> openStore(const QString &url, const settings::Snapshot &settings,
                                                     const QString &dataDir, metrics::Registry *metrics)
{
    return storage::Database::open(storeOptions(url, settings, dataDir, metrics));
}

} // namespace signalbox::runtime
