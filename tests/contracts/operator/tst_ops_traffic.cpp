#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
const QString kConfirm = u"/functions/v1/loopgpt_confirm_order"_s;
const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";
constexpr int kOrders = 6;
constexpr int kHistoryPatience = 25'000; ///< ms; counts go into the history every ten seconds

QString closedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return u"http://127.0.0.1:%1"_s.arg(server.serverPort());
}

} // namespace

/// `/ops/v1/traffic/…` of a gateway under known traffic: one mocked provider, one that nobody listens for.
class TstOpsTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_gateway.start(), m_gateway.errorText().constData());
        QFile file(m_gateway.dataDir() + u"/ops.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray token = QJsonDocument::fromJson(file.readAll())["token"_L1].toString().toUtf8();
        m_headers.insert("Authorization", "Bearer " + token);
        QByteArray confirmation;
        for (int i = 0; i < kOrders; ++i) {
            const Answer routed = post(m_gateway.url(), kRoute, kOrder);
            QCOMPARE(routed.status, 200);
            confirmation = routed.json()["confirmationToken"_L1].toString().toUtf8();
        }
        QCOMPARE(post(m_gateway.url(), kRoute, "{").status, 400);
        QCOMPARE(post(m_gateway.url(), kConfirm, R"({"confirmationToken":")" + confirmation + R"("})").status, 200);
        QCOMPARE(post(m_gateway.url(), kConfirm, R"({"confirmationToken":"nonsense"})").status, 400);
    }

    void operations()
    {
        const auto red = [this](const QString &operation) {
            for (const QJsonValue item : read(u"operations"_s)["items"_L1].toArray()) {
                if (item["operation"_L1].toString() == operation)
                    return item.toObject();
            }
            return QJsonObject();
        };
        QTRY_COMPARE(red(kRoute)["requests"_L1].toInt(), kOrders + 1);
        const QJsonObject route = red(kRoute);
        QCOMPARE(route["service"_L1].toString(), u"commerce"_s);
        QCOMPARE(route["method"_L1].toString(), u"POST"_s);
        QVERIFY(route["ratePerSec"_L1].toDouble() > 0);
        QVERIFY(qAbs(route["error4xx"_L1].toDouble() - 1.0 / (kOrders + 1)) < 1e-9);
        QCOMPARE(route["error5xx"_L1].toDouble(-1), 0.0);
        QVERIFY(route["p50Ms"_L1].toDouble() <= route["p95Ms"_L1].toDouble());
        QVERIFY(route["p95Ms"_L1].toDouble() <= route["p99Ms"_L1].toDouble());
        // Its name filters the list of requests.
        const QString filter = u"operation:\"%1\" method:\"POST\" service:\"commerce\""_s.arg(kRoute);
        const Answer listed
            = get(m_gateway.opsUrl(),
                  u"/ops/v1/requests?filter="_s + QString::fromLatin1(QUrl::toPercentEncoding(filter)), m_headers);
        QCOMPARE(listed.json()["total"_L1].toInt(), kOrders + 1);
    }

    void upstreamsByType()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!read(u"upstreams"_s)["items"_L1].toArray().isEmpty(), kHistoryPatience);
        const QJsonObject document = read(u"upstreams"_s);
        const QJsonObject instacart = document["items"_L1][0].toObject();
        QCOMPARE(instacart["upstream"_L1].toString(), u"instacart"_s);
        const int calls = instacart["calls"_L1].toInt();
        QVERIFY(calls > 0);
        QCOMPARE(instacart["failures"_L1].toInt(), calls);
        int typed = 0;
        for (const QJsonValue type : instacart["types"_L1].toArray()) {
            QVERIFY2(type["type"_L1].toString() == u"connect" || type["type"_L1].toString() == u"breaker_open",
                     qPrintable(type["type"_L1].toString()));
            typed += type["count"_L1].toInt();
        }
        QCOMPARE(typed, calls);
        int celled = 0;
        for (const QJsonValue cell : document["cells"_L1].toArray())
            celled += cell["count"_L1].toInt();
        QCOMPARE(celled, calls);
        QCOMPARE(document["stepMs"_L1].toInt(), 10'000);
    }

    void latencyOfEveryRequest()
    {
        const auto count = [this](const QString &query) {
            int all = 0;
            for (const QJsonValue column : read(u"latency"_s + query)["columns"_L1].toArray()) {
                for (const QJsonValue each : column["counts"_L1].toArray())
                    all += each.toInt();
            }
            return all;
        };
        QTRY_COMPARE_WITH_TIMEOUT(count(u"?service=commerce"_s), kOrders + 3, kHistoryPatience);
        QVERIFY(count({}) >= kOrders + 3);
        QCOMPARE(count(u"?service=nobody"_s), 0);
        const QJsonObject document = read(u"latency"_s);
        const auto bands = document["upperMs"_L1].toArray().size() + 1;
        for (const QJsonValue column : document["columns"_L1].toArray())
            QCOMPARE(column["counts"_L1].toArray().size(), bands);
    }

    void payments()
    {
        QTRY_VERIFY_WITH_TIMEOUT(!read(u"payments"_s)["items"_L1].toArray().isEmpty(), kHistoryPatience);
        const QJsonObject document = read(u"payments"_s);
        const QJsonObject commerce = document["items"_L1][0].toObject();
        QCOMPARE(commerce["service"_L1].toString(), u"commerce"_s);
        QCOMPARE(commerce["all"_L1].toInt(), 2);
        QCOMPARE(commerce["succeeded"_L1].toInt(), 1);
        // Another hour had none.
        const QJsonObject past = read(u"payments?from=2026-01-01T00:00:00.000Z&to=2026-01-01T01:00:00.000Z"_s);
        QVERIFY(past["items"_L1].isArray() && past["items"_L1].toArray().isEmpty());
    }

    void callsOfARequestKnowWhenTheyBegan()
    {
        const Answer routed = post(m_gateway.url(), kRoute, kOrder);
        const QString id = QString::fromLatin1(routed.headers.value("x-request-id"));
        QTRY_COMPARE(get(m_gateway.opsUrl(), u"/ops/v1/requests/"_s + id, m_headers).status, 200);
        const QJsonObject json = get(m_gateway.opsUrl(), u"/ops/v1/requests/"_s + id, m_headers).json();
        const double total = json["request"_L1]["ms"_L1].toDouble();
        QVERIFY(!json["calls"_L1].toArray().isEmpty());
        for (const QJsonValue call : json["calls"_L1].toArray()) {
            QVERIFY(call["startMs"_L1].isDouble() && call["pauses"_L1].isArray());
            QVERIFY(call["startMs"_L1].toDouble() >= 0 && call["startMs"_L1].toDouble() <= total + 2);
        }
        const QJsonArray stages = json["stages"_L1].toArray();
        QVERIFY(!stages.isEmpty());
        const QJsonValue last = stages.last();
        QVERIFY(last["startMs"_L1].toDouble() + last["ms"_L1].toDouble() <= total + 2);
    }

    void badRanges_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("field");
        QTest::newRow("words") << u"from=noon"_s << u"from"_s;
        QTest::newRow("end in words") << u"to=noon"_s << u"to"_s;
        QTest::newRow("turned round") << u"from=2026-01-02T00:00:00.000Z&to=2026-01-01T00:00:00.000Z"_s << u"from"_s;
        QTest::newRow("empty") << u"from=2026-01-01T00:00:00.000Z&to=2026-01-01T00:00:00.000Z"_s << u"from"_s;
    }

    void badRanges()
    {
        QFETCH(QString, query);
        QFETCH(QString, field);
        for (const char *document : {"upstreams", "latency", "payments"}) {
            const Answer answer = get(m_gateway.opsUrl(),
                                      u"/ops/v1/traffic/%1?%2"_s.arg(QString::fromLatin1(document), query), m_headers);
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.json()["error"_L1]["field"_L1].toString(), field);
        }
    }

    void onlyWithTheToken()
    {
        for (const char *document : {"operations", "upstreams", "latency", "payments"})
            QCOMPARE(get(m_gateway.opsUrl(), u"/ops/v1/traffic/"_s + QString::fromLatin1(document)).status, 401);
    }

    void cleanupTestCase() { QCOMPARE(m_gateway.stop(), 0); }

private:
    QJsonObject read(const QString &path) const
    {
        return get(m_gateway.opsUrl(), u"/ops/v1/traffic/"_s + path, m_headers).json();
    }

    GatewayProcess m_gateway{{{u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                              {u"LOOPGPT_WALMART_MOCK"_s, u"true"_s},
                              {u"INSTACART_API_KEY"_s, u"insta-key-0001"_s},
                              {u"INSTACART_BASE_URL"_s, closedPort()}}};
    RequestHeaders m_headers;
};

QTEST_GUILESS_MAIN(TstOpsTraffic)
#include "tst_ops_traffic.moc"
