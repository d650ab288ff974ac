#pragma once

#include "backend/platform/settings/load.h"

#include <QUrl>

namespace signalbox::runtime {

/// Settings of a sandbox gateway: loopback only, every provider live at the stand-ins, a store of its own in `dataDir`.
/// The surrounding environment is not read.
settings::Inputs sandboxInputs(const QUrl &standIns, const QString &dataDir, const QString &port);

/// The defaults, for the stand-ins themselves.
settings::SnapshotPtr standInSettings();

} // namespace signalbox::runtime
