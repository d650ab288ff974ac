#include "tests/contracts/operator/approvals_console.h"
#include "tests/support/postgres.h"
#include "tests/support/wire/raw_connection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

namespace {

QString itemsIn(const Console &console, const QString &state)
{
    const QString delivered = state == u"delivered" ? u"&delivered=true"_s : QString();
    return idsOf(console.read(u"outbox?filter=state:"_s + state + delivered)).join(u' ');
}

Answer replay(const Console &console, const QString &id, const QJsonObject &body)
{
    return console.post(u"/ops/v1/outbox/%1/replay"_s.arg(id), body);
}

} // namespace

/// `/ops/v1/outbox`, and decisions on a store that several replicas share.
class TstOpsOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeadMessageIsShownAndSentAgain()
    {
        ApprovalsDesk desk({{u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,0.1"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {.status = 500}; });
        const Console console(desk.gateway());
        const Console approver = approverOf(desk, u"mia"_s);
        QVERIFY(idsOf(console.read(u"outbox"_s)).isEmpty());
        QCOMPARE(console.read(u"outbox/targets"_s)["items"_L1][0]["target"_L1].toString(), u"core_webhook"_s);
        desk.submit(u"cr_dead"_s);
        desk.say(ApprovalsDesk::kOwner, "approve cr_dead");
        QTRY_VERIFY(!itemsIn(console, u"dead"_s).isEmpty());
        const QString id = itemsIn(console, u"dead"_s);
        const QJsonObject item = console.read(u"outbox"_s)["items"_L1][0].toObject();
        QCOMPARE(item["id"_L1].toString(), id);
        QCOMPARE(item["subject"_L1].toString(), u"cr_dead"_s);
        QCOMPARE(item["target"_L1].toString(), u"core_webhook"_s);
        QCOMPARE(item["lastStatus"_L1].toInt(), 500);
        QCOMPARE(item["attempts"_L1].toInt(), 2);
        QVERIFY(item.contains("endedAt"_L1) && !item.contains("nextAttemptAt"_L1));
        QCOMPARE(console.read(u"outbox/targets"_s)["items"_L1][0]["dead"_L1].toInt(), 1);

        const qsizetype sent = qsizetype(desk.core.requests().size());
        const Answer dry = replay(console, id, {{"preview"_L1, true}});
        QCOMPARE(dry.status, 200);
        const QJsonObject preview = dry.json()["preview"_L1].toObject();
        QCOMPARE(preview["method"_L1].toString(), u"POST"_s);
        QCOMPARE(preview["url"_L1].toString(), desk.core.url().toString() + u"/decisions"_s);
        QVERIFY(preview["headers"_L1].toArray().contains(u"webhook-signature"_s));
        QCOMPARE(preview["body"_L1]["decider"_L1].toString(), u"whatsapp:+*******0001"_s);
        QVERIFY(!dry.body.contains("+1555"));
        QVERIFY(dry.json()["auditId"_L1].toString().isEmpty());
        QCOMPARE(qsizetype(desk.core.requests().size()), sent);
        QCOMPARE(itemsIn(console, u"dead"_s), id);
        QVERIFY(idsOf(console.read(u"audit?filter=target:"_s + id)).isEmpty());

        QCOMPARE(errorField(replay(console, id, {})), u"reason"_s);
        QCOMPARE(replay(approver, id, {{"reason"_L1, "x"_L1}}).status, 403);
        QCOMPARE(replay(console, u"msg_none"_s, {{"reason"_L1, "x"_L1}}).status, 404);
        desk.core.setScript([](const StubRequest &) { return StubReply {.status = 204}; });
        const Answer again = replay(console, id, {{"reason"_L1, "core is back"_L1}});
        QCOMPARE(again.status, 200);
        QCOMPARE(again.json()["item"_L1]["state"_L1].toString(), u"retrying"_s);
        QTRY_COMPARE(itemsIn(console, u"delivered"_s), id);
        QCOMPARE(desk.core.requests().back().headers.value("webhook-id"), id.toLatin1());
        QVERIFY(idsOf(console.read(u"outbox"_s)).isEmpty());
        QVERIFY(historyOf(detailOf(console, u"cr_dead"_s)).contains(u"replayed"_s));
        for (const bool isDry : {false, true}) {
            const Answer late = replay(console, id, {{"reason"_L1, "once more"_L1}, {"preview"_L1, isDry}});
            QCOMPARE(late.status, 409);
            QCOMPARE(errorCode(late), u"delivered"_s);
        }
        QVERIFY(console.read(u"audit?filter=reason:%22core%20is%20back%22"_s)["items"_L1][0]["after"_L1]
                    .toString()
                    .startsWith(u"retrying to core_webhook"_s));
    }

    void theStreamCountsWhatIsUndelivered()
    {
        ApprovalsDesk desk({{u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,0.1"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {.status = 410}; });
        const Console console(desk.gateway());
        RawConnection stream(desk.gateway().opsUrl(),
                             rawRequest("GET /ops/v1/stream?topics=approvals",
                                        "Authorization: Bearer " + console.token() + "\r\n"));
        QVERIFY(stream.readUntil("\r\n\r\n"));
        desk.submit(u"cr_gone"_s);
        desk.say(ApprovalsDesk::kOwner, "approve cr_gone");
        QTRY_VERIFY(!itemsIn(console, u"dead"_s).isEmpty());
        QVERIFY2(stream.readUntil("\"dead\":1"), stream.received().constData());
    }

    void replicasDecideOnceOnASharedStore()
    {
        const auto server = support::PostgresServer::start();
        QVERIFY2(server, "PostgreSQL did not start");
        const QString url = server->createDatabase();
        ApprovalsDesk desk({{u"DATABASE_URL"_s, url}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        const auto other = desk.replica();
        QVERIFY2(other->start(), other->errorText().constData());
        const Console here(desk.gateway());
        const Console there(*other);
        for (int i = 0; i < 6; ++i) {
            const QString id = u"cr_pg%1"_s.arg(i);
            QCOMPARE(desk.submit(id).status, 202);
            RawConnection one(desk.gateway().opsUrl(), rawDecision(here, id));
            RawConnection two(other->opsUrl(), rawDecision(there, id));
            const std::array statuses {one.reply().status, two.reply().status};
            QCOMPARE(std::ranges::count(statuses, 200), 1);
            QCOMPARE(std::ranges::count(statuses, 409), 1);
            QTRY_COMPARE(desk.decisions(id).size(), 1);
        }
        QTRY_COMPARE(there.read(u"overview"_s)["waiting"_L1]["count"_L1].toInt(), 0);
        QCOMPARE(idsOf(there.read(u"approvals?filter=state:approved"_s)).size(), 6);
        QTRY_COMPARE(idsOf(there.read(u"outbox?delivered=true"_s)).size(), 6);
        QCOMPARE(there.read(u"outbox/targets"_s)["items"_L1].toArray().size(), 1);
        QVERIFY(historyOf(detailOf(there, u"cr_pg0"_s)).contains(u"inbound"_s));
        QVERIFY(get(other->url(), u"/audit/verify"_s, ApprovalsDesk::bearer()).json()["ok"_L1].toBool());
        QVERIFY(there.read(u"audit/verify"_s)["ok"_L1].toBool());
    }

};

QTEST_GUILESS_MAIN(TstOpsOutbox)
#include "tst_ops_outbox.moc"
