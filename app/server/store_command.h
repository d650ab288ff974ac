#pragma once

#include "app/bootstrap/command_line.h"
#include "backend/platform/settings/load.h"
#include "backend/platform/storage/database.h"

namespace signalbox::daemon {

/// What the subcommands on the store start from.
struct StoreCommand
{
    settings::Inputs inputs;
    settings::SnapshotPtr settings;
    QString dataDir; ///< exists, mode 0700
};

/// Reads the settings and makes the data folder. Prints why not and gives the exit code otherwise.
std::expected<StoreCommand, int> openStoreCommand(const bootstrap::Arguments &arguments);

/// `--store main|commerce`: commerce may have a store of its own (LOOPGPT_DATABASE_URL).
QCommandLineOption storeOption();

/// The store that the option names, or an error for the operator.
Result<storage::Options> chosenStore(const bootstrap::Arguments &arguments, const StoreCommand &command);

/// Whether commerce has a store of its own that outlives the process.
bool hasCommerceStore(const StoreCommand &command);

} // namespace signalbox::daemon
