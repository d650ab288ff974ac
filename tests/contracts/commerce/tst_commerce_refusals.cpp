#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
const QByteArray kGood
    = R"({"items":[{"id":"1","name":"Rice","quantity":1}],"shippingAddress":{"street":"1 A St","city":"X",)"
      R"("postalCode":"94102","country":"US"}})";

void verifyEnvelope(const Answer &answer, int status, const QString &code)
{
    QCOMPARE(answer.status, status);
    const QJsonObject json = answer.json();
    QCOMPARE(json["code"_L1].toString(), code);
    QVERIFY(json["error"_L1].isString());
    QVERIFY(json["retryable"_L1].isBool());
    QVERIFY(json["timestamp"_L1].toString().endsWith(u'Z'));
    QCOMPARE(json["requestId"_L1].toString().toUtf8(), answer.headers.value("x-request-id"));
}

} // namespace

/// Every refusal of the commerce contract, with its exact body.
class TstCommerceRefusals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_gateway.start(), m_gateway.errorText().constData()); }

    void w4AllProblemsAtOnce()
    {
        const Answer answer
            = post(m_gateway.url(), kRoute,
                   R"({"items":[{"id":"1","name":"Rice","quantity":"2 cups"},{"id":"1","name":"","quantity":1}],)"
                   R"("shippingAddress":{"street":"1 A St","city":"X","postalCode":"9410","country":"US"}})");
        verifyEnvelope(answer, 400, u"INVALID_ITEMS"_s);
        QCOMPARE(answer.json()["error"_L1].toString(), u"Items are not valid"_s);
        const auto problem = [](const QString &field, const QString &reason) {
            return QJsonObject{{u"field"_s, field}, {u"reason"_s, reason}};
        };
        QCOMPARE(answer.json()["details"_L1]["fields"_L1].toArray(),
                 (QJsonArray{problem(u"items[0].quantity"_s, u"must be a number greater than 0"_s),
                             problem(u"items[1].id"_s, u"must be unique"_s),
                             problem(u"items[1].name"_s, u"must have 1 to 200 characters"_s),
                             problem(u"shippingAddress.postalCode"_s, u"is not a US postal code"_s)}));
    }

    void badBodies_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("code");
        QTest::newRow("empty") << QByteArray(" ") << u"INVALID_REQUEST"_s;
        QTest::newRow("not JSON") << QByteArray("{") << u"INVALID_REQUEST"_s;
        QTest::newRow("array") << QByteArray("[]") << u"INVALID_REQUEST"_s;
        QTest::newRow("deep") << QByteArray(R"({"a":)" + QByteArray(70, '[') + QByteArray(70, ']') + "}")
                              << u"INVALID_REQUEST"_s;
        QTest::newRow("unknown action") << QByteArray(R"({"action":"dance"})") << u"INVALID_REQUEST"_s;
        QTest::newRow("no items") << QByteArray(
            R"({"items":[],"shippingAddress":{"street":"1","city":"X","postalCode":"94102","country":"US"}})")
                                  << u"INVALID_ITEMS"_s;
        QTest::newRow("no address") << QByteArray(R"({"items":[{"id":"1","name":"Rice","quantity":1}]})")
                                    << u"INVALID_ADDRESS"_s;
        QTest::newRow("unknown provider")
            << QByteArray(kGood.chopped(1) + R"(,"preferences":{"excludeProviders":["AMAZON"]}})")
            << u"INVALID_REQUEST"_s;
        QTest::newRow("NUL in a name") << QByteArray(kGood).replace("Rice", "Ri\\u0000ce") << u"INVALID_ITEMS"_s;
        QTest::newRow("contradiction") << QByteArray(kGood.chopped(1)
                                                     + R"(,"preferences":{"optimize":"price","optimizeFor":"speed"}})")
                                       << u"INVALID_REQUEST"_s;
    }

    void badBodies()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, code);
        verifyEnvelope(post(m_gateway.url(), kRoute, body), 400, code);
    }

    void unknownFunction()
    {
        verifyEnvelope(post(m_gateway.url(), u"/functions/v1/nothing"_s, "{}"), 404, u"NOT_FOUND"_s);
    }

    void wrongMethod()
    {
        const Answer answer = get(m_gateway.url(), kRoute);
        verifyEnvelope(answer, 405, u"METHOD_NOT_ALLOWED"_s);
        QVERIFY(answer.headers.value("allow").contains("POST"));
    }

    void preflight()
    {
        const Answer answer = request("OPTIONS", m_gateway.url(), kRoute);
        QCOMPARE(answer.status, 204);
        QVERIFY(answer.body.isEmpty());
        QCOMPARE(answer.headers.value("access-control-allow-headers"),
                 "authorization, x-client-info, apikey, content-type"_ba);
        QCOMPARE(answer.headers.value("access-control-allow-methods"), "GET, POST, OPTIONS"_ba);
    }

    void tooLarge()
    {
        const QByteArray big(1048577, ' ');
        verifyEnvelope(post(m_gateway.url(), kRoute, big), 413, u"REQUEST_TOO_LARGE"_s);
    }

    void tooLargeWithoutALength()
    {
        QByteArray chunk(65536, ' ');
        QByteArray body;
        for (int i = 0; i < 20; ++i)
            body += "10000\r\n" + chunk + "\r\n";
        const QByteArray answer
            = raw(m_gateway.url(),
                  "POST " + kRoute.toUtf8() + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + body
                      + "0\r\n\r\n");
        QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.constData());
        QVERIFY(answer.contains("REQUEST_TOO_LARGE"));
    }

    void forgedTokens_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("none") << QByteArray("");
        QTest::newRow("nonsense") << QByteArray("conf_abc");
        QTest::newRow("foreign signature")
            << QByteArray("conf_eyJ2IjoxLCJqdGkiOiI1ZjBjMmE5ZTdiMWQ0YzNlOGE2ZjliMGQxZTJjM2E0YiJ9."
                          "1Qjv2397lQ0MV8XBeuyAOKzB0HZuewDaTA_akln_aS4");
        QTest::newRow("too long") << QByteArray("conf_" + QByteArray(2000, 'a'));
    }

    void forgedTokens()
    {
        QFETCH(QByteArray, token);
        const QByteArray body = "{\"confirmationToken\":\"" + token + "\"}";
        const Answer answer = post(m_gateway.url(), u"/functions/v1/loopgpt_confirm_order"_s, body);
        verifyEnvelope(answer, 400, token.isEmpty() ? u"INVALID_REQUEST"_s : u"INVALID_TOKEN"_s);
    }

    void keysAreAsked()
    {
        GatewayProcess gateway(
            {{u"LOOPGPT_REQUIRE_AUTH"_s, u"true"_s}, {u"LOOPGPT_API_KEYS"_s, u"alpha-key-0001,beta-key-0002"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer refused = post(gateway.url(), kRoute, kGood);
        verifyEnvelope(refused, 401, u"UNAUTHORIZED"_s);
        QCOMPARE(refused.json()["error"_L1].toString(), u"Unauthorized"_s);
        QCOMPARE(post(gateway.url(), kRoute, kGood, {{"Authorization", "Bearer beta-key-0002"}}).status, 200);
        QCOMPARE(post(gateway.url(), kRoute, kGood, {{"Authorization", "Bearer beta-key-0003"}}).status, 401);
    }

    void rateLimitHolds()
    {
        GatewayProcess gateway({{u"LOOPGPT_RATE_LIMIT_PER_MINUTE"_s, u"3"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        for (int left = 2; left >= 0; --left) {
            const Answer answer = post(gateway.url(), kRoute, kGood);
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.headers.value("x-ratelimit-limit"), "3"_ba);
            QCOMPARE(answer.headers.value("x-ratelimit-remaining"), QByteArray::number(left));
        }
        // The header must not move the caller to another bucket: nobody trusts this peer.
        const Answer refused = post(gateway.url(), kRoute, kGood, {{"X-Forwarded-For", "203.0.113.9"}});
        verifyEnvelope(refused, 429, u"RATE_LIMIT_EXCEEDED"_s);
        QVERIFY(refused.headers.value("retry-after").toInt() >= 1);
        QVERIFY(refused.json()["retryable"_L1].toBool());
    }

    void guidesLoadTestPasses()
    {
        for (int i = 0; i < 200; ++i)
            QCOMPARE(post(m_gateway.url(), kRoute, kGood).status, 200);
    }

private:
    GatewayProcess m_gateway;
};

QTEST_GUILESS_MAIN(TstCommerceRefusals)
#include "tst_commerce_refusals.moc"
