#pragma once

#include "app/bootstrap/command_line.h"

/// The subcommands of signalboxd, one file each.
namespace signalbox::daemon {

bootstrap::Command serveCommand();
bootstrap::Command sandboxCommand();
bootstrap::Command migrateCommand();
bootstrap::Command backupCommand();
bootstrap::Command restoreCommand();
bootstrap::Command configCheckCommand();
bootstrap::Command configPrintCommand();
bootstrap::Command healthcheckCommand();

} // namespace signalbox::daemon
