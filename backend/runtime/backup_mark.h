#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"

#include <QString>

#include <optional>

namespace signalbox::runtime {

/// Leaves word in the data folder that a good backup was made, for the metric of the gateway that serves from it. Io.
Result<void> markBackup(const QString &dataDir, core::WallTime at);

/// When the last good backup was made; nothing when there was none. Reads a file of a few bytes.
std::optional<core::WallTime> lastBackup(const QString &dataDir);

} // namespace signalbox::runtime
