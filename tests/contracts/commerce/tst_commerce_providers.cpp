#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"
#include "tests/support/wire/stub_server.h"

#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
const QByteArray kAddress
    = R"("shippingAddress":{"street":"123 Main St","city":"San Francisco","state":"CA","postalCode":"94102",)"
      R"("country":"US"})";

QByteArray order(const QByteArray &items, const QByteArray &more = {})
{
    return R"({"items":)" + items + ',' + kAddress + more + '}';
}

const QByteArray kOilAndEggs
    = order(R"([{"id":"1","name":"Olive Oil","quantity":1},{"id":"2","name":"Eggs","quantity":2}])");
const QByteArray kRice4 = order(R"([{"id":"1","name":"Rice","quantity":4}])");
const QByteArray kOnlyAggregators = R"(,"preferences":{"excludeProviders":["KROGER_API","WALMART_API"]})";

GatewayProcess::Settings settings(GatewayProcess::Settings more)
{
    GatewayProcess::Settings all{{u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
                                 {u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                                 {u"LOOPGPT_KROGER_MOCK"_s, u"true"_s},
                                 {u"LOOPGPT_WALMART_MOCK"_s, u"true"_s}};
    all.insert(more);
    return all;
}

GatewayProcess::Settings kroger(const StubServer &stub, GatewayProcess::Settings more = {})
{
    GatewayProcess::Settings all = settings({{u"LOOPGPT_KROGER_MOCK"_s, u"false"_s},
                                             {u"KROGER_CLIENT_ID"_s, u"client-1"_s},
                                             {u"KROGER_CLIENT_SECRET"_s, u"very-private"_s},
                                             {u"KROGER_BASE_URL"_s, stub.url().toString()}});
    all.insert(more);
    return all;
}

StubReply krogerScript(const StubRequest &request)
{
    if (request.path() == "/v1/connect/oauth2/token")
        return {.body = R"({"access_token":"tok-1","expires_in":1800,"token_type":"bearer"})"};
    if (request.path() == "/v1/locations")
        return {
            .body
            = R"({"data":[{"locationId":"01400943","name":"Kroger","address":{"addressLine1":"1 A","city":"SF",)"
              R"("state":"CA","zipCode":"94102"}}]})"};
    const bool oil = request.parameter(u"filter.term"_s) == u"Olive Oil"_s;
    const QByteArray price = oil ? R"({"regular":12.49,"promo":9.99})" : R"({"regular":4.29,"promo":0})";
    return {.body = R"({"data":[{"upc":"0001111060903","description":"Found","items":[{"price":)" + price
                + R"(,"inventory":{"stockLevel":")" + (oil ? "HIGH" : "LOW") + R"("}}]}]})"};
}

QJsonObject quoteOf(const QJsonObject &answer, QLatin1StringView id)
{
    if (answer["selectedProvider"_L1]["id"_L1].toString() == id)
        return answer;
    for (const QJsonValue quote : answer["alternativeQuotes"_L1].toArray()) {
        if (quote["provider"_L1]["id"_L1].toString() == id)
            return quote.toObject();
    }
    return {};
}

} // namespace

/// The four providers on their wire formats, with scripted stubs behind a started gateway.
class TstCommerceProviders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void w3RefusedTokenIsSeenByTheHealthCheck()
    {
        StubServer stub([](const StubRequest &) { return StubReply{.status = 401}; });
        GatewayProcess gateway(kroger(stub, {{u"LOOPGPT_ENABLE_WALMART"_s, u"false"_s}}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer answer = post(gateway.url(), kRoute, R"({"action":"health_check"})");
        QCOMPARE(answer.status, 200);
        const QJsonObject json = answer.json();
        QCOMPARE(json["status"_L1].toString(), u"degraded"_s);
        const QJsonValue ours = json["providers"_L1]["KROGER_API"_L1];
        QCOMPARE(ours["reason"_L1].toString(), u"AUTH_FAILED"_s);
        QCOMPARE(ours["mode"_L1].toString(), u"live"_s);
        QCOMPARE(ours["healthy"_L1].toBool(true), false);
        QCOMPARE(json["providers"_L1]["WALMART_API"_L1]["reason"_L1].toString(), u"DISABLED"_s);
        QCOMPARE(stub.count("/v1/connect/oauth2/token"), 1);
    }

    void w5SilentProviderTimesOut()
    {
        StubServer stub([](const StubRequest &) { return StubReply{.silent = true}; });
        GatewayProcess gateway(kroger(stub, {{u"LOOPGPT_KROGER_TIMEOUT"_s, u"500"_s}}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer answer = post(gateway.url(), kRoute, kRice4);
        QCOMPARE(answer.status, 200);
        const QJsonObject json = answer.json();
        QCOMPARE(json["quote"_L1]["totalCents"_L1].toInt(), 5071);
        QCOMPARE(json["score"_L1].toDouble(), 131.4);
        QCOMPARE(quoteOf(json, "MEALME"_L1)["score"_L1].toDouble(), 115.0);
        QCOMPARE(quoteOf(json, "INSTACART"_L1)["score"_L1].toDouble(), 96.25);
        QCOMPARE(json["providerErrors"_L1].toObject(),
                 (QJsonObject{{u"KROGER_API"_s,
                               QJsonObject{{u"code"_s, u"TIMEOUT"_s},
                                           {u"message"_s, u"Provider KROGER_API timed out after 500ms"_s},
                                           {u"retryable"_s, true}}}}));
        QVERIFY(gateway.sawEvent(u"provider_quote_error"_s));
        for (const QJsonObject &line : gateway.logLines()) {
            if (line["event"_L1].toString() != "provider_quote_error"_L1)
                continue;
            QCOMPARE(line["errorCode"_L1].toString(), u"TIMEOUT"_s);
            QCOMPARE(line["level"_L1].toString(), u"error"_s);
            QVERIFY(line["latencyMs"_L1].toInt() >= 495);
        }
    }

    void w7KrogerOnTheWire()
    {
        StubServer stub(krogerScript);
        GatewayProcess gateway(kroger(stub));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QJsonObject answer = post(gateway.url(), kRoute, kOilAndEggs).json();
        const QJsonObject quote = quoteOf(answer, "KROGER_API"_L1);
        QCOMPARE(quote["quote"_L1]["subtotalCents"_L1].toInt(), 1857);
        QCOMPARE(quote["quote"_L1]["feesCents"_L1].toInt(), 995);
        QCOMPARE(quote["quote"_L1]["taxCents"_L1].toInt(), 139);
        QCOMPARE(quote["quote"_L1]["totalCents"_L1].toInt(), 2991);
        QCOMPARE(quote["quote"_L1]["mode"_L1].toString(), u"live"_s);

        QCOMPARE(stub.requests().size(), size_t(4));
        const StubRequest &token = stub.requests()[0];
        QCOMPARE(token.method, "POST"_ba);
        QCOMPARE(token.headers.value("authorization"), "Basic " + "client-1:very-private"_ba.toBase64());
        QCOMPARE(token.headers.value("content-type"), "application/x-www-form-urlencoded"_ba);
        QCOMPARE(token.body, "grant_type=client_credentials&scope=product.compact"_ba);
        QCOMPARE(stub.requests()[1].target,
                 "/v1/locations?filter.zipCode.near=94102&filter.radiusInMiles=10&filter.limit=1"_ba);
        QCOMPARE(stub.count("/v1/products"), 2);
        for (size_t i = 1; i < 4; ++i) {
            QCOMPARE(stub.requests()[i].headers.value("authorization"), "Bearer tok-1"_ba);
            QCOMPARE(stub.requests()[i].headers.value("accept"), "application/json"_ba);
        }
        QCOMPARE(stub.requests()[2].parameter(u"filter.locationId"_s), u"01400943"_s);

        stub.forget();
        for (int i = 0; i < 6; ++i)
            QCOMPARE(
                quoteOf(post(gateway.url(), kRoute, kOilAndEggs).json(), "KROGER_API"_L1)["quote"_L1]["totalCents"_L1]
                    .toInt(),
                2991);
        QCOMPARE(stub.requests().size(), size_t(0));
        QVERIFY(!gateway.outputText().contains("very-private"));
        QVERIFY(!gateway.outputText().contains("tok-1"));
    }

    void krogerFetchesOneNewTokenAfterA401()
    {
        int tokens = 0;
        StubServer stub([&tokens](const StubRequest &request) -> StubReply {
            if (request.path() == "/v1/connect/oauth2/token")
                return {.body = R"({"access_token":"tok-)" + QByteArray::number(++tokens) + R"(","expires_in":1800})"};
            if (request.headers.value("authorization") == "Bearer tok-1")
                return {.status = 401};
            return krogerScript(request);
        });
        GatewayProcess gateway(kroger(stub));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QJsonObject answer = post(gateway.url(), kRoute, kOilAndEggs).json();
        QCOMPARE(quoteOf(answer, "KROGER_API"_L1)["quote"_L1]["totalCents"_L1].toInt(), 2991);
        QCOMPARE(tokens, 2);
    }

    void serverErrorsAreRepeatedAndBadRequestsAreNot()
    {
        int calls = 0;
        StubServer stub([&calls](const StubRequest &request) -> StubReply {
            if (request.path() == "/v1/locations" && ++calls < 3)
                return {.status = 503};
            return krogerScript(request);
        });
        GatewayProcess gateway(kroger(stub));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QVERIFY(!quoteOf(post(gateway.url(), kRoute, kOilAndEggs).json(), "KROGER_API"_L1).isEmpty());
        QCOMPARE(calls, 3);

        stub.setScript([](const StubRequest &request) {
            return request.path() == "/v1/products" ? StubReply{.status = 400} : krogerScript(request);
        });
        stub.forget();
        const QJsonObject answer
            = post(gateway.url(), kRoute, order(R"([{"id":"1","name":"New Thing","quantity":1}])")).json();
        QCOMPARE(answer["providerErrors"_L1]["KROGER_API"_L1]["code"_L1].toString(), u"HTTP_400"_s);
        QCOMPARE(answer["providerErrors"_L1]["KROGER_API"_L1]["message"_L1].toString(),
                 u"Kroger Direct API error: 400"_s);
        QCOMPARE(stub.count("/v1/products"), 1);
    }

    void fallbackToMockWhenAllowed()
    {
        StubServer stub([](const StubRequest &) { return StubReply{.status = 500}; });
        GatewayProcess gateway(kroger(stub, {{u"LOOPGPT_KROGER_ALLOW_MOCK_FALLBACK"_s, u"true"_s}}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QJsonObject answer = post(gateway.url(), kRoute, kRice4).json();
        QCOMPARE(quoteOf(answer, "KROGER_API"_L1)["quote"_L1]["mode"_L1].toString(), u"mock"_s);
        QVERIFY(!answer.contains("providerErrors"_L1));
        QVERIFY(gateway.sawEvent(u"provider_fallback"_s));
    }

    void walmartStaticMode()
    {
        StubServer stub([](const StubRequest &request) -> StubReply {
            if (request.path().endsWith("/stores"))
                return {.status = 500};
            return {
                .body
                = R"({"query":"Rice","items":[{"itemId":1,"name":"Gone","salePrice":1.0,"stock":"Not available"},)"
                  R"({"itemId":44390948,"name":"Rice 2 lb","salePrice":2.07,"stock":"Limited Supply",)"
                  R"("availableOnline":true}]})"};
        });
        GatewayProcess gateway(settings({{u"LOOPGPT_WALMART_MOCK"_s, u"false"_s},
                                         {u"WALMART_API_KEY"_s, u"static-signature"_s},
                                         {u"WALMART_PARTNER_ID"_s, u"partner-9"_s},
                                         {u"WALMART_BASE_URL"_s, stub.url().toString()}}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QJsonObject quote = quoteOf(post(gateway.url(), kRoute, kRice4).json(), "WALMART_API"_L1);
        QCOMPARE(quote["quote"_L1]["subtotalCents"_L1].toInt(), 828);
        QCOMPARE(quote["itemAvailability"_L1][0]["status"_L1].toString(), u"substituted"_s);
        QCOMPARE(quote["affiliateUrl"_L1].toString(),
                 u"https://affil.walmart.com/cart/addToCart?items=44390948%7C4&affcamid=LOOPGPT"_s);
        const StubRequest search = stub.requests().back();
        QVERIFY(search.target.startsWith(
            "/api-proxy/service/affil/product/v2/search?query=Rice&numItems=5&responseGroup=full"));
        QCOMPARE(search.headers.value("wm_sec.auth_signature"), "static-signature"_ba);
        QCOMPARE(search.headers.value("wm_consumer.id"), "partner-9"_ba);
        QCOMPARE(search.headers.value("wm_sec.key_version"), "1"_ba);
        QVERIFY(search.headers.value("wm_consumer.intimestamp").size() == 13);
        QVERIFY(search.headers.value("wm_qos.correlation_id").startsWith("req_"));
    }

    void walmartSignatureVerifiesWithOpenssl()
    {
        QTemporaryDir folder;
        const QString key = folder.filePath(u"key.pem"_s);
        const QString pub = folder.filePath(u"pub.pem"_s);
        QCOMPARE(
            QProcess::execute(u"openssl"_s, {u"genpkey"_s, u"-quiet"_s, u"-algorithm"_s, u"RSA"_s, u"-out"_s, key}), 0);
        QCOMPARE(QProcess::execute(u"openssl"_s, {u"pkey"_s, u"-in"_s, key, u"-pubout"_s, u"-out"_s, pub}), 0);
        StubServer stub([](const StubRequest &) {
            return StubReply{.body = R"({"items":[{"itemId":2,"name":"Rice","salePrice":1.5,"stock":"Available"}]})"};
        });
        GatewayProcess gateway(settings({{u"LOOPGPT_WALMART_MOCK"_s, u"false"_s},
                                         {u"WALMART_PRIVATE_KEY_FILE"_s, key},
                                         {u"WALMART_CONSUMER_ID"_s, u"consumer-7"_s},
                                         {u"WALMART_KEY_VERSION"_s, u"3"_s},
                                         {u"WALMART_BASE_URL"_s, stub.url().toString()}}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QVERIFY(!quoteOf(post(gateway.url(), kRoute, kRice4).json(), "WALMART_API"_L1).isEmpty());
        const StubRequest call = stub.requests().back();
        const auto write = [&](const QString &name, const QByteArray &bytes) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
        };
        QVERIFY(write(u"text"_s, "consumer-7\n" + call.headers.value("wm_consumer.intimestamp") + "\n3\n"));
        QVERIFY(write(u"signature"_s, QByteArray::fromBase64(call.headers.value("wm_sec.auth_signature"))));
        QCOMPARE(QProcess::execute(u"openssl"_s,
                                   {u"dgst"_s, u"-sha256"_s, u"-verify"_s, pub, u"-signature"_s,
                                    folder.filePath(u"signature"_s), folder.filePath(u"text"_s)}),
                 0);
    }

    void mealMeOnTheWire()
    {
        StubServer stub([](const StubRequest &request) -> StubReply {
            if (request.path() == "/location/geocode/v2")
                return {.body = R"({"lat":37.5,"lng":-122.25})"};
            return {
                .body
                = R"({"carts":[{"products":{"Rice":[{"item_name":"Rice","product_id":"p1","price":1000}]},)"
                  R"("menu_id":"m",)"
                  R"("quote":{"delivery_fee":{"delivery_fee_flat":300},"service_fee":{"service_fee_percent":10},)"
                  R"("sales_tax_percent":8.875,"service_fee_taxable":true,"time_estimate":{"minimum":30,)"
                  R"("maximum":45}},)"
                  R"("store":{"_id":"s1","name":"Shop","address":{"street_addr":"1 B","city":"SF","state":"CA",)"
                  R"("zipcode":"94102"}}}]})"};
        });
        GatewayProcess gateway(
            settings({{u"MEALME_API_KEY"_s, u"meal-key-0001"_s}, {u"MEALME_BASE_URL"_s, stub.url().toString()}}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QJsonObject quote = quoteOf(post(gateway.url(), kRoute, kRice4).json(), "MEALME"_L1);
        // Subtotal 4000, delivery 300, service 400; tax (4000 + 400) × 8.875 % = 390.5 → 391.
        QCOMPARE(quote["quote"_L1]["feesCents"_L1].toInt(), 700);
        QCOMPARE(quote["quote"_L1]["taxCents"_L1].toInt(), 391);
        QCOMPARE(quote["quote"_L1]["totalCents"_L1].toInt(), 5091);
        QCOMPARE(quote["quote"_L1]["estimatedDeliveryMinutes"_L1].toInt(), 38);
        QCOMPARE(quote["quote"_L1]["taxEstimated"_L1].toBool(true), false);
        QCOMPARE(stub.requests()[0].headers.value("id-token"), "meal-key-0001"_ba);
        QCOMPARE(stub.requests()[0].body, R"({"address":"123 Main St, San Francisco, CA 94102"})"_ba);
        const StubRequest search = stub.requests()[1];
        QCOMPARE(search.parameter(u"query"_s), uR"({"Rice":4})"_s);
        QCOMPARE(search.parameter(u"user_street_num"_s), u"123"_s);
        QCOMPARE(search.parameter(u"user_street_name"_s), u"Main St"_s);
        QCOMPARE(search.parameter(u"user_latitude"_s), u"37.5"_s);
    }

    void instacartOnTheWire()
    {
        StubServer stub([](const StubRequest &request) -> StubReply {
            if (request.path() == "/idp/v1/retailers")
                return {.body = R"({"retailers":[{"retailer_key":"safeway","name":"Safeway"}]})"};
            return {.body = "{\"products_link_url\":\"https://example.com/list/1\"}"};
        });
        GatewayProcess gateway(settings(
            {{u"INSTACART_API_KEY"_s, u"insta-key-0001"_s}, {u"INSTACART_BASE_URL"_s, stub.url().toString()}}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QByteArray body = order(R"([{"id":"1","name":"Beef","quantity":1.5,"unit":"lbs"}])", kOnlyAggregators);
        const QJsonObject quote = quoteOf(post(gateway.url(), kRoute, body).json(), "INSTACART"_L1);
        QCOMPARE(quote["quote"_L1]["mode"_L1].toString(), u"estimated"_s);
        QCOMPARE(quote["quote"_L1]["subtotalCents"_L1].toInt(), 1724);
        QCOMPARE(quote["affiliateUrl"_L1].toString(), u"https://example.com/list/1"_s);
        QCOMPARE(stub.requests()[0].target, "/idp/v1/retailers?postal_code=94102&country_code=US"_ba);
        QCOMPARE(stub.requests()[0].headers.value("authorization"), "Bearer insta-key-0001"_ba);
        QCOMPARE(
            QJsonDocument::fromJson(stub.requests()[1].body),
            QJsonDocument::fromJson(
                R"({"title":"LoopGPT order","link_type":"shopping_list","expires_in":30,"line_items":)"
                R"([{"name":"Beef","display_text":"Beef","line_item_measurements":[{"quantity":1.5,)"
                R"("unit":"pound"}]}]})"));
    }
};

QTEST_GUILESS_MAIN(TstCommerceProviders)
#include "tst_commerce_providers.moc"
