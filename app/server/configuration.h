#pragma once

#include "app/bootstrap/command_line.h"
#include "backend/platform/settings/load.h"

namespace signalbox::daemon {

/// The options that every subcommand with settings takes: `--env-file` (several) and, with `listening`, `--host` and
/// `--port`.
QList<QCommandLineOption> configurationOptions(bool listening);

/// What the gateway's settings are made of for this command line. Options win over the environment.
settings::Inputs configurationInputs(const bootstrap::Arguments &arguments);

} // namespace signalbox::daemon
