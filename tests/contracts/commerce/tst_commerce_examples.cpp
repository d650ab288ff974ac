#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
const QString kConfirm = u"/functions/v1/loopgpt_confirm_order"_s;
const QString kCancel = u"/functions/v1/loopgpt_cancel_order"_s;
const QString kOutcome = u"/functions/v1/loopgpt_record_outcome"_s;

const QByteArray kAddress
    = R"("shippingAddress":{"street":"123 Main St","city":"San Francisco","state":"CA","postalCode":"94102",)"
      R"("country":"US"})";
const QByteArray kChicken
    = R"({"items":[{"id":"item-1","name":"Chicken Breast","quantity":2,"unit":"lbs"}],)" + kAddress + '}';
const QByteArray kCart213 = R"({"items":[{"id":"a","name":"Chicken Breast","quantity":2},)"
                            R"({"id":"b","name":"Rice","quantity":1},{"id":"c","name":"Eggs","quantity":3}],)"
    + kAddress + '}';

GatewayProcess::Settings mocks(GatewayProcess::Settings more = {})
{
    GatewayProcess::Settings settings{{u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
                                      {u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                                      {u"LOOPGPT_KROGER_MOCK"_s, u"true"_s},
                                      {u"LOOPGPT_WALMART_MOCK"_s, u"true"_s},
                                      {u"LOOPGPT_SERVICE_KEY"_s, u"service-key-of-the-tests"_s}};
    settings.insert(more);
    return settings;
}

const RequestHeaders kService{{"Authorization", "Bearer service-key-of-the-tests"}};

QJsonObject alternative(const QJsonObject &answer, QLatin1StringView id)
{
    for (const QJsonValue quote : answer["alternativeQuotes"_L1].toArray()) {
        if (quote["provider"_L1]["id"_L1].toString() == id)
            return quote.toObject();
    }
    return {};
}

QByteArray tokenBody(const QJsonObject &routed)
{
    return QByteArray(R"({"confirmationToken":")") + routed["confirmationToken"_L1].toString().toUtf8() + R"("})";
}

} // namespace

/// The worked examples of the commerce contract, over the wire.
class TstCommerceExamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_gateway = std::make_unique<GatewayProcess>(mocks());
        QVERIFY2(m_gateway->start(), m_gateway->errorText().constData());
    }

    void w1GuideVerification()
    {
        const Answer answer = post(m_gateway->url(), kRoute, kChicken);
        QCOMPARE(answer.status, 200);
        const QJsonObject json = answer.json();
        QCOMPARE(json["selectedProvider"_L1].toObject(),
                 (QJsonObject{{u"id"_s, u"WALMART_API"_s}, {u"name"_s, u"Walmart Direct"_s}, {u"priority"_s, 60}}));
        QCOMPARE(json["config"_L1].toObject(),
                 (QJsonObject{{u"id"_s, u"WALMART_API"_s},
                              {u"name"_s, u"Walmart Direct"_s},
                              {u"enabled"_s, true},
                              {u"priority"_s, 60},
                              {u"regions"_s, QJsonArray{u"US"_s}},
                              {u"timeout"_s, 10000},
                              {u"maxRetries"_s, 2}}));
        QCOMPARE(json["quote"_L1].toObject(),
                 (QJsonObject{{u"subtotalCents"_s, 1998},
                              {u"feesCents"_s, 795},
                              {u"taxCents"_s, 140},
                              {u"totalCents"_s, 2933},
                              {u"currency"_s, u"USD"_s},
                              {u"estimatedDeliveryMinutes"_s, 90},
                              {u"estimatedDelivery"_s, QJsonObject{{u"min"_s, 60}, {u"max"_s, 120}}},
                              {u"mode"_s, u"mock"_s},
                              {u"taxEstimated"_s, true}}));
        QCOMPARE(json["affiliateUrl"_L1].toString(),
                 u"https://www.walmart.com/cart?cartId=mock-walmart-105113f7&affId=LOOPGPT"_s);
        QCOMPARE(json["cart"_L1][0]["lineTotalCents"_L1].toInt(), 1998);
        QCOMPARE(json["cart"_L1][0]["providerSku"_L1].toString(), u"WM-MOCK-00000"_s);
        QCOMPARE(json["score"_L1].toDouble(), 141.2);
        QCOMPARE(json["scoreBreakdown"_L1]["marginScore"_L1].toInt(), 67);
        QCOMPARE(json["scoreBreakdown"_L1]["speedScore"_L1].toInt(), 52);
        QVERIFY(json["scoreBreakdown"_L1]["explanation"_L1].toString().contains(u"Walmart Direct"_s));
        QStringList order;
        for (const QJsonValue quote : json["alternativeQuotes"_L1].toArray())
            order += quote["provider"_L1]["id"_L1].toString();
        QCOMPARE(order, (QStringList{u"MEALME"_s, u"KROGER_API"_s, u"INSTACART"_s}));
        QCOMPARE(alternative(json, "MEALME"_L1)["score"_L1].toDouble(), 117.8);
        QCOMPARE(alternative(json, "KROGER_API"_L1)["score"_L1].toDouble(), 110.0);
        QCOMPARE(alternative(json, "INSTACART"_L1)["score"_L1].toDouble(), 102.25);
        QVERIFY(!json.contains("providerErrors"_L1));
        static const QRegularExpression id(u"^req_\\d{13}_[a-z0-9]{8}$"_s);
        QVERIFY(id.match(json["requestId"_L1].toString()).hasMatch());
        QCOMPARE(answer.headers.value("x-request-id"), json["requestId"_L1].toString().toUtf8());
        QCOMPARE(answer.headers.value("x-content-type-options"), "nosniff"_ba);
        QCOMPARE(answer.headers.value("cache-control"), "no-store"_ba);
        QCOMPARE(answer.headers.value("access-control-allow-origin"), "*"_ba);
    }

    void secondMountAnswersTheSame()
    {
        const QJsonObject json = post(m_gateway->url(), u"/loopgpt_route_order"_s, kChicken).json();
        QCOMPARE(json["score"_L1].toDouble(), 141.2);
    }

    void w2AliasForm()
    {
        GatewayProcess gateway(mocks({{u"LOOPGPT_ENABLE_KROGER"_s, u"false"_s}}));
        QVERIFY(gateway.start());
        const QJsonObject json
            = post(gateway.url(), kRoute,
                   R"({"userId":"u1","items":[{"name":"Ground Beef","quantity":1.5,"preferences":{"unit":"lb"}},)"
                   R"({"name":"Tortillas","quantity":2}],"location":{"city":"Oakland","state":"CA","zip":"94607"},)"
                   R"("preferences":{"optimizeFor":"price"}})")
                  .json();
        QCOMPARE(json["cart"_L1][0]["clientItemId"_L1].toString(), u"ground-beef-0"_s);
        QCOMPARE(json["cart"_L1][1]["clientItemId"_L1].toString(), u"tortillas-1"_s);
        QCOMPARE(json["cart"_L1][0]["lineTotalCents"_L1].toInt(), 1499);
        QCOMPARE(json["quote"_L1]["totalCents"_L1].toInt(), 4537);
        QCOMPARE(json["score"_L1].toDouble(), 155.9);
        QCOMPARE(alternative(json, "INSTACART"_L1)["score"_L1].toDouble(), 106.98);
        QCOMPARE(alternative(json, "INSTACART"_L1)["quote"_L1]["totalCents"_L1].toInt(), 4943);
        QCOMPARE(alternative(json, "MEALME"_L1)["score"_L1].toDouble(), 97.5);
        QCOMPARE(alternative(json, "MEALME"_L1)["quote"_L1]["totalCents"_L1].toInt(), 5410);
    }

    void w6NothingLeft()
    {
        const QByteArray body = kChicken.chopped(1) + R"(,"preferences":{"maxDeliveryMinutes":30}})";
        const Answer answer = post(m_gateway->url(), kRoute, body);
        QCOMPARE(answer.status, 503);
        const QJsonObject json = answer.json();
        QCOMPARE(json["error"_L1].toString(), u"No providers returned valid quotes"_s);
        QCOMPARE(json["code"_L1].toString(), u"NO_PROVIDERS_AVAILABLE"_s);
        QVERIFY(json["retryable"_L1].toBool());
        QCOMPARE(json["details"_L1]["attemptedProviders"_L1].toArray(),
                 (QJsonArray{u"MEALME"_s, u"INSTACART"_s, u"KROGER_API"_s, u"WALMART_API"_s}));
        QCOMPARE(json["details"_L1]["errors"_L1]["KROGER_API"_L1].toString(),
                 u"Estimated delivery 150 min exceeds the requested maximum of 30 min"_s);
    }

    void w8ConfirmAndReplay()
    {
        const QByteArray body = kChicken.chopped(1) + R"(,"userId":"user-42"})";
        const QJsonObject routed = post(m_gateway->url(), kRoute, body).json();
        const QByteArray other = tokenBody(routed).chopped(1) + R"(,"userId":"someone"})";
        QCOMPARE(post(m_gateway->url(), kConfirm, other).json()["code"_L1].toString(), u"USER_MISMATCH"_s);
        const QByteArray mine = tokenBody(routed).chopped(1) + R"(,"userId":"user-42"})";
        const Answer first = post(m_gateway->url(), kConfirm, mine);
        QCOMPARE(first.status, 200);
        QJsonObject json = first.json();
        static const QRegularExpression order(u"^ord_\\d{13}_[a-z0-9]{8}$"_s);
        QVERIFY(order.match(json["orderId"_L1].toString()).hasMatch());
        QCOMPARE(json["status"_L1].toString(), u"placed"_s);
        QCOMPARE(json["totalCents"_L1].toInt(), 2933);
        QCOMPARE(json["message"_L1].toString(), u"Order placed with Walmart Direct."_s);
        QCOMPARE(json["replayed"_L1].toBool(true), false);
        const QJsonObject again = post(m_gateway->url(), kConfirm, mine).json();
        QCOMPARE(again["orderId"_L1].toString(), json["orderId"_L1].toString());
        QCOMPARE(again["replayed"_L1].toBool(), true);
        QCOMPARE(post(m_gateway->url(), kCancel, mine).json()["code"_L1].toString(), u"ALREADY_CONFIRMED"_s);
    }

    void w9ConfirmWithFailover()
    {
        GatewayProcess gateway(mocks({{u"LOOPGPT_WALMART_MOCK_CONFIRM_ERROR"_s, u"UPSTREAM_5XX"_s}}));
        QVERIFY(gateway.start());
        const QJsonObject routed = post(gateway.url(), kRoute, kCart213).json();
        QCOMPARE(routed["score"_L1].toDouble(), 136.1);
        QCOMPARE(routed["quote"_L1]["totalCents"_L1].toInt(), 7209);
        QCOMPARE(alternative(routed, "KROGER_API"_L1)["score"_L1].toDouble(), 129.8);
        const QJsonObject json = post(gateway.url(), kConfirm, tokenBody(routed)).json();
        QCOMPARE(json["providerId"_L1].toString(), u"KROGER_API"_s);
        QCOMPARE(json["totalCents"_L1].toInt(), 7089);
        QVERIFY(json["failoverAttempted"_L1].toBool());
        QCOMPARE(json["failoverFrom"_L1].toString(), u"WALMART_API"_s);
        QVERIFY(gateway.sawEvent(u"commerce.confirm_order.failure"_s));
        QVERIFY(gateway.sawEvent(u"commerce.failover_attempt"_s));
        QVERIFY(gateway.sawEvent(u"commerce.failover_success"_s));
    }

    void w10CancelThenConfirm()
    {
        const QJsonObject routed = post(m_gateway->url(), kRoute, kChicken).json();
        const Answer cancelled = post(m_gateway->url(), kCancel, tokenBody(routed));
        QCOMPARE(cancelled.status, 200);
        QCOMPARE(cancelled.json()["message"_L1].toString(), u"Routing cancelled."_s);
        QCOMPARE(cancelled.json()["status"_L1].toString(), u"cancelled"_s);
        QCOMPARE(post(m_gateway->url(), kCancel, tokenBody(routed)).json()["replayed"_L1].toBool(), true);
        const Answer confirmed = post(m_gateway->url(), kConfirm, tokenBody(routed));
        QCOMPARE(confirmed.status, 409);
        QCOMPARE(confirmed.json()["error"_L1].toString(), u"Routing was cancelled"_s);
        QCOMPARE(confirmed.json()["code"_L1].toString(), u"ALREADY_CANCELLED"_s);
    }

    void w11OutcomeMovesReliability()
    {
        GatewayProcess gateway(mocks());
        QVERIFY(gateway.start());
        const QByteArray body
            = R"({"orderId":"o-1","providerId":"kroger","itemsOrdered":3,"wasSuccessful":true,"totalValue":48.5,)"
              R"("commissionRate":0.03})";
        QCOMPARE(post(gateway.url(), kOutcome, body).status, 401);
        const Answer answer = post(gateway.url(), kOutcome, body, kService);
        QCOMPARE(answer.status, 200);
        const QJsonValue metrics = answer.json()["metrics"_L1];
        QCOMPARE(metrics["provider_id"_L1].toString(), u"KROGER_API"_s);
        QCOMPARE(metrics["total_orders"_L1].toInt(), 1);
        QCOMPARE(metrics["total_gmv"_L1].toDouble(), 48.5);
        QCOMPARE(metrics["total_commission"_L1].toDouble(), 1.455);
        QCOMPARE(metrics["success_rate"_L1].toDouble(), 100.0);
        QCOMPARE(metrics["avg_margin_rate"_L1].toDouble(), 3.0);
        QCOMPARE(post(gateway.url(), kOutcome, body, kService).json()["replayed"_L1].toBool(), true);
        const auto reliability = [&] {
            return alternative(post(gateway.url(), kRoute, kChicken).json(),
                               "KROGER_API"_L1)["scoreBreakdown"_L1]["reliabilityScore"_L1]
                .toInt();
        };
        QTRY_COMPARE(reliability(), 100);
    }

    void parallelConfirmsPlaceOneOrder()
    {
        const QJsonObject routed = post(m_gateway->url(), kRoute, kChicken).json();
        const QByteArray body = tokenBody(routed);
        const QByteArray head = "POST " + kConfirm.toUtf8()
            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size())
            + "\r\n\r\n" + body;
        QSet<QString> orders;
        for (int i = 0; i < 8; ++i) {
            const QByteArray answer = raw(m_gateway->url(), head);
            const QByteArray json = answer.mid(answer.indexOf("\r\n\r\n") + 4);
            orders += QJsonDocument::fromJson(json)["orderId"_L1].toString();
        }
        QCOMPARE(orders.size(), 1);
    }

    void healthOfMocks()
    {
        const QJsonObject json = post(m_gateway->url(), kRoute, R"({"action":"health_check"})").json();
        QCOMPARE(json["status"_L1].toString(), u"ok"_s);
        QCOMPARE(json["providers"_L1].toObject().size(), 4);
        QCOMPARE(
            json["providers"_L1]["WALMART_API"_L1].toObject(),
            (QJsonObject{{u"healthy"_s, true}, {u"enabled"_s, true}, {u"mode"_s, u"mock"_s}, {u"latencyMs"_s, 0}}));
    }

    void metricsEndpointCounts()
    {
        const Answer refused = get(m_gateway->url(), u"/functions/v1/loopgpt_commerce_metrics"_s);
        QCOMPARE(refused.status, 401);
        post(m_gateway->url(), kRoute, kChicken);
        const auto count = [&] {
            return get(m_gateway->url(),
                       u"/functions/v1/loopgpt_commerce_metrics?windowSeconds=3600&bucketSeconds=300"_s, kService)
                .json()["providers"_L1]["WALMART_API"_L1]["selectionCount"_L1]
                .toInt();
        };
        QTRY_VERIFY(count() >= 1);
    }

    void cleanupTestCase() { QCOMPARE(m_gateway->stop(), 0); }

private:
    std::unique_ptr<GatewayProcess> m_gateway;
};

QTEST_GUILESS_MAIN(TstCommerceExamples)
#include "tst_commerce_examples.moc"
