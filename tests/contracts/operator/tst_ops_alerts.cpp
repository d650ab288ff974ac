#include "tests/contracts/operator/console.h"
#include "tests/support/wire/stub_server.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

/// More than any disk has: the alert fires at once.
const QString kFarTooMuch = u"1000000000000000000"_s;
const QString kDisk = u"alerts?filter=rule:diskLow"_s;

QJsonObject disk(const Console &console)
{
    return console.read(kDisk)["items"_L1].toArray().first().toObject();
}

} // namespace

/// Alerts over the wire: from a number to a person and back.
class TstOpsAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_sink = std::make_unique<StubServer>([](const StubRequest &) { return StubReply {}; }); }

    void aRuleFiresWithItsNumberAndTellsTheWebhook()
    {
        GatewayProcess gateway(settings());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console console(gateway);
        QTRY_COMPARE_WITH_TIMEOUT(disk(console)["state"_L1].toString(), u"firing"_s, 10000);
        const QJsonObject alert = disk(console);
        QCOMPARE(alert["severity"_L1].toString(), u"page"_s);
        QVERIFY(alert["value"_L1].toDouble() > 0);
        QVERIFY2(alert["sentence"_L1].toString().contains("GiB left"_L1), qPrintable(alert["sentence"_L1].toString()));
        QVERIFY(!alert["runbook"_L1].toString().isEmpty());

        QTRY_VERIFY_WITH_TIMEOUT(m_sink->count("/hook") >= 1, 10000);
        const QJsonObject sent = QJsonDocument::fromJson(m_sink->requests().front().body).object();
        QCOMPARE(sent["version"_L1].toString(), u"4"_s);
        QCOMPARE(sent["status"_L1].toString(), u"firing"_s);
        QCOMPARE(sent["groupLabels"_L1]["alertname"_L1].toString(), u"diskLow"_s);
        QCOMPARE(sent["alerts"_L1][0]["labels"_L1]["severity"_L1].toString(), u"page"_s);
        QCOMPARE(sent["alerts"_L1][0]["annotations"_L1]["summary"_L1].toString(), alert["sentence"_L1].toString());
        // It also waits for a person on the landing view.
        QTRY_VERIFY(console.read(u"overview"_s)["waiting"_L1]["count"_L1].toInt() >= 1);
    }

    void actsAreCheckedAndKept()
    {
        GatewayProcess gateway(settings());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console console(gateway);
        QTRY_COMPARE_WITH_TIMEOUT(disk(console)["state"_L1].toString(), u"firing"_s, 10000);
        QCOMPARE(errorField(console.post(u"/ops/v1/alerts/diskLow/ack"_s, {})), u"reason"_s);
        QCOMPARE(console.post(u"/ops/v1/alerts/nothing/ack"_s, {{"reason"_L1, "x"_L1}}).status, 404);
        for (const QJsonValue &bad : {QJsonValue(-1), QJsonValue(10081), QJsonValue("5"_L1), QJsonValue(1.5)}) {
            const Answer answer = console.post(u"/ops/v1/alerts/diskLow/shelve"_s, {{"reason"_L1, "x"_L1}, {"minutes"_L1, bad}});
            QCOMPARE(answer.status, 400);
            QCOMPARE(errorField(answer), u"minutes"_s);
        }
        QVERIFY(!disk(console).contains("shelvedUntil"_L1));

        const Answer done = console.post(u"/ops/v1/alerts/diskLow/ack"_s, {{"reason"_L1, "I grow the disk"_L1}});
        QCOMPARE(done.status, 200);
        QVERIFY(!done.json()["auditId"_L1].toString().isEmpty());
        QCOMPARE(console.post(u"/ops/v1/alerts/diskLow/ack"_s, {{"reason"_L1, "me too"_L1}}).status, 409);
        QCOMPARE(console.post(u"/ops/v1/alerts/diskLow/shelve"_s, {{"reason"_L1, "later"_L1}, {"minutes"_L1, 5}}).status, 200);
        QCOMPARE(disk(console)["note"_L1].toString(), u"later"_s);
        const QJsonArray audit = console.read(u"audit?filter=target:diskLow"_s)["items"_L1].toArray();
        QCOMPARE(audit.size(), 3); // both acknowledgements, the second of them failed, and the shelving
    }

    void aKilledGatewayForgetsNothing()
    {
        GatewayProcess gateway(settings());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QString since;
        {
            const Console console(gateway);
            QTRY_COMPARE_WITH_TIMEOUT(disk(console)["state"_L1].toString(), u"firing"_s, 10000);
            QCOMPARE(console.post(u"/ops/v1/alerts/diskLow/ack"_s, {{"reason"_L1, "I grow the disk"_L1}}).status, 200);
            since = disk(console)["since"_L1].toString();
        }
        gateway.killNow();
        QTRY_COMPARE(m_sink->count("/hook"), 1);
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console console(gateway);
        QCOMPARE(disk(console)["since"_L1].toString(), since);
        QVERIFY(disk(console).contains("ackedBy"_L1));
        QTRY_VERIFY(console.read(u"overview"_s)["saturation"_L1]["rssBytes"_L1]["value"_L1].toDouble() > 0);
        QCOMPARE(m_sink->count("/hook"), 1);
    }

    void aLimitIsALever()
    {
        GatewayProcess gateway({{u"SIGNALBOX_ALERT_DISK_LOW"_s, u"1000"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Console console(gateway);
        QVERIFY(console.read(kDisk)["items"_L1].toArray().isEmpty());
        QCOMPARE(console.flip(u"SIGNALBOX_ALERT_DISK_LOW"_s, kFarTooMuch).status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(disk(console)["state"_L1].toString(), u"firing"_s, 10000);
    }

private:
    GatewayProcess::Settings settings() const
    {
        return {{u"SIGNALBOX_ALERT_DISK_LOW"_s, kFarTooMuch},
                {u"ALERT_WEBHOOK_URL"_s, m_sink->url().toString() + u"/hook"_s}};
    }

    std::unique_ptr<StubServer> m_sink;
};

QTEST_GUILESS_MAIN(TstOpsAlerts)
#include "tst_ops_alerts.moc"
