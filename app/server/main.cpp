#include "app/bootstrap/process.h"
#include "app/server/commands.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace signalbox;

int main(int argc, char *argv[])
{
    bootstrap::prepareProcess();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"signalboxd"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(SIGNALBOX_VERSION));
    const bootstrap::Commands commands {
        daemon::serveCommand(),
        daemon::sandboxCommand(),
        daemon::migrateCommand(),
        daemon::backupCommand(),
        daemon::restoreCommand(),
        daemon::configCheckCommand(),
        daemon::configPrintCommand(),
        daemon::healthcheckCommand(),
        daemon::operatorAddCommand(),
        daemon::operatorListCommand(),
        daemon::operatorRevokeCommand(),
        daemon::flagsListCommand(),
        daemon::flagsGetCommand(),
        daemon::flagsSetCommand(),
        daemon::flagsRollbackCommand(),
        daemon::flagsDiffCommand(),
        daemon::auditVerifyCommand(),
        daemon::auditListCommand(),
        daemon::alertsListCommand(),
        daemon::alertsAckCommand(),
        daemon::alertsShelveCommand(),
        daemon::approvalsListCommand(),
        daemon::approvalsShowCommand(),
        daemon::approvalsDecideCommand(),
        daemon::outboxListCommand(),
        daemon::outboxReplayCommand(),
        daemon::checklistCommand(),
        daemon::bundleCommand(),
        daemon::providersListCommand(),
        daemon::providersWhatIfCommand(),
        daemon::seedCandidateCommand(),
        daemon::mockCoreCommand(),
        daemon::topCommand()};
    return bootstrap::runCommandLine(u"signalboxd"_s, commands, QCoreApplication::arguments().mid(1));
}
