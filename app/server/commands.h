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
bootstrap::Command operatorAddCommand();
bootstrap::Command operatorListCommand();
bootstrap::Command operatorRevokeCommand();
bootstrap::Command flagsListCommand();
bootstrap::Command flagsGetCommand();
bootstrap::Command flagsSetCommand();
bootstrap::Command flagsRollbackCommand();
bootstrap::Command flagsDiffCommand();
bootstrap::Command auditVerifyCommand();
bootstrap::Command auditListCommand();
bootstrap::Command alertsListCommand();
bootstrap::Command alertsAckCommand();
bootstrap::Command alertsShelveCommand();
bootstrap::Command approvalsListCommand();
bootstrap::Command approvalsShowCommand();
bootstrap::Command approvalsDecideCommand();
bootstrap::Command outboxListCommand();
bootstrap::Command outboxReplayCommand();
bootstrap::Command checklistCommand();
bootstrap::Command bundleCommand();
bootstrap::Command providersListCommand();
bootstrap::Command providersWhatIfCommand();
bootstrap::Command seedCandidateCommand();
bootstrap::Command mockCoreCommand();
bootstrap::Command topCommand();

} // namespace signalbox::daemon
