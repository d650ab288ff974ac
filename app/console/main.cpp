#include "app/bootstrap/process.h"
#include "app/console/arguments.h"
#include "app/console/session.h"
#include "backend/platform/log/writer.h"

#include <QApplication>

using namespace Qt::StringLiterals;
using namespace signalbox;

int main(int argc, char *argv[])
{
    bootstrap::prepareProcess();
    // The headless gateway is another program without any window library, so it replaces this one before Qt starts.
    if (const auto code = console::runHeadlessIfAsked(argc, argv))
        return *code;
    QApplication application(argc, argv);
    QApplication::setApplicationName(u"signalbox"_s);
    QApplication::setApplicationDisplayName(u"Signalbox"_s);
    QApplication::setApplicationVersion(QString::fromLatin1(SIGNALBOX_VERSION));
    const auto arguments = console::parseArguments(QApplication::arguments());
    if (!arguments)
        return console::printUsage(arguments.error());
    log::start({.descriptor = 2});
    bootstrap::limitProcess(false);
    int code = 0;
    {
        console::Session session(application, *arguments);
        session.begin();
        code = QApplication::exec();
    }
    log::stop();
    return code;
}
