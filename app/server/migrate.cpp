#include "app/bootstrap/exit_codes.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"
#include "app/server/run_gateway.h"
#include "app/server/store_command.h"
#include "backend/runtime/migrate_store.h"
#include "backend/runtime/open_store.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

int migrate(const bootstrap::Arguments &arguments)
{
    const auto command = openStoreCommand(arguments);
    if (!command)
        return command.error();
    QStringList urls {runtime::mainStoreUrl(*command->settings, command->dataDir)};
    if (hasCommerceStore(*command))
        urls += runtime::commerceStoreUrl(*command->settings);
    qsizetype count = 0;
    for (const QString &url : urls) {
        const auto store = runtime::openStore(url, *command->settings, command->dataDir, nullptr);
        const auto applied = store ? runtime::migrateStore(**store, true) : std::unexpected(store.error());
        if (!applied) {
            printFailure(applied.error());
            return bootstrap::kExitFailure;
        }
        for (const QString &id : *applied)
            std::printf("applied %s\n", qUtf8Printable(id));
        count += applied->size();
    }
    std::printf("%lld migrations applied\n", static_cast<long long>(count));
    return bootstrap::kExitDone;
}

} // namespace

bootstrap::Command migrateCommand()
{
    return {.name = u"migrate"_s,
            .help = u"Bring the store to this version's schema."_s,
            .options = configurationOptions(false),
            .run = migrate};
}

} // namespace signalbox::daemon
