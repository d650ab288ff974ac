#include "backend/services/commerce/route_request.h"

#include <QJsonDocument>
#include <QTest>

using namespace signalbox::commerce;
using namespace Qt::StringLiterals;

namespace {

std::expected<RouteRequest, ValidationFailure> parse(const QByteArray &json)
{
    return parseRouteRequest(QJsonDocument::fromJson(json).object());
}

const QByteArray kAddress =
    R"("shippingAddress":{"street":"1 A St","city":"X","postalCode":"94102","country":"us"})"_ba;

QByteArray withItem(const QByteArray &members)
{
    return R"({"items":[{"id":"1","name":"Rice",)" + members + "}]," + kAddress + '}';
}

QByteArray withMember(const QByteArray &member)
{
    return R"({"items":[{"id":"1","name":"Rice","quantity":1}],)" + kAddress + ',' + member + '}';
}

} // namespace

class TestRouteRequest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCanonicalForm()
    {
        const auto request = parse(withMember(R"("userId":"u","preferences":{"optimize":"speed",
            "excludeProviders":["MEALME"],"maxDeliveryMinutes":60})"));
        QVERIFY(request);
        QCOMPARE(request->request.address.country, u"US"_s);
        QCOMPARE(request->request.items.at(0).unit, u"pcs"_s);
        QCOMPARE(request->optimize, Optimize::Speed);
        QVERIFY(request->excludes(ProviderId::MealMe));
        QVERIFY(!request->excludes(ProviderId::Kroger));
        QCOMPARE(request->maxDeliveryMinutes, std::optional(60));
    }

    void theAliasForm() // W2
    {
        const auto request = parse(R"({"userId":"u1","items":[{"name":"Ground Beef","quantity":1.5,
            "preferences":{"unit":"lb"}},{"name":"Tortillas","quantity":2}],
            "location":{"city":"Oakland","state":"CA","zip":"94607"},"preferences":{"optimizeFor":"price"}})");
        QVERIFY(request);
        QCOMPARE(request->request.items.at(0).id, u"ground-beef-0"_s);
        QCOMPARE(request->request.items.at(1).id, u"tortillas-1"_s);
        QCOMPARE(request->request.items.at(0).unit, u"lb"_s);
        QCOMPARE(request->request.items.at(0).quantityMilli, 1500);
        QCOMPARE(request->request.address.country, u"US"_s);
        QCOMPARE(request->optimize, Optimize::Price);
    }

    void allProblemsAtOnce() // W4
    {
        const auto request = parse(R"({"items":[{"id":"1","name":"Rice","quantity":"2 cups"},
            {"id":"1","name":"","quantity":1}],
            "shippingAddress":{"street":"1 A St","city":"X","postalCode":"9410","country":"US"}})");
        QVERIFY(!request);
        QCOMPARE(request.error().code, "INVALID_ITEMS"_ba);
        const std::vector<FieldProblem> expected {
            {"items[0].quantity", u"must be a number greater than 0"_s},
            {"items[1].id", u"must be unique"_s},
            {"items[1].name", u"must have 1 to 200 characters"_s},
            {"shippingAddress.postalCode", u"is not a US postal code"_s},
        };
        QCOMPARE(request.error().problems, expected);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("code");
        QTest::addColumn<QByteArray>("field");
        const auto row = [](const char *name, const QByteArray &json, const char *code, const char *field) {
            QTest::newRow(name) << json << QByteArray(code) << QByteArray(field);
        };
        row("empty", "{}", "INVALID_ITEMS", "items");
        row("action", R"({"action":"nope"})", "INVALID_REQUEST", "action");
        row("zero", withItem(R"("quantity":0)"), "INVALID_ITEMS", "items[0].quantity");
        row("too many", withItem(R"("quantity":999.5)"), "INVALID_ITEMS", "items[0].quantity");
        row("decimals", withItem(R"("quantity":1.2345)"), "INVALID_ITEMS", "items[0].quantity");
        row("text", withItem(R"("quantity":"1")"), "INVALID_ITEMS", "items[0].quantity");
        row("price", withItem(R"("quantity":1,"priceCents":1.5)"), "INVALID_ITEMS", "items[0].priceCents");
        row("optimize", withMember(R"("preferences":{"optimize":"luck"})"), "INVALID_REQUEST", "preferences.optimize");
        row("exclude", withMember(R"("preferences":{"excludeProviders":["walmart"]})"), "INVALID_REQUEST",
            "preferences.excludeProviders[0]");
        row("minutes", withMember(R"("preferences":{"maxDeliveryMinutes":0})"), "INVALID_REQUEST",
            "preferences.maxDeliveryMinutes");
        row("contradiction", withMember(R"("preferences":{"optimize":"price","optimizeFor":"speed"})"),
            "INVALID_REQUEST", "preferences.optimizeFor");
        row("user", withMember(R"("userId":"")"), "INVALID_REQUEST", "userId");
        row("no address", R"({"items":[{"id":"1","name":"Rice","quantity":1}]})", "INVALID_ADDRESS",
            "shippingAddress");
        row("nul", withMember(R"("userId":"a\u0000b")"), "INVALID_REQUEST", "userId");
    }

    void refusals()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, code);
        QFETCH(QByteArray, field);
        const auto request = parse(json);
        QVERIFY(!request);
        QCOMPARE(request.error().code, code);
        QCOMPARE(request.error().problems.at(0).field, field);
    }

    void equalAliasesAreAccepted()
    {
        QVERIFY(parse(withMember(R"("preferences":{"optimize":"price","optimizeFor":"price"})")));
    }

    void healthCheckNeedsNothingElse()
    {
        const auto request = parse(R"({"action":"health_check"})");
        QVERIFY(request);
        QVERIFY(request->healthCheck);
    }
};

QTEST_GUILESS_MAIN(TestRouteRequest)
#include "tst_route_request.moc"
