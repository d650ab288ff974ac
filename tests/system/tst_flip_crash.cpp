#include "tests/contracts/operator/console.h"
#include "tests/support/wire/raw_connection.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

constexpr int kRounds = 15; ///< SIGNALBOX_CRASH_ROUNDS for more; QTEST_FUNCTION_TIMEOUT (ms) then has to grow with it
constexpr int kFlips = 6;
const QString kKey = u"LOOPGPT_PROVIDER_CONCURRENCY"_s;

int rounds()
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("SIGNALBOX_CRASH_ROUNDS", &isSet);
    return isSet ? asked : kRounds;
}

/// A flip of the key on a revision that the caller believes to be the newest.
QByteArray flipTo(const Console &console, qint64 expected, int value)
{
    const QJsonObject body {
        {"changes"_L1, QJsonArray {QJsonObject {{"key"_L1, kKey}, {"value"_L1, QString::number(value)}}}},
        {"expectedRevision"_L1, expected},
        {"reason"_L1, u"round"_s}};
    return rawRequest("POST /ops/v1/revisions", "Authorization: Bearer " + console.token() + "\r\n",
                      QJsonDocument(body).toJson(QJsonDocument::Compact));
}

} // namespace

/// `kill -9` in the middle of flips: what was acknowledged is in force after the restart, and the chains hold.
class TstFlipCrash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastAcknowledgedRevisionIsInForce()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QRandomGenerator random(1);
        int acknowledged = 0;
        int cut = 0;
        for (int round = 0; round < rounds(); ++round) {
            qint64 known = 0;
            int value = 0;
            {
                const Console console(gateway);
                known = console.newest();
                RawConnection connection(gateway.opsUrl());
                // The last flip is under way when the process is killed, at any point of its way.
                for (int i = 0; i < kFlips; ++i) {
                    const int next = 1 + (round * kFlips + i) % 60;
                    connection.send(flipTo(console, known, next));
                    if (i + 1 == kFlips) {
                        QTest::qWait(int(random.bounded(12)));
                        break;
                    }
                    QCOMPARE(connection.reply().status, 200);
                    ++known;
                    ++acknowledged;
                    value = next;
                }
            }
            gateway.killNow();
            QVERIFY2(gateway.start(), gateway.errorText().constData());
            const Console console(gateway);
            const qint64 newest = console.newest();
            QVERIFY2(newest == known || newest == known + 1, qPrintable(u"%1 after %2"_s.arg(newest).arg(known)));
            cut += newest == known ? 1 : 0;
            const QString inForce = console.value(kKey);
            const QJsonObject last = console.read(u"revisions/%1"_s.arg(newest));
            QCOMPARE(inForce, last["changes"_L1][0]["after"_L1].toString());
            QVERIFY(newest > known || inForce == QString::number(value));
            QVERIFY(console.read(u"revisions/verify"_s)["ok"_L1].toBool());
            QVERIFY(console.read(u"audit/verify"_s)["ok"_L1].toBool());
        }
        qInfo("%d flips acknowledged, %d of %d rounds cut the one under way", acknowledged, cut, rounds());
    }
};

QTEST_GUILESS_MAIN(TstFlipCrash)
#include "tst_flip_crash.moc"
