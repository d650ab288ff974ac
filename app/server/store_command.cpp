#include "app/server/store_command.h"

#include "app/bootstrap/exit_codes.h"
#include "app/bootstrap/paths.h"
#include "app/bootstrap/report.h"
#include "app/server/configuration.h"
#include "app/server/run_gateway.h"
#include "backend/runtime/open_store.h"

namespace signalbox::daemon {

using namespace Qt::StringLiterals;

std::expected<StoreCommand, int> openStoreCommand(const bootstrap::Arguments &arguments)
{
    settings::Inputs inputs = configurationInputs(arguments);
    const settings::Loaded loaded = settings::load(inputs);
    if (!loaded.isValid())
        return std::unexpected(bootstrap::reportProblems(loaded));
    const Result<QString> dataDir = bootstrap::prepareDataDirectory(*loaded.snapshot);
    if (!dataDir) {
        printFailure(dataDir.error());
        return std::unexpected(bootstrap::kExitFailure);
    }
    return StoreCommand {std::move(inputs), loaded.snapshot, *dataDir};
}

QCommandLineOption storeOption()
{
    return {u"store"_s, u"main, or commerce for a store of its own (LOOPGPT_DATABASE_URL)."_s, u"NAME"_s};
}

bool hasCommerceStore(const StoreCommand &command)
{
    return command.settings->isSet("LOOPGPT_DATABASE_URL")
        && runtime::commerceStoreUrl(*command.settings) != runtime::mainStoreUrl(*command.settings, command.dataDir);
}

Result<storage::Options> chosenStore(const bootstrap::Arguments &arguments, const StoreCommand &command)
{
    const QString name = arguments.value(u"store"_s, u"main"_s);
    if (name != u"main"_s && name != u"commerce"_s)
        return fail(ErrorCode::InvalidInput, PublicText(u"--store is main or commerce"_s));
    if (name == u"commerce"_s && !hasCommerceStore(command))
        return fail(ErrorCode::InvalidInput,
                    PublicText(u"commerce has no store of its own; the main store holds its rows"_s));
    const QString url = name == u"main"_s ? runtime::mainStoreUrl(*command.settings, command.dataDir)
                                          : runtime::commerceStoreUrl(*command.settings);
    return runtime::storeOptions(url, *command.settings, command.dataDir, nullptr);
}

} // namespace signalbox::daemon
