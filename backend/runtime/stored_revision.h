#pragma once

#include "backend/platform/core/result.h"
#include "backend/platform/settings/raw_values.h"

namespace signalbox::runtime {

/// What the store's revisions say.
struct StoredRevision
{
    quint64 revision = 0; ///< 0 = nothing was ever changed
    settings::Overrides overrides = {};
};

/// Reads the present revision out of the main store before the gateway opens it for good: addresses, workers and pools
/// depend on it. A store that is not there yet, or was never migrated, has none. Waits.
Result<StoredRevision> readStoredRevision(const settings::Snapshot &settings, const QString &dataDir);

} // namespace signalbox::runtime
