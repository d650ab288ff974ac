#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";
constexpr int kOrders = 12;

bool isUtcTime(const QJsonValue &value)
{
    const QString text = value.toString();
    return text.endsWith(u'Z') && QDateTime::fromString(text, Qt::ISODateWithMs).isValid();
}

} // namespace

/// The operator protocol's documents of a gateway under known traffic.
class TstOpsReads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_gateway.start(), m_gateway.errorText().constData());
        QFile file(m_gateway.dataDir() + u"/ops.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject ops = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(QUrl(ops["url"_L1].toString()), m_gateway.opsUrl());
        m_headers.insert("Authorization", "Bearer " + ops["token"_L1].toString().toUtf8());
        for (int i = 0; i < kOrders; ++i)
            QCOMPARE(post(m_gateway.url(), kRoute, kOrder).status, 200);
        QCOMPARE(post(m_gateway.url(), kRoute, "{").status, 400);
        QCOMPARE(get(m_gateway.url(), kRoute).status, 405);
        QCOMPARE(get(m_gateway.url(), u"/orders/1"_s).status, 503);
    }

    void overview()
    {
        QTRY_VERIFY(read(u"overview"_s)["services"_L1][0]["ratePerSec"_L1].toDouble() > 0);
        const QJsonObject json = read(u"overview"_s);
        QVERIFY((QStringList{u"well"_s, u"degraded"_s, u"down"_s}).contains(json["verdict"_L1]["state"_L1].toString()));
        QVERIFY(!json["verdict"_L1]["sentence"_L1].toString().isEmpty());
        const QList<QJsonValue> times{json["at"_L1],
                                      json["since"_L1],
                                      json["saturation"_L1]["rssBytes"_L1]["at"_L1],
                                      json["saturation"_L1]["workersBusy"_L1]["at"_L1],
                                      json["waiting"_L1]["at"_L1],
                                      json["changes"_L1]["at"_L1],
                                      json["services"_L1][0]["at"_L1]};
        for (const QJsonValue &at : times)
            QVERIFY2(isUtcTime(at), qPrintable(at.toString()));
        QHash<QString, QJsonObject> services;
        for (const QJsonValue service : json["services"_L1].toArray())
            services.insert(service["service"_L1].toString(), service.toObject());
        const QJsonObject commerce = services.value(u"commerce"_s);
        QCOMPARE(commerce["sparkline"_L1].toArray().size(), 60);
        QVERIFY(commerce["error4xx"_L1].toDouble() > 0 && commerce["error4xx"_L1].toDouble() < 0.5);
        QCOMPARE(commerce["error5xx"_L1].toDouble(-1), 0.0);
        QVERIFY(commerce["p50Ms"_L1].toDouble() <= commerce["p95Ms"_L1].toDouble());
        QVERIFY(commerce["p95Ms"_L1].toDouble() <= commerce["p99Ms"_L1].toDouble());
        QVERIFY(json["saturation"_L1]["rssBytes"_L1]["value"_L1].toDouble() > 1e6);
        QVERIFY(json["changes"_L1]["items"_L1].toArray().size() <= 10);
        QCOMPARE(json["changes"_L1]["items"_L1].toArray().last()["kind"_L1].toString(), u"start"_s);
    }

    void requestsListed()
    {
        QTRY_COMPARE(list(u"requests"_s, {{u"filter"_s, u"service:commerce"_s}})["total"_L1].toInt(), kOrders + 2);
        const QJsonObject bad = list(u"requests"_s, {{u"filter"_s, u"service:commerce status>399"_s}});
        QCOMPARE(bad["total"_L1].toInt(), 2);
        for (const QJsonValue row : bad["items"_L1].toArray())
            QVERIFY(row["status"_L1].toInt() >= 400);
        QCOMPARE(list(u"requests"_s, {{u"filter"_s, u"service:commerce -status:200"_s}})["total"_L1].toInt(), 2);
        QCOMPARE(list(u"requests"_s, {{u"filter"_s, u"status:405 OR status:400"_s}})["total"_L1].toInt(), 2);
        QCOMPARE(list(u"requests"_s, {{u"filter"_s, u"path~^/orders"_s}})["items"_L1][0]["status"_L1].toInt(), 503);
        QCOMPARE(list(u"requests"_s, {{u"filter"_s, u"(status:200 method:GET)"_s}})["total"_L1].toInt(), 0);
    }

    void requestsSorted()
    {
        const auto figures = [this](const QString &sort) {
            std::vector<double> all;
            for (const QJsonValue row : list(u"requests"_s, {{u"sort"_s, sort}})["items"_L1].toArray())
                all.push_back(row["ms"_L1].toDouble());
            return all;
        };
        const auto rising = figures(u"ms"_s);
        QVERIFY(rising.size() > size_t(kOrders));
        QVERIFY(std::ranges::is_sorted(rising));
        QVERIFY(std::ranges::is_sorted(figures(u"-ms"_s), std::greater{}));
        QStringList times;
        for (const QJsonValue row : list(u"requests"_s, {})["items"_L1].toArray())
            times += row["at"_L1].toString();
        QVERIFY2(std::ranges::is_sorted(times, std::greater{}), "newest first");
    }

    void requestsByPage()
    {
        QSet<QString> seen;
        QString cursor;
        int pages = 0;
        do {
            const QJsonObject page = list(
                u"requests"_s, {{u"filter"_s, u"service:commerce"_s}, {u"limit"_s, u"5"_s}, {u"cursor"_s, cursor}});
            QCOMPARE(page["total"_L1].toInt(), kOrders + 2);
            QVERIFY(page["items"_L1].toArray().size() <= 5);
            for (const QJsonValue row : page["items"_L1].toArray())
                seen.insert(row["id"_L1].toString());
            cursor = page["nextCursor"_L1].toString();
            ++pages;
        } while (!cursor.isEmpty() && pages < 10);
        QCOMPARE(pages, 3);
        QCOMPARE(seen.size(), kOrders + 2);
    }

    void badQueries_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const char *query, int status, const char *field) {
            QTest::newRow(name) << QString::fromLatin1(query) << status << QString::fromLatin1(field);
        };
        row("limit 0", "requests?limit=0", 400, "limit");
        row("limit 501", "requests?limit=501", 400, "limit");
        row("limit in words", "requests?limit=ten", 400, "limit");
        row("limit below", "settings?limit=-1", 400, "limit");
        row("unknown sort", "requests?sort=colour", 400, "sort");
        row("unknown field", "requests?filter=colour:red", 400, "filter");
        row("open quote", "requests?filter=path:%22a", 400, "filter");
        row("open parenthesis", "requests?filter=(status:200", 400, "filter");
        row("bad pattern", "requests?filter=path~(", 400, "filter");
        row("text for a number", "requests?filter=status%3Emany", 400, "filter");
        row("cursor of nobody", "requests?cursor=nobody", 410, "");
        row("unknown metric", "metrics/series?metric=colour", 400, "metric");
        row("no metric", "metrics/series", 400, "metric");
        row("time in words", "metrics/series?metric=p95Ms&from=noon", 400, "from");
        row("stream without topics", "stream", 400, "topics");
        row("stream of nothing", "stream?topics=colour", 400, "topics");
        row("unknown request", "requests/nobody", 404, "");
        row("unknown setting", "settings/NOBODY", 404, "");
        row("unknown resource", "nothing", 404, "");
    }

    void badQueries()
    {
        QFETCH(QString, query);
        QFETCH(int, status);
        QFETCH(QString, field);
        const Answer answer = get(m_gateway.opsUrl(), u"/ops/v1/"_s + query, m_headers);
        QCOMPARE(answer.status, status);
        const QJsonValue error = answer.json()["error"_L1];
        QVERIFY(!error["code"_L1].toString().isEmpty());
        QVERIFY(!error["message"_L1].toString().isEmpty());
        QCOMPARE(error["field"_L1].toString(), field);
        if (field == u"filter")
            QVERIFY(error["details"_L1].toObject().contains("position"_L1));
    }

    void oneRequest()
    {
        const Answer routed = request("POST", m_gateway.url(), kRoute, kOrder,
                                      {{"Authorization", "Bearer a-key-that-nobody-may-see"},
                                       {"Cookie", "session=private"},
                                       {"traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"}});
        const QString id = QString::fromLatin1(routed.headers.value("x-request-id"));
        QTRY_COMPARE(get(m_gateway.opsUrl(), u"/ops/v1/requests/"_s + id, m_headers).status, 200);
        const Answer answer = get(m_gateway.opsUrl(), u"/ops/v1/requests/"_s + id, m_headers);
        const QJsonObject json = answer.json();
        QCOMPARE(json["request"_L1]["id"_L1].toString(), id);
        QCOMPARE(json["request"_L1]["service"_L1].toString(), u"commerce"_s);
        QCOMPARE(json["request"_L1]["traceId"_L1].toString(), u"4bf92f3577b34da6a3ce929d0e0e4736"_s);
        QCOMPARE(json["route"_L1].toString(), kRoute);
        QVERIFY(!answer.body.contains("nobody-may-see"));
        QVERIFY(!answer.body.contains("session=private"));
        QVERIFY(json["headers"_L1].toArray().size() >= 3);
    }

    void series()
    {
        const auto points = [this](const QString &query) {
            return get(m_gateway.opsUrl(), u"/ops/v1/metrics/series?"_s + query, m_headers)
                .json()["points"_L1]
                .toArray();
        };
        const auto highest = [&points](const QString &query) {
            double most = 0;
            for (const QJsonValue point : points(query))
                most = std::max(most, point["value"_L1].toDouble());
            return most;
        };
        QTRY_VERIFY(highest(u"metric=ratePerSec&service=commerce"_s) > 0);
        QTRY_VERIFY(highest(u"metric=rssBytes"_s) > 1e6);
        for (const QJsonValue point : points(u"metric=rssBytes"_s))
            QVERIFY(isUtcTime(point["at"_L1]));
        QVERIFY(points(u"metric=p95Ms&service=nobody"_s).isEmpty());
        QVERIFY(points(u"metric=rssBytes&from=2001-01-01T00:00:00.000Z&to=2001-01-01T01:00:00.000Z"_s).isEmpty()
                || highest(u"metric=rssBytes&from=2001-01-01T00:00:00.000Z&to=2001-01-01T01:00:00.000Z"_s) == 0);
    }

    void settings()
    {
        const Answer all = get(m_gateway.opsUrl(), u"/ops/v1/settings?limit=500"_s, m_headers);
        QVERIFY(!all.body.contains("service-key-of-the-tests"));
        QVERIFY(!all.body.contains("kroger-private"));
        const auto setting = [this](const QString &key) { return read(u"settings/"_s + key); };
        const QJsonObject key = setting(u"LOOPGPT_SERVICE_KEY"_s);
        QVERIFY(key["secret"_L1].toBool() && key["isSet"_L1].toBool());
        QVERIFY(!key.contains("value"_L1));
        QCOMPARE(key["fingerprint"_L1].toString().size(), 4);
        QCOMPARE(key["source"_L1].toString(), u"environment"_s);
        QCOMPARE(setting(u"LOOPGPT_TOKEN_SECRET"_s)["isSet"_L1].toBool(true), false);
        QCOMPARE(setting(u"SIGNALBOX_WORKERS"_s)["value"_L1].toString(), u"2"_s);
        QCOMPARE(setting(u"SIGNALBOX_WORKERS"_s)["apply"_L1].toString(), u"restart"_s);
        QCOMPARE(setting(u"HOST"_s)["source"_L1].toString(), u"default"_s);
        const QJsonObject changed
            = list(u"settings"_s, {{u"filter"_s, u"source:environment"_s}, {u"limit"_s, u"500"_s}});
        QVERIFY(changed["total"_L1].toInt() > 3);
        QVERIFY(changed["total"_L1].toInt() < all.json()["total"_L1].toInt());
    }

    void providersAndDecisions()
    {
        const QJsonArray providers = read(u"providers"_s)["items"_L1].toArray();
        QCOMPARE(providers.size(), 4);
        QStringList ids;
        for (const QJsonValue provider : providers)
            ids += provider["id"_L1].toString();
        QVERIFY(ids.contains(u"WALMART_API"_s) && ids.contains(u"MEALME"_s));
        QTRY_VERIFY(list(u"providers/decisions"_s, {})["total"_L1].toInt() >= kOrders);
        const QJsonObject page = list(u"providers/decisions"_s, {{u"limit"_s, u"1"_s}, {u"sort"_s, u"-score"_s}});
        const QJsonValue decision = page["items"_L1][0];
        QCOMPARE(decision["chosen"_L1].toString(), u"WALMART_API"_s);
        QCOMPARE(decision["candidates"_L1].toArray().size(), 4);
        QVERIFY(!page["nextCursor"_L1].toString().isEmpty());
        QCOMPARE(list(u"providers/decisions"_s, {{u"filter"_s, u"chosen:nobody"_s}})["total"_L1].toInt(), 0);
    }

    void whatIf()
    {
        QTRY_VERIFY(list(u"providers/decisions"_s, {})["total"_L1].toInt() >= kOrders);
        const auto ask = [this](const QByteArray &body) {
            return post(m_gateway.opsUrl(), u"/ops/v1/providers/what-if"_s, body, m_headers);
        };
        const Answer answer = ask(R"({"weights":{"price":10,"speed":0},"last":5})");
        QCOMPARE(answer.status, 200);
        const QJsonObject json = answer.json();
        QCOMPARE(json["decisions"_L1].toInt(), 5);
        QCOMPARE(json["asked"_L1]["price"_L1].toDouble(), 10.0);
        QCOMPARE(json["distribution"_L1].toArray().size(), 4);
        double before = 0;
        double after = 0;
        for (const QJsonValue share : json["distribution"_L1].toArray()) {
            before += share["share"_L1]["before"_L1].toDouble();
            after += share["share"_L1]["after"_L1].toDouble();
        }
        QVERIFY(qAbs(before - 1) < 1e-6 && qAbs(after - 1) < 1e-6);
        QVERIFY(json["meanTotalCents"_L1]["before"_L1].toDouble() > 0);
        // The present weights change nothing.
        const QByteArray same = QJsonDocument(QJsonObject{{u"weights"_s, json["current"_L1]}, {u"last"_s, 5}}).toJson();
        QCOMPARE(ask(same).json()["changed"_L1].toInt(-1), 0);
        QCOMPARE(ask(R"({"weights":{"price":11}})").json()["error"_L1]["field"_L1].toString(), u"weights.price"_s);
        QCOMPARE(ask(R"({"last":0})").status, 400);
        QCOMPARE(ask("[]").status, 400);
        QCOMPARE(ask("{").status, 400);
        QCOMPARE(ask(QByteArray(1024 * 1024 + 1, ' ')).status, 413);
    }

    void cleanupTestCase() { QCOMPARE(m_gateway.stop(), 0); }

private:
    QJsonObject read(const QString &path) const
    {
        return get(m_gateway.opsUrl(), u"/ops/v1/"_s + path, m_headers).json();
    }

    QJsonObject list(const QString &path, const QList<std::pair<QString, QString>> &parameters) const
    {
        QString query;
        for (const auto &[name, value] : parameters)
            query += name + u'=' + QString::fromLatin1(QUrl::toPercentEncoding(value)) + u'&';
        return read(path + u'?' + query);
    }

    GatewayProcess m_gateway{{{u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
                              {u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                              {u"LOOPGPT_KROGER_MOCK"_s, u"true"_s},
                              {u"LOOPGPT_WALMART_MOCK"_s, u"true"_s},
                              {u"KROGER_CLIENT_SECRET"_s, u"kroger-private"_s},
                              {u"LOOPGPT_SERVICE_KEY"_s, u"service-key-of-the-tests"_s}}};
    RequestHeaders m_headers;
};

QTEST_GUILESS_MAIN(TstOpsReads)
#include "tst_ops_reads.moc"
