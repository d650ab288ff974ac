#include "backend/platform/storage/database.h"
#include "tests/contracts/approvals/approvals_desk.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

namespace {

QString callbackState(const ApprovalsDesk &desk, const QString &id)
{
    return desk.candidate(id)["callback"_L1]["state"_L1].toString();
}

void decideOne(ApprovalsDesk &desk, const QString &id)
{
    QCOMPARE(desk.submit(id).json()["status"_L1].toString(), u"prompted"_s);
    QCOMPARE(desk.say(ApprovalsDesk::kOwner, "approve " + id.toLatin1())["decision"_L1].toString(), u"approved"_s);
}

} // namespace

/// Sections 13, 15, 16 and 20 of contract approval-gateway over the wire.
class TstApprovalsDelivery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFailedCallbackIsSentAgainWithTheSameId()
    {
        ApprovalsDesk desk({{u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,0.1,0.1,60"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([&](const StubRequest &) {
            return StubReply {.status = desk.core.requests().size() < 3 ? 500 : 204};
        });
        decideOne(desk, u"cr_d1"_s);
        QTRY_COMPARE(callbackState(desk, u"cr_d1"_s), u"delivered"_s);
        QCOMPARE(desk.core.requests().size(), 3U);
        const StubRequest &first = desk.core.requests()[0];
        const StubRequest &last = desk.core.requests()[2];
        QCOMPARE(last.headers.value("webhook-id"), first.headers.value("webhook-id"));
        QCOMPARE(last.body, first.body);
        QCOMPARE(first.headers.value("x-delivery-attempt"), "1"_ba);
        QCOMPARE(last.headers.value("x-delivery-attempt"), "3"_ba);
        const QStringList types = desk.auditTypes(u"cr_d1"_s);
        QCOMPARE(types.count(u"delivery_attempt"_s), 2);
        QCOMPARE(types.count(u"delivered"_s), 1);
    }

    void aDeadCallbackCanBeReplayed()
    {
        ApprovalsDesk desk({{u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,0.1"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {.status = 302, .headers = {{"Location", "/elsewhere"}}}; });
        decideOne(desk, u"cr_dead"_s);
        QTRY_COMPARE(callbackState(desk, u"cr_dead"_s), u"dead"_s);
        QCOMPARE(desk.core.requests().size(), 2U);
        const QJsonArray dead = desk.read(u"/outbox?state=dead"_s).json()["entries"_L1].toArray();
        QCOMPARE(dead.size(), 1);
        QCOMPARE(dead[0]["candidate_id"_L1].toString(), u"cr_dead"_s);
        QCOMPARE(dead[0]["attempts"_L1].toInt(), 2);
        QCOMPARE(dead[0]["last_status"_L1].toInt(), 302);
        const QString id = dead[0]["webhook_id"_L1].toString();
        desk.core.setScript([](const StubRequest &) { return StubReply {}; });
        const Answer replayed = post(desk.url(), u"/outbox/"_s + id + u"/replay"_s, {}, ApprovalsDesk::bearer());
        QCOMPARE(replayed.status, 202);
        QTRY_COMPARE(callbackState(desk, u"cr_dead"_s), u"delivered"_s);
        QCOMPARE(QString::fromLatin1(desk.core.requests().back().headers.value("webhook-id")), id);
        QVERIFY(desk.auditTypes(u"cr_dead"_s).contains(u"replayed"_s));
        QCOMPARE(post(desk.url(), u"/outbox/msg_none/replay"_s, {}, ApprovalsDesk::bearer()).status, 404);
        QCOMPARE(post(desk.url(), u"/outbox/"_s + id + u"/replay"_s, {}, ApprovalsDesk::bearer()).status, 409);
        QCOMPARE(desk.read(u"/outbox?state=mad"_s).status, 422);
        const QByteArray metrics = get(desk.url(), u"/metrics"_s).body;
        QVERIFY(metrics.contains("approval_outbox_dead_total 1"));
    }

    void goneIsDeadAtOnce()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {.status = 410}; });
        decideOne(desk, u"cr_gone"_s);
        QTRY_COMPARE(callbackState(desk, u"cr_gone"_s), u"dead"_s);
        QCOMPARE(desk.core.requests().size(), 1U);
    }

    void aSlowReceiverDelaysNothingElse()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {.silent = true}; });
        for (int i = 0; i < 10; ++i)
            decideOne(desk, u"cr_s"_s + QString::number(i));
        desk.submit(u"cr_soon"_s, {{u"deadline_sec"_s, 1}});
        QTRY_COMPARE_WITH_TIMEOUT(desk.candidate(u"cr_soon"_s)["state"_L1].toString(), u"expired"_s, 3000);
    }

    void deadlinesAndCallbacksOutliveTheProcess()
    {
        ApprovalsDesk desk({{u"DECISION_RETRY_SCHEDULE_SEC"_s, u"0,0.5,0.5,0.5,0.5,0.5,0.5"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        desk.core.setScript([](const StubRequest &) { return StubReply {.drop = true}; });
        decideOne(desk, u"cr_k1"_s);
        QTRY_VERIFY(!desk.core.requests().empty());
        const QByteArray id = desk.core.requests().front().headers.value("webhook-id");
        desk.submit(u"cr_k2"_s, {{u"deadline_sec"_s, 1}});
        desk.gateway().killNow();
        desk.core.forget();
        desk.core.setScript([](const StubRequest &) { return StubReply {}; });
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_COMPARE(desk.decisions(u"cr_k1"_s).size(), 1);
        QTRY_COMPARE(desk.decisions(u"cr_k2"_s).size(), 1);
        QCOMPARE(desk.decisions(u"cr_k2"_s).front()["decision"_L1].toString(), u"expired"_s);
        const auto first = std::ranges::find_if(desk.core.requests(), [](const StubRequest &r) { return r.body.contains("cr_k1"); });
        QCOMPARE(first->headers.value("webhook-id"), id);
        QCOMPARE(desk.submit(u"cr_k1"_s).json()["decision"_L1].toString(), u"approved"_s);
    }

    void activityInPages()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        for (int i = 0; i < 5; ++i)
            decideOne(desk, u"cr_a"_s + QString::number(i));
        QStringList seen;
        QString cursor;
        do {
            const QJsonObject page = desk.read(u"/activity?brand_id=b_orchid&limit=2&cursor="_s + cursor).json();
            QVERIFY(page["count"_L1].toInt() <= 2);
            for (const QJsonValue &entry : page["activities"_L1].toArray())
                seen += entry["id"_L1].toString();
            cursor = page["next_cursor"_L1].toString();
        } while (!cursor.isEmpty());
        QCOMPARE(seen, (QStringList {u"cr_a4"_s, u"cr_a3"_s, u"cr_a2"_s, u"cr_a1"_s, u"cr_a0"_s}));
        QCOMPARE(desk.read(u"/activity?brand_id=other"_s).json()["count"_L1].toInt(-1), 0);
        const Answer missing = desk.read(u"/activity"_s);
        QCOMPARE(missing.status, 422);
        QCOMPARE(missing.json()["detail"_L1][0]["loc"_L1].toArray(), (QJsonArray {u"query"_s, u"brand_id"_s}));
        QCOMPARE(missing.json()["detail"_L1][0]["type"_L1].toString(), u"missing"_s);
        QCOMPARE(desk.read(u"/activity?brand_id=b&limit=0"_s).json()["detail"_L1][0]["type"_L1].toString(), u"greater_than_equal"_s);
        QCOMPARE(desk.read(u"/activity?brand_id=b&limit=x"_s).json()["detail"_L1][0]["type"_L1].toString(), u"int_parsing"_s);
        QCOMPARE(desk.read(u"/activity?brand_id=b&cursor=x"_s).status, 422);
    }

    void theChainCannotBeChangedUnseen()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        decideOne(desk, u"cr_chain"_s);
        QTRY_COMPARE(callbackState(desk, u"cr_chain"_s), u"delivered"_s);
        QVERIFY(desk.read(u"/audit/verify"_s).json()["ok"_L1].toBool());
        QCOMPARE(desk.gateway().stop(), 0);
        const QString file = u"sqlite:"_s + desk.gateway().dataDir() + u"/signalbox.db"_s;
        const auto run = [&file](const QStringList &statements) {
            const auto store = storage::Database::open({.url = file});
            return (*store)->writeNow([statements](storage::Connection &connection) -> Result<QVariant> {
                for (const QString &sql : statements) {
                    if (const auto done = connection.execute(sql); !done)
                        return std::unexpected(done.error());
                }
                return QVariant();
            }).has_value();
        };
        QVERIFY(!run({u"UPDATE approval_audit_chain SET actor = 'me' WHERE seq = 3"_s}));
        QVERIFY(!run({u"DELETE FROM approval_audit_chain WHERE seq = 3"_s}));
        QVERIFY(run({u"DROP TRIGGER approval_audit_chain_no_update"_s, u"UPDATE approval_audit_chain SET actor = 'me' WHERE seq = 3"_s}));
        QVERIFY2(desk.start(), desk.errorText().constData());
        const QJsonObject verdict = desk.read(u"/audit/verify"_s).json();
        QVERIFY(!verdict["ok"_L1].toBool());
        QCOMPARE(verdict["first_bad_seq"_L1].toInt(), 3);
        QVERIFY(!verdict["reason"_L1].toString().isEmpty());
    }

    void oldActivityIsDeletedAtTheStart()
    {
        ApprovalsDesk desk;
        QVERIFY2(desk.start(), desk.errorText().constData());
        decideOne(desk, u"cr_old"_s);
        decideOne(desk, u"cr_new"_s);
        QTRY_COMPARE(callbackState(desk, u"cr_new"_s), u"delivered"_s);
        QTRY_COMPARE(callbackState(desk, u"cr_old"_s), u"delivered"_s);
        desk.gateway().stop();
        {
            const auto store = storage::Database::open({.url = u"sqlite:"_s + desk.gateway().dataDir() + u"/signalbox.db"_s});
            QVERIFY((*store)->writeNow([](storage::Connection &connection) -> Result<QVariant> {
                const qint64 old = QDateTime::currentMSecsSinceEpoch() - 91LL * 24 * 3600 * 1000;
                for (const QString &sql : {u"UPDATE approval_activity SET decided_ms = ? WHERE id = 'cr_old'"_s,
                                           u"UPDATE approval_candidates SET decided_ms = ? WHERE id = 'cr_old'"_s}) {
                    if (const auto done = connection.execute(sql, {old}); !done)
                        return std::unexpected(done.error());
                }
                return QVariant();
            }));
        }
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_COMPARE(desk.read(u"/activity?brand_id=b_orchid"_s).json()["count"_L1].toInt(), 1);
        QTRY_COMPARE(desk.read(u"/candidate/cr_old"_s).status, 404);
        QCOMPARE(desk.read(u"/candidate/cr_new"_s).status, 200);
        QVERIFY(desk.read(u"/audit/verify"_s).json()["ok"_L1].toBool());
    }
};

QTEST_GUILESS_MAIN(TstApprovalsDelivery)
#include "tst_approvals_delivery.moc"
