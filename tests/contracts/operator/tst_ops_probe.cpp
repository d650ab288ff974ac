#include "tests/contracts/operator/console.h"
#include "tests/support/wire/stub_server.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

/// `POST /ops/v1/providers/{name}/probe` over the wire.
class TstOpsProbe : public QObject
{
    Q_OBJECT

    StubServer m_stub {[](const StubRequest &) { return StubReply {.status = 404}; }};
    std::unique_ptr<GatewayProcess> m_gateway;
    std::unique_ptr<Console> m_console;
    const QJsonObject m_because {{"reason"_L1, u"is it back?"_s}};

    Answer probe(const QString &name) const { return m_console->post(u"/ops/v1/providers/%1/probe"_s.arg(name), m_because); }

private Q_SLOTS:
    void initTestCase()
    {
        m_gateway = std::make_unique<GatewayProcess>(GatewayProcess::Settings {
            {u"LOOPGPT_ENABLE_KROGER"_s, u"false"_s},
            {u"KROGER_CLIENT_ID"_s, u"client"_s},
            {u"KROGER_CLIENT_SECRET"_s, u"secret-of-kroger"_s},
            {u"LOOPGPT_KROGER_MAX_RETRIES"_s, u"0"_s},
            {u"LOOPGPT_HEALTH_TIMEOUT"_s, u"1000"_s},
            {u"KROGER_BASE_URL"_s, m_stub.url().toString()}});
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
        m_console = std::make_unique<Console>(*m_gateway);
    }

    /// Before somebody puts it back, that is.
    void aDisabledProviderIsReallyAsked()
    {
        m_stub.setScript([](const StubRequest &) {
            return StubReply {.body = R"({"access_token":"t","expires_in":1800,"token_type":"bearer"})"};
        });
        m_stub.forget();
        const Answer answer = probe(u"KROGER_API"_s);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["providerId"_L1].toString(), u"KROGER_API"_s);
        QCOMPARE(answer.json()["healthy"_L1].toBool(), true);
        QCOMPARE(answer.json()["reason"_L1].toString(), QString());
        QVERIFY(!answer.json()["auditId"_L1].toString().isEmpty());
        QVERIFY(!m_stub.requests().empty());
        const QJsonObject entry = m_console->read(u"audit?filter=target:KROGER_API"_s)["items"_L1][0].toObject();
        QCOMPARE(entry["reason"_L1].toString(), u"is it back?"_s);
        QVERIFY(entry["after"_L1].toString().startsWith("healthy, "_L1));
    }

    void everyProbeAsksAnew()
    {
        m_stub.forget();
        QCOMPARE(probe(u"kroger"_s).status, 200);
        QCOMPARE(probe(u"kroger"_s).status, 200);
        QVERIFY(m_stub.requests().size() >= 2);
    }

    void whatIsWrongIsTold()
    {
        m_stub.setScript([](const StubRequest &) { return StubReply {.status = 401}; });
        QCOMPARE(probe(u"kroger"_s).json()["reason"_L1].toString(), u"AUTH_FAILED"_s);
        m_stub.setScript([](const StubRequest &) { return StubReply {.silent = true}; });
        const QJsonObject late = probe(u"kroger"_s).json();
        QCOMPARE(late["reason"_L1].toString(), u"TIMEOUT"_s);
        QVERIFY(late["ms"_L1].toInt() >= 900);
        QCOMPARE(late["healthy"_L1].toBool(true), false);
    }

    void nothingIsSentWithoutCredentialsOrThroughAnOpenBreaker()
    {
        m_stub.forget();
        QCOMPARE(probe(u"walmart"_s).json()["reason"_L1].toString(), u"MISSING_CREDENTIALS"_s);
        QCOMPARE(m_console->post(u"/ops/v1/breakers/kroger/open"_s, m_because).status, 200);
        QCOMPARE(probe(u"kroger"_s).json()["reason"_L1].toString(), u"CIRCUIT_OPEN"_s);
        QCOMPARE(m_console->post(u"/ops/v1/breakers/kroger/auto"_s, m_because).status, 200);
        QCOMPARE(int(m_stub.requests().size()), 0);
    }

    void aRepeatBringsTheSameAnswer()
    {
        m_stub.setScript([](const StubRequest &) { return StubReply {.body = R"({"access_token":"t","expires_in":1800})"}; });
        const QString path = u"/ops/v1/providers/kroger/probe"_s;
        const QJsonObject first = m_console->post(path, m_because, {{"Idempotency-Key", "p1"}}).json();
        QCOMPARE(m_console->post(path, m_because, {{"Idempotency-Key", "p1"}}).json(), first);
    }

    void badActs()
    {
        QCOMPARE(probe(u"nobody"_s).status, 404);
        QCOMPARE(errorField(m_console->post(u"/ops/v1/providers/kroger/probe"_s, {})), u"reason"_s);
        const Console approver(*m_gateway, u"paul"_s, u"approver"_s);
        QTRY_COMPARE(approver.get(u"/ops/v1/me"_s).status, 200);
        QCOMPARE(approver.post(u"/ops/v1/providers/kroger/probe"_s, m_because).status, 403);
    }
};

QTEST_GUILESS_MAIN(TstOpsProbe)
#include "tst_ops_probe.moc"
