#pragma once

#include "backend/platform/storage/database.h"

namespace signalbox::runtime {

/// Brings a store to this version's schema (contract platform 8.2), or, when that is switched off, refuses an older one
/// with a sentence that names `signalboxd migrate`. Waits: for the start and the subcommand.
Result<QStringList> migrateStore(storage::Database &database, bool automatic);

} // namespace signalbox::runtime
