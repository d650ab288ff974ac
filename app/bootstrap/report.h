#pragma once

#include "backend/platform/log/log.h"
#include "backend/platform/settings/load.h"

namespace signalbox::bootstrap {

/// Prints every problem on stderr, one `Invalid configuration: …` line each, and returns kExitConfiguration; kExitDone
/// when there is none (contract platform 7).
int reportProblems(const settings::Loaded &loaded);

/// Writes each warning as a log line `config_warning`.
void logWarnings(const settings::Findings &findings);

/// The level that LOG_LEVEL means.
log::Level logLevel(const settings::Snapshot &snapshot);

} // namespace signalbox::bootstrap
