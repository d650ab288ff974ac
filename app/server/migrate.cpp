#include "app/bootstrap/exit_codes.h"
#include "app/bootstrap/paths.h"
#include "app/bootstrap/report.h"
#include "app/server/commands.h"
#include "app/server/configuration.h"
#include "app/server/run_gateway.h"
#include "backend/runtime/migrate_store.h"
#include "backend/runtime/open_store.h"

#include <cstdio>

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

namespace {

int migrate(const bootstrap::Arguments &arguments)
{
    const settings::Loaded loaded = settings::load(configurationInputs(arguments));
    if (!loaded.isValid())
        return bootstrap::reportProblems(loaded);
    const Result<QString> dataDir = bootstrap::prepareDataDirectory(*loaded.snapshot);
    if (!dataDir) {
        printFailure(dataDir.error());
        return bootstrap::kExitFailure;
    }
    const auto store = runtime::openStore(runtime::mainStoreUrl(*loaded.snapshot, *dataDir), *loaded.snapshot, *dataDir, nullptr);
    const auto applied = store ? runtime::migrateStore(**store, true) : std::unexpected(store.error());
    if (!applied) {
        printFailure(applied.error());
        return bootstrap::kExitFailure;
    }
    for (const QString &id : *applied)
        std::printf("applied %s\n", qUtf8Printable(id));
    std::printf("%lld migrations applied\n", static_cast<long long>(applied->size()));
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
