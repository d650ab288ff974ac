#include "tests/system/approvals_check.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

namespace {

constexpr int kRounds = 12; ///< SIGNALBOX_CRASH_ROUNDS for more; QTEST_FUNCTION_TIMEOUT (ms) then has to grow with it
constexpr quint32 kSeed = 4; ///< SIGNALBOX_CRASH_SEED for another order of events
constexpr int kDrainMs = 60'000;

int fromEnvironment(const char *name, int otherwise)
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue(name, &isSet);
    return isSet ? asked : otherwise;
}

/// When the process is killed: mostly in the middle, now and then while it starts, or after the look-ups' two looks.
int killAfterMs(QRandomGenerator &random)
{
    const int kind = random.bounded(20);
    if (kind < 2)
        return random.bounded(60);
    return kind == 19 ? 5500 + random.bounded(1500) : 60 + random.bounded(1200);
}

} // namespace

/// `kill -9` under load, again and again on one store: nothing acknowledged is lost, nothing is asked or told twice.
/// SIGNALBOX_CRASH_REPORT names a file for the figures.
class TstApprovalsCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsLostOrDoubled()
    {
        const int rounds = fromEnvironment("SIGNALBOX_CRASH_ROUNDS", kRounds);
        QRandomGenerator random(quint32(fromEnvironment("SIGNALBOX_CRASH_SEED", int(kSeed))));
        ApprovalsDesk desk(ApprovalParties::settings());
        ApprovalParties parties(desk, random.generate());
        ApprovalLoad load(desk, random.generate());
        QVERIFY2(desk.start(), desk.errorText().constData());
        QCOMPARE(desk.gateway().run({u"operator"_s, u"add"_s, u"mia"_s, u"--role"_s, u"approver"_s}), 0);
        load.setOperator(desk.gateway().printedText().trimmed());
        QCOMPARE(desk.gateway().stop(), 0);
        QElapsedTimer clock;
        clock.start();
        for (int round = 0; round < rounds; ++round) {
            QVERIFY2(desk.start(), desk.errorText().constData());
            load.start(true);
            QTest::qWait(killAfterMs(random));
            desk.gateway().killNow();
            load.stop();
        }
        parties.calm();
        QVERIFY2(desk.start(), desk.errorText().constData());
        load.start(false);
        const auto store
            = storage::Database::open({.url = u"sqlite:"_s + desk.gateway().dataDir() + u"/signalbox.db"_s});
        QVERIFY(store);
        QTRY_VERIFY_WITH_TIMEOUT(load.isIdle() && ApprovalsCheck::underWay(**store) == 0, kDrainMs);
        load.stop();
        const ApprovalsVerdict verdict = ApprovalsCheck(load, parties).check(**store);
        const QByteArray report = reportOf(verdict, load, parties,
                                           u"%1 rounds of kill -9 in %2 s"_s.arg(rounds).arg(clock.elapsed() / 1000));
        qInfo("%s", report.constData());
        QFile file(qEnvironmentVariable("SIGNALBOX_CRASH_REPORT"));
        if (!file.fileName().isEmpty() && file.open(QIODevice::WriteOnly))
            file.write(report);
        const QJsonObject chain = desk.read(u"/audit/verify"_s).json();
        QVERIFY2(chain["ok"_L1].toBool(), qPrintable(chain["reason"_L1].toString()));
        QVERIFY2(verdict.faults.isEmpty(), report.constData());
        QVERIFY(verdict.acknowledged > 0 && verdict.decisions > 0 && load.cut() > 0);
        QCOMPARE(desk.gateway().stop(), 0);
    }
};

QTEST_GUILESS_MAIN(TstApprovalsCrash)
#include "tst_approvals_crash.moc"
