#include "app/bootstrap/process.h"
#include "app/bootstrap/report.h"
#include "app/bootstrap/signals.h"

#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::bootstrap;

class TstProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void signalsArriveInTheEventLoop()
    {
        ProcessSignals processSignals;
        QSignalSpy ends(&processSignals, &ProcessSignals::terminateRequested);
        QSignalSpy reloads(&processSignals, &ProcessSignals::reloadRequested);
        ::raise(SIGHUP);
        ::raise(SIGHUP);
        ::raise(SIGTERM);
        QCOMPARE(ends.count(), 0);
        QTRY_COMPARE(ends.count(), 1);
        QCOMPARE(reloads.count(), 2);
    }

    /// A drain that hangs must not keep an operator from ending the process.
    void secondSignalEndsAtOnce()
    {
        // In the child of a fork() that it has seen the thread sanitizer holds signals back.
        const pid_t child = ::_Fork();
        if (child == 0) {
            ProcessSignals processSignals;
            ::raise(SIGINT);
            ::raise(SIGTERM);
            ::_exit(42);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 1);
    }

    void limits()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            prepareProcess();
            limitProcess(false);
            rlimit core{1, 1};
            rlimit files{};
            ::getrlimit(RLIMIT_CORE, &core);
            ::getrlimit(RLIMIT_NOFILE, &files);
            const bool isGood = core.rlim_cur == 0 && core.rlim_max == 0 && files.rlim_cur == files.rlim_max
                && qgetenv("QT_NO_THREADED_GLIB") == "1" && ::raise(SIGPIPE) == 0;
            ::_exit(isGood ? 0 : 1);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    void reportsProblemsWithTheRightCode()
    {
        QCOMPARE(reportProblems({nullptr, {{u"PORT must be a whole number"_s}, {}}}), 78);
        const auto fine = std::make_shared<const settings::Snapshot>(1, QHash<QByteArray, settings::Value>());
        QCOMPARE(reportProblems({fine, {}}), 0);
    }

    void logLevels_data()
    {
        QTest::addColumn<log::Level>("level");
        QTest::newRow("debug") << log::Level::Debug;
        QTest::newRow("info") << log::Level::Info;
        QTest::newRow("warn") << log::Level::Warn;
        QTest::newRow("warning") << log::Level::Warn;
        QTest::newRow("error") << log::Level::Error;
    }

    void logLevels()
    {
        QFETCH(log::Level, level);
        const settings::Snapshot snapshot(1, {{"LOG_LEVEL", {QString::fromLatin1(QTest::currentDataTag())}}});
        QCOMPARE(logLevel(snapshot), level);
    }
};

QTEST_GUILESS_MAIN(TstProcess)
#include "tst_process.moc"
