#include "tests/contracts/approvals/approvals_desk.h"
#include "tests/support/postgres.h"
#include "tests/support/redis.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

/// Contract approval-gateway 12, 17 and 20.4 with the real servers: several replicas, and Redis coming and going.
class TstApprovalsStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoReplicasDoEverythingOnce()
    {
        const auto server = support::PostgresServer::start();
        QVERIFY2(server, "PostgreSQL did not start");
        ApprovalsDesk desk({{u"DATABASE_URL"_s, server->createDatabase()}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        const auto other = desk.replica();
        QVERIFY2(other->start(), other->errorText().constData());
        for (int i = 0; i < 12; ++i) {
            const QString id = u"cr_p"_s + QString::number(i);
            QCOMPARE(desk.submit(id).status, 202);
            QTRY_COMPARE(desk.candidate(id)["state"_L1].toString(), u"prompted"_s);
            QNetworkAccessManager network;
            std::vector<std::unique_ptr<QNetworkReply>> replies;
            for (const auto &[base, text] : {std::pair(desk.url(), "approve "_ba), std::pair(other->url(), "skip "_ba)}) {
                const Form form {{"MessageSid", "SM" + text.left(2) + id.toLatin1()}, {"From", ApprovalsDesk::kOwner}, {"Body", text + id.toLatin1()}};
                QNetworkRequest request(base.resolved(QUrl(u"/webhooks/whatsapp"_s)));
                request.setRawHeader("Content-Type", "application/x-www-form-urlencoded");
                request.setRawHeader("Accept", "application/json");
                request.setRawHeader("X-Twilio-Signature", ApprovalsDesk::signature(ApprovalsDesk::kPublic + "/webhooks/whatsapp", form));
                replies.emplace_back(network.post(request, encodedForm(form)));
            }
            int processed = 0;
            for (const auto &reply : replies) {
                QTRY_VERIFY(reply->isFinished());
                processed += QJsonDocument::fromJson(reply->readAll())["status"_L1].toString() == u"processed" ? 1 : 0;
            }
            QCOMPARE(processed, 1);
            QTRY_COMPARE(desk.decisions(id).size(), 1);
            QCOMPARE(desk.sendsAbout(id), 1);
        }
        // What a replica leaves behind the other one ends.
        desk.submit(u"cr_left"_s, {{u"deadline_sec"_s, 1}});
        desk.gateway().killNow();
        QTRY_COMPARE(desk.decisions(u"cr_left"_s).size(), 1);
        const QJsonObject verdict = get(other->url(), u"/audit/verify"_s, ApprovalsDesk::bearer()).json();
        QVERIFY(verdict["ok"_L1].toBool());
        QCOMPARE(other->stop(), 0);
    }

    void limitsLiveInRedisAndOutliveIt()
    {
        QVERIFY2(support::RedisServer::isInstalled(), "redis-server is one of the packages of the tests");
        support::RedisServer redis;
        QVERIFY(redis.start());
        ApprovalsDesk desk({{u"REDIS_URL"_s, redis.url()}, {u"WA_BUCKET_CAPACITY"_s, u"1"_s}, {u"WA_BUCKET_REFILL_PER_MIN"_s, u"1"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_COMPARE(get(desk.url(), u"/readyz"_s).json()["redis"_L1].toString(), u"ok"_s);
        QCOMPARE(desk.submit(u"cr_e1"_s).json()["status"_L1].toString(), u"prompted"_s);
        // The bucket is Redis', so a new process finds it empty.
        desk.gateway().stop();
        QVERIFY2(desk.start(), desk.errorText().constData());
        QTRY_COMPARE(get(desk.url(), u"/readyz"_s).json()["redis"_L1].toString(), u"ok"_s);
        QCOMPARE(desk.submit(u"cr_e2"_s).json()["status"_L1].toString(), u"rate_limited"_s);
        QTRY_VERIFY_WITH_TIMEOUT(get(desk.url(), u"/metrics"_s).body.contains("approval_redis_up 1"), 8000);
        redis.stop();
        QTRY_COMPARE(get(desk.url(), u"/readyz"_s).json()["redis"_L1].toString(), u"down"_s);
        QCOMPARE(get(desk.url(), u"/readyz"_s).status, 200);
        QCOMPARE(desk.submit(u"cr_e3"_s, {{u"brand_id"_s, u"b_other"_s}}).json()["status"_L1].toString(), u"prompted"_s);
        QCOMPARE(desk.say(ApprovalsDesk::kOwner, "approve cr_e1")["decision"_L1].toString(), u"approved"_s);
    }
};

QTEST_GUILESS_MAIN(TstApprovalsStores)
#include "tst_approvals_stores.moc"
