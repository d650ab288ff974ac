#pragma once

#include "app/server/store_command.h"
#include "backend/operator/server/acts/act_journal.h"

namespace signalbox::daemon {

/// The main store, migrated as `serve` would, opened beside a gateway that may be serving on it. Prints why not and
/// gives the exit code otherwise.
std::expected<std::unique_ptr<storage::Database>, int> openActStore(const StoreCommand &command);

/// An act of the person at the shell: actor `shell:<user>`, role admin. The reason is `--reason`, else the act's name.
server::Act shellAct(const bootstrap::Arguments &arguments, const QString &name);

} // namespace signalbox::daemon
