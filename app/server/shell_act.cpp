#include "app/server/shell_act.h"

#include "app/bootstrap/exit_codes.h"
#include "app/server/run_gateway.h"
#include "backend/runtime/migrate_store.h"
#include "backend/runtime/open_store.h"

#include <pwd.h>
#include <unistd.h>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

QString userName()
{
    const passwd *entry = ::getpwuid(::getuid());
    return entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(::getuid());
}

} // namespace

std::expected<std::unique_ptr<storage::Database>, int> openActStore(const StoreCommand &command)
{
    const settings::Snapshot &settings = *command.settings;
    auto store = runtime::openStore(runtime::mainStoreUrl(settings, command.dataDir), settings, command.dataDir, nullptr);
    if (!store) {
        printFailure(store.error());
        return std::unexpected(bootstrap::kExitFailure);
    }
    const bool automatic = settings.boolean("DB_AUTO_MIGRATE") && !settings.boolean("SKIP_DB_MIGRATIONS");
    if (const auto migrated = runtime::migrateStore(**store, automatic); !migrated) {
        printFailure(migrated.error());
        return std::unexpected(bootstrap::kExitFailure);
    }
    return std::move(*store);
}

server::Act shellAct(const bootstrap::Arguments &arguments, const QString &name)
{
    return {.actor = u"shell:"_s + userName(),
            .role = u"admin"_s,
            .address = {},
            .name = name,
            .reason = arguments.value(u"reason"_s, u"signalboxd "_s + name)};
}

} // namespace signalbox::daemon
