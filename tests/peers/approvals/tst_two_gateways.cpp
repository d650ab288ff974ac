#include "tests/support/postgres.h"
#include "tests/system/approvals_check.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

namespace {

constexpr int kCandidates = 200;
constexpr int kKills = 4;
/// A lease of 10 s has to run out before the other gateway looks a prompt up.
constexpr int kDrainMs = 60'000;

/// How many prompts a gateway has sent.
int promptsSent(const GatewayProcess &gateway)
{
    int sent = 0;
    for (const QByteArray &line : get(gateway.url(), u"/metrics"_s).body.split('\n')) {
        if (line.startsWith("approval_prompts_total") && line.contains("result=\"sent\""))
            sent += int(line.split(' ').last().toDouble());
    }
    return sent;
}

} // namespace

/// Contract approval-gateway 17 and 20.4 on PostgreSQL: two gateways do everything once, also while one of them dies.
class TstTwoGateways : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_server = support::PostgresServer::start();
        QVERIFY2(m_server, "PostgreSQL did not start");
    }

    void twoHundredCandidates()
    {
        prepare();
        QVERIFY2(m_desk->start(), m_desk->errorText().constData());
        QVERIFY2(m_other->start(), m_other->errorText().constData());
        m_load->start(true);
        QTRY_VERIFY_WITH_TIMEOUT(m_load->submitted().size() >= kCandidates, 60'000);
        m_load->stop();
        m_parties->calm();
        m_load->start(false);
        verifyEverythingOnce(u"two gateways on one store"_s);
        QVERIFY2(promptsSent(m_desk->gateway()) > 0 && promptsSent(*m_other) > 0, "one of them did nothing");
        QCOMPARE(m_desk->gateway().stop(), 0);
        QCOMPARE(m_other->stop(), 0);
    }

    void oneOfThemDies()
    {
        prepare();
        QVERIFY2(m_desk->start(), m_desk->errorText().constData());
        QVERIFY2(m_other->start(), m_other->errorText().constData());
        for (int i = 0; i < kKills; ++i) {
            GatewayProcess &victim = i % 2 == 0 ? m_desk->gateway() : *m_other;
            GatewayProcess &survivor = i % 2 == 0 ? *m_other : m_desk->gateway();
            m_load->setGateways({&m_desk->gateway(), m_other.get()});
            m_load->start(true);
            QTest::qWait(900 + 130 * i);
            victim.killNow();
            m_load->stop();
            m_load->setGateways({&survivor});
            m_load->start(true);
            QTest::qWait(700);
            m_load->stop();
            QVERIFY2(victim.start(), victim.errorText().constData());
        }
        m_parties->calm();
        m_load->setGateways({&m_desk->gateway(), m_other.get()});
        m_load->start(false);
        verifyEverythingOnce(u"two gateways, one of them killed %1 times"_s.arg(kKills));
    }

    /// The server goes at the worst moments: while Twilio has a prompt and while core has a callback.
    void theStoreGoesAndComesBack()
    {
        ApprovalsDesk desk({{u"DATABASE_URL"_s, m_server->createDatabase()}, {u"PROMPT_SYNC_WAIT_MS"_s, u"200"_s}});
        QVERIFY2(desk.start(), desk.errorText().constData());
        QVERIFY(desk.submit(u"cr_before"_s).status == 202);
        QTRY_COMPARE(desk.candidate(u"cr_before"_s)["state"_L1].toString(), u"prompted"_s);
        bool gone = false;
        desk.twilio.setScript([&](const StubRequest &request) {
            if (request.method == "POST" && !std::exchange(gone, true))
                m_server->stop();
            return desk.accept(request);
        });
        desk.submit(u"cr_prompt"_s);
        QTRY_VERIFY(gone);
        const Form approve{{"MessageSid", "SMgone"}, {"From", ApprovalsDesk::kOwner}, {"Body", "approve cr_before"}};
        const RequestHeaders asJson{{"Accept", "application/json"}};
        QCOMPARE(desk.whatsapp(approve, asJson).status, 503);
        QCOMPARE(desk.submit(u"cr_refused"_s).json()["code"_L1].toString(), u"store_unavailable"_s);
        QCOMPARE(get(desk.url(), u"/readyz"_s).status, 503);
        QCOMPARE(get(desk.url(), u"/"_s).status, 200);

        gone = false;
        desk.core.setScript([&](const StubRequest &) {
            if (!std::exchange(gone, true))
                m_server->stop();
            return StubReply{};
        });
        QVERIFY(m_server->startAgain());
        QString decision;
        const auto approved = [&] {
            if (decision.isEmpty())
                decision = desk.whatsapp(approve, asJson).json()["decision"_L1].toString();
            return decision;
        };
        QTRY_COMPARE_WITH_TIMEOUT(approved(), u"approved"_s, 15'000);
        QTRY_VERIFY(gone);
        QVERIFY(m_server->startAgain());
        const auto callback = [&desk] { return desk.candidate(u"cr_before"_s)["callback"_L1]["state"_L1].toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(callback(), u"delivered"_s, 20'000);
        QCOMPARE(desk.decisions(u"cr_before"_s).size(), 1);
        const auto prompt = [&desk] { return desk.candidate(u"cr_prompt"_s)["prompts"_L1][0]["status"_L1].toString(); };
        QTRY_COMPARE_WITH_TIMEOUT(prompt(), u"sent"_s, 30'000);
        QCOMPARE(desk.sendsAbout(u"cr_prompt"_s), 1);
        QCOMPARE(desk.read(u"/candidate/cr_refused"_s).status, 404);
        QVERIFY(desk.submit(u"cr_refused"_s).json()["status"_L1].toString() != u"duplicate");
        QVERIFY(desk.read(u"/audit/verify"_s).json()["ok"_L1].toBool());
    }

private:
    void prepare()
    {
        m_url = m_server->createDatabase();
        GatewayProcess::Settings settings = ApprovalParties::settings();
        settings.insert(u"DATABASE_URL"_s, m_url);
        settings.insert(u"REPLICA_HINT"_s, u"2"_s);
        m_desk = std::make_unique<ApprovalsDesk>(settings);
        m_other = m_desk->replica();
        m_parties = std::make_unique<ApprovalParties>(*m_desk, 15);
        m_load = std::make_unique<ApprovalLoad>(*m_desk, 16);
        m_load->setGateways({&m_desk->gateway(), m_other.get()});
    }

    void verifyEverythingOnce(const QString &title)
    {
        const auto store = storage::Database::open({.url = m_url});
        QVERIFY(store);
        QTRY_VERIFY_WITH_TIMEOUT(m_load->isIdle() && ApprovalsCheck::underWay(**store) == 0, kDrainMs);
        m_load->stop();
        const ApprovalsVerdict verdict = ApprovalsCheck(*m_load, *m_parties).check(**store);
        const QByteArray report = reportOf(verdict, *m_load, *m_parties, title);
        qInfo("%s", report.constData());
        QVERIFY2(verdict.faults.isEmpty(), report.constData());
        QVERIFY(verdict.acknowledged >= kCandidates);
        QVERIFY(m_desk->read(u"/audit/verify"_s).json()["ok"_L1].toBool());
    }

    std::unique_ptr<support::PostgresServer> m_server;
    QString m_url;
    std::unique_ptr<ApprovalsDesk> m_desk;
    std::unique_ptr<GatewayProcess> m_other;
    std::unique_ptr<ApprovalParties> m_parties;
    std::unique_ptr<ApprovalLoad> m_load;
};

QTEST_GUILESS_MAIN(TstTwoGateways)
#include "tst_two_gateways.moc"
