#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"
#include "tests/support/wire/stub_server.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
/// The bodies of the guide's requests, line by line as it prints them.
const QByteArray kVerification
    = "{\n"
      "    \"items\": [\n"
      "      {\"id\": \"item-1\", \"name\": \"Chicken Breast\", \"quantity\": 2, \"unit\": \"lbs\"}\n"
      "    ],\n"
      "    \"shippingAddress\": {\n"
      "      \"street\": \"123 Main St\",\n"
      "      \"city\": \"San Francisco\",\n"
      "      \"state\": \"CA\",\n"
      "      \"postalCode\": \"94102\",\n"
      "      \"country\": \"US\"\n"
      "    }\n"
      "  }";
const QByteArray kSmoke
    = "{\n"
      "    \"items\": [{\"id\": \"1\", \"name\": \"Milk\", \"quantity\": 1, \"unit\": \"gallon\"}],\n"
      "    \"shippingAddress\": {\n"
      "      \"street\": \"123 Test St\",\n"
      "      \"city\": \"San Francisco\",\n"
      "      \"state\": \"CA\",\n"
      "      \"postalCode\": \"94102\",\n"
      "      \"country\": \"US\"\n"
      "    }\n"
      "  }";
const QByteArray kEmergency
    = R"({"items": [{"id": "1", "name": "Test", "quantity": 1, "unit": "pcs"}], "shippingAddress": )"
      R"({"street": "123 Test", "city": "SF", "state": "CA", "postalCode": "94102", "country": "US"}})";
const QByteArray kLoad
    = R"({"items":[{"id":"1","name":"Chicken","quantity":2,"unit":"lbs"},)"
      R"({"id":"2","name":"Rice","quantity":1,"unit":"bag"}],"shippingAddress":{"street":"123 Main St",)"
      R"("city":"San Francisco","state":"CA","postalCode":"94102","country":"US"}})";

/// The guide's environment without keys of real providers: both direct ones on, in mock mode.
GatewayProcess::Settings guide(const GatewayProcess::Settings &more = {})
{
    GatewayProcess::Settings settings{{u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
                                      {u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                                      {u"LOOPGPT_KROGER_MOCK"_s, u"true"_s},
                                      {u"LOOPGPT_WALMART_MOCK"_s, u"true"_s},
                                      {u"LOOPGPT_SCORE_PRIORITY_WEIGHT"_s, u"1.0"_s},
                                      {u"LOOPGPT_SCORE_PRICE_WEIGHT"_s, u"0.30"_s},
                                      {u"LOOPGPT_SCORE_SPEED_WEIGHT"_s, u"0.15"_s},
                                      {u"LOOPGPT_SCORE_COMMISSION_WEIGHT"_s, u"0.20"_s},
                                      {u"LOOPGPT_SCORE_AVAILABILITY_WEIGHT"_s, u"0.25"_s},
                                      {u"LOOPGPT_SCORE_RELIABILITY_WEIGHT"_s, u"0.10"_s}};
    settings.insert(more);
    return settings;
}

/// The guide's own command with our address in place of its project's: status and body.
Answer curl(const QUrl &base, const QByteArray &body)
{
    QProcess process;
    process.start(u"curl"_s,
                  {u"-s"_s, u"--noproxy"_s, u"*"_s, u"-w"_s, u"\n%{http_code}"_s, u"-X"_s, u"POST"_s,
                   base.resolved(QUrl(kRoute)).toString(), u"-H"_s, u"Content-Type: application/json"_s, u"-d"_s,
                   QString::fromUtf8(body)});
    Answer answer;
    if (!process.waitForFinished() || process.exitCode() != 0)
        return answer;
    const QByteArray output = process.readAllStandardOutput();
    const qsizetype end = output.lastIndexOf('\n');
    answer.status = output.sliced(end + 1).toInt();
    answer.body = output.first(end);
    return answer;
}

} // namespace

/// The deployment guide's and the runbook's own requests, sent by curl, answered as they print it.
class TstCommerceGuide : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_gateway.start(), m_gateway.errorText().constData()); }

    void verification()
    {
        const Answer answer = curl(m_gateway.url(), kVerification);
        QCOMPARE(answer.status, 200);
        const QJsonObject json = answer.json();
        QCOMPARE(json["selectedProvider"_L1].toObject(),
                 (QJsonObject{{u"id"_s, u"WALMART_API"_s}, {u"name"_s, u"Walmart Direct"_s}, {u"priority"_s, 60}}));
        QVERIFY(json["quote"_L1]["totalCents"_L1].toInt() > 0);
        QCOMPARE(json["quote"_L1]["currency"_L1].toString(), u"USD"_s);
        QVERIFY(!json["confirmationToken"_L1].toString().isEmpty());
        QVERIFY(json["requestId"_L1].toString().startsWith(u"req_"_s));
    }

    void healthCheck()
    {
        const Answer answer = curl(m_gateway.url(), R"({"action": "health_check"})");
        QCOMPARE(answer.status, 200);
        const QJsonObject providers = answer.json()["providers"_L1].toObject();
        QCOMPARE(providers.keys(), (QStringList{u"INSTACART"_s, u"KROGER_API"_s, u"MEALME"_s, u"WALMART_API"_s}));
        for (const QJsonValue provider : providers)
            QCOMPARE(provider["healthy"_L1], QJsonValue(true));
    }

    void smoke()
    {
        const Answer answer = curl(m_gateway.url(), kSmoke);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["cart"_L1][0]["name"_L1].toString(), u"Milk"_s);
        QVERIFY(answer.json()["selectedProvider"_L1].isObject());
    }

    void emergencyVerification()
    {
        GatewayProcess gateway(
            guide({{u"LOOPGPT_MEALME_MOCK"_s, u"true"_s}, {u"LOOPGPT_INSTACART_MOCK"_s, u"true"_s}}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer answer = curl(gateway.url(), kEmergency);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["alternativeQuotes"_L1].toArray().size(), 3);
    }

    /// "Issue: No Providers Return Quotes", as it shows itself.
    void noProviders()
    {
        GatewayProcess gateway({{u"LOOPGPT_ENABLE_MEALME"_s, u"false"_s}, {u"LOOPGPT_ENABLE_INSTACART"_s, u"false"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer answer = curl(gateway.url(), kVerification);
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.json()["error"_L1].toString(), u"No providers returned valid quotes"_s);
    }

    /// "Issue: Walmart API 401 Unauthorized", as it shows itself in the log.
    void walmartRefusesTheKey()
    {
        StubServer walmart([](const StubRequest &) { return StubReply{.status = 401}; });
        GatewayProcess gateway({{u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                                {u"WALMART_API_KEY"_s, u"a-key-of-the-tests"_s},
                                {u"WALMART_PARTNER_ID"_s, u"partner-1"_s},
                                {u"WALMART_BASE_URL"_s, walmart.url().toString()}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QCOMPARE(post(gateway.url(), kRoute, kSmoke).status, 200);
        QVERIFY(gateway.sawEvent(u"provider_quote_error"_s));
        QJsonObject logged;
        for (const QJsonObject &line : gateway.logLines()) {
            if (line["event"_L1].toString() == u"provider_quote_error")
                logged = line;
        }
        QCOMPARE(logged["providerId"_L1].toString(), u"WALMART_API"_s);
        QCOMPARE(logged["error"_L1].toString(), u"Unauthorized"_s);
    }

    /// The guide's strategies choose as they say.
    void strategies_data()
    {
        QTest::addColumn<GatewayProcess::Settings>("given");
        QTest::addColumn<QString>("chosen");
        using Given = GatewayProcess::Settings;
        QTest::newRow("price first") << Given{{u"LOOPGPT_SCORE_PRICE_WEIGHT"_s, u"0.50"_s},
                                              {u"LOOPGPT_SCORE_COMMISSION_WEIGHT"_s, u"0.10"_s}}
                                     << u"WALMART_API"_s;
        QTest::newRow("Kroger off") << Given{{u"LOOPGPT_ENABLE_KROGER"_s, u"false"_s}} << u"WALMART_API"_s;
        QTest::newRow("Walmart off") << Given{{u"LOOPGPT_ENABLE_WALMART"_s, u"false"_s}} << u"MEALME"_s;
    }

    void strategies()
    {
        QFETCH(GatewayProcess::Settings, given);
        QFETCH(QString, chosen);
        GatewayProcess gateway(guide(given));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QJsonObject json = curl(gateway.url(), kVerification).json();
        QCOMPARE(json["selectedProvider"_L1]["id"_L1].toString(), chosen);
    }

    /// The guide's load test, ten users without a pause, for two of its thirty seconds: with default settings.
    void load()
    {
        GatewayProcess gateway(guide());
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        std::vector<std::unique_ptr<RawConnection>> users(10);
        const QByteArray request = rawRequest("POST " + kRoute.toUtf8(), {}, kLoad);
        for (auto &user : users)
            user = std::make_unique<RawConnection>(gateway.url(), request);
        int answered = 0;
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 2000) {
            for (const auto &user : users) {
                const Answer answer = user->reply();
                QCOMPARE(answer.status, 200);
                QVERIFY(answer.json()["selectedProvider"_L1].isObject());
                user->send(request);
                ++answered;
            }
        }
        qInfo("%d orders in %lld ms", answered, clock.elapsed());
        QVERIFY(answered >= 100);
    }

    void cleanupTestCase() { QCOMPARE(m_gateway.stop(), 0); }

private:
    GatewayProcess m_gateway{guide()};
};

QTEST_GUILESS_MAIN(TstCommerceGuide)
#include "tst_commerce_guide.moc"
