#include "tests/contracts/operator/console.h"
#include "tests/support/postgres.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

/// Two gateways on one PostgreSQL: settings, secrets, timers and the chain are those of both.
class TstGatewayReplicas : public QObject
{
    Q_OBJECT

private:
    GatewayProcess::Settings settings() const
    {
        return {{u"DATABASE_URL"_s, m_url},
                {u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
                {u"SIGNALBOX_STORE_KEY"_s, QString(64, u'b')}};
    }

    std::unique_ptr<support::PostgresServer> m_server;
    QString m_url;
    std::unique_ptr<GatewayProcess> m_one;
    std::unique_ptr<GatewayProcess> m_two;

private Q_SLOTS:
    void initTestCase()
    {
        m_server = support::PostgresServer::start();
        QVERIFY2(m_server, "PostgreSQL did not start");
        m_url = m_server->createDatabase();
        m_one = std::make_unique<GatewayProcess>(settings());
        m_two = std::make_unique<GatewayProcess>(settings());
        QVERIFY2(m_one->start(), m_one->errorText().constData());
        QVERIFY2(m_two->start(), m_two->errorText().constData());
    }

    /// DESIGN 6: visible on every replica within 1 s.
    void aFlipOnOneIsInForceOnTheOther()
    {
        const Console one(*m_one);
        qint64 worst = 0;
        for (int round = 0; round < 5; ++round) {
            const bool on = round % 2 == 1;
            QCOMPARE(one.flip(u"LOOPGPT_ENABLE_KROGER"_s, on ? u"true"_s : u"false"_s).status, 200);
            QElapsedTimer since;
            since.start();
            while (post(m_two->url(), kRoute, kOrder).body.contains("KROGER_API") != on && since.elapsed() < 5'000) { }
            worst = std::max(worst, since.elapsed());
        }
        qInfo("in force on the other gateway after at most %lld ms", qlonglong(worst));
        QVERIFY2(worst < 1'000, qPrintable(QString::number(worst)));
    }

    void bothWriteOneChain()
    {
        const Console one(*m_one);
        const Console two(*m_two);
        for (int i = 0; i < 6; ++i) {
            const Console &who = i % 2 ? two : one;
            QTRY_COMPARE(one.newest(), two.newest());
            QCOMPARE(who.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, QString::number(10 + i)).status, 200);
        }
        QTRY_COMPARE(one.newest(), two.newest());
        for (const Console *each : {&one, &two}) {
            QVERIFY(each->read(u"revisions/verify"_s)["ok"_L1].toBool());
            QCOMPARE(each->value(u"LOOPGPT_PROVIDER_CONCURRENCY"_s), u"15"_s);
        }
        // On what the other has changed a moment ago, at once.
        const qint64 newest = one.newest();
        QCOMPARE(one.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"20"_s).status, 200);
        const QJsonObject stale {{"expectedRevision"_L1, newest}};
        const Answer refused = two.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"21"_s, stale);
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.json()["error"_L1]["details"_L1]["revision"_L1].toInteger(), newest + 1);
        QCOMPARE(two.flip(u"LOOPGPT_PROVIDER_CONCURRENCY"_s, u"21"_s, {{"expectedRevision"_L1, newest + 1}}).status,
                 200);
    }

    void aSecretReachesTheOther()
    {
        const Console admin(*m_one, u"ada"_s, u"admin"_s, settings());
        QCOMPARE(admin.token().isEmpty(), false);
        QTRY_COMPARE(admin.get(u"/ops/v1/me"_s).status, 200);
        const Answer set = admin.flip(u"KROGER_CLIENT_SECRET"_s, u"a-secret-of-both"_s);
        QCOMPARE(set.status, 200);
        const Console two(*m_two);
        QTRY_COMPARE(two.read(u"settings/KROGER_CLIENT_SECRET"_s)["fingerprint"_L1],
                     set.json()["revision"_L1]["changes"_L1][0]["after"_L1]);
        QVERIFY(!m_server->psql(QUrl(m_url).path().sliced(1), u"SELECT sealed FROM signalbox_secrets"_s)
                     .contains(QByteArray("a-secret-of-both").toHex()));
    }

    /// The gateway that made a timer is gone; another one keeps its word.
    void aTimerOutlivesItsGateway()
    {
        const Console one(*m_one);
        QTRY_COMPARE(one.newest(), Console(*m_two).newest());
        QCOMPARE(one.flip(u"LOOPGPT_AFFILIATE_ID"_s, u"SHORT"_s, {{"backAfterSec"_L1, 15}}).status, 200);
        m_one->killNow();
        const Console two(*m_two);
        QTRY_COMPARE(two.value(u"LOOPGPT_AFFILIATE_ID"_s), u"SHORT"_s);
        QTRY_COMPARE_WITH_TIMEOUT(two.value(u"LOOPGPT_AFFILIATE_ID"_s), u"LOOPGPT"_s, 40'000);
        QCOMPARE(two.read(u"revisions?limit=1"_s)["items"_L1][0]["actor"_L1].toString(), u"timer"_s);
        QVERIFY2(m_one->start(), m_one->errorText().constData());
        QCOMPARE(Console(*m_one).value(u"LOOPGPT_AFFILIATE_ID"_s), u"LOOPGPT"_s);
    }
};

QTEST_GUILESS_MAIN(TstGatewayReplicas)
#include "tst_gateway_replicas.moc"
