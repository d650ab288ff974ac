#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/record_views.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::server;
using protocol::RequestRow;

namespace {

std::vector<RequestRow> rows()
{
    std::vector<RequestRow> rows;
    for (int i = 0; i < 5; ++i)
        rows.push_back({.id = u"r%1"_s.arg(i), .service = i % 2 ? u"shop"_s : u"commerce"_s, .ms = double(i / 2)});
    return rows;
}

std::expected<ListQuery, http::Response> parsed(const QByteArray &query)
{
    http::RequestHead head;
    head.query = query;
    return parseListQuery(head, protocol::requestFields());
}

QStringList idsOf(const QByteArray &query)
{
    const auto page = pageOf(rows(), *parsed(query), protocol::requestValue, &RequestRow::id, {});
    QStringList ids;
    for (const RequestRow &row : page->items)
        ids += row.id;
    ids += page->nextCursor.value_or(u"end"_s);
    return ids;
}

} // namespace

class TstOperatorLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pages()
    {
        QCOMPARE(idsOf(""), (QStringList {u"r0"_s, u"r1"_s, u"r2"_s, u"r3"_s, u"r4"_s, u"end"_s}));
        QCOMPARE(idsOf("limit=2"), (QStringList {u"r0"_s, u"r1"_s, u"r1"_s}));
        QCOMPARE(idsOf("limit=2&cursor=r1"), (QStringList {u"r2"_s, u"r3"_s, u"r3"_s}));
        QCOMPARE(idsOf("limit=2&cursor=r3"), (QStringList {u"r4"_s, u"end"_s}));
        QCOMPARE(idsOf("filter=service:shop"), (QStringList {u"r1"_s, u"r3"_s, u"end"_s}));
        QCOMPARE(idsOf("sort=-ms"), (QStringList {u"r4"_s, u"r2"_s, u"r3"_s, u"r0"_s, u"r1"_s, u"end"_s}));
        QCOMPARE(idsOf("sort=service&filter=ms%3C2"),
                 (QStringList {u"r0"_s, u"r2"_s, u"r1"_s, u"r3"_s, u"end"_s}));
        const auto gone = pageOf(rows(), *parsed("cursor=r9"), protocol::requestValue, &RequestRow::id, {});
        QCOMPARE(gone.error().code, ErrorCode::Gone);
    }

    void badQueriesSayWhereAndWhy_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("field");
        QTest::newRow("limit 0") << "limit=0"_ba << u"limit"_s;
        QTest::newRow("limit 501") << "limit=501"_ba << u"limit"_s;
        QTest::newRow("limit text") << "limit=ten"_ba << u"limit"_s;
        QTest::newRow("sort") << "sort=colour"_ba << u"sort"_s;
        QTest::newRow("filter") << "filter=a%20colour:red"_ba << u"filter"_s;
    }

    void badQueriesSayWhereAndWhy()
    {
        QFETCH(QByteArray, query);
        const auto result = parsed(query);
        QVERIFY(!result);
        QCOMPARE(result.error().status, 400);
        const QJsonObject error = QJsonDocument::fromJson(result.error().body).object()["error"_L1].toObject();
        QTEST(error["field"_L1].toString(), "field");
        QVERIFY(!error["message"_L1].toString().isEmpty());
        if (query.startsWith("filter"))
            QCOMPARE(error["details"_L1].toObject()["position"_L1].toInt(), 2);
    }

    void secretsAreNeverShown()
    {
        const settings::Definition definition {
            .key = "KROGER_CLIENT_SECRET", .service = "commerce", .secret = true};
        settings::Value value;
        value.text = u"very-secret-value"_s;
        value.source = settings::Source::Environment;
        const auto view = viewOf(definition, value);
        QVERIFY(view.isSet);
        QVERIFY(!view.value);
        QCOMPARE(view.fingerprint->size(), 4);
        const QByteArray json = QJsonDocument(protocol::toJson(view)).toJson();
        QVERIFY(!json.contains("very-secret"));
        QVERIFY(!viewOf(definition, {}).fingerprint);
    }

    void requestDetailHasItsLogLinesAndAWaterfall()
    {
        metrics::RequestRecord record;
        record.id = "req_1";
        record.took = 1500us;
        record.calls = {{"kroger", 200, 12ms, 1}, {"walmart", 0, 30ms, 2, 4ms, {{10ms, 5ms}}}, {"kroger", 200, 5ms, 1}};
        record.stages = {{"admit", 200us}, {"handler", 1300us}};
        const std::vector<log::RecentLine> lines {
            {1, R"({"request_id":"req_1","level":"info","message":"mine","timestamp":"2026-01-01T00:00:00.000Z"})"},
            {2, R"({"request_id":"req_12","message":"of another one"})"},
            {3, R"({"message":"mentions req_1 only"})"}};
        const auto detail = detailOf(record, lines);
        QCOMPARE(detail.request.upstream, u"kroger, walmart"_s);
        QCOMPARE(detail.request.ms, 1.5);
        QCOMPARE(detail.stages[1].startMs, 0.2);
        QCOMPARE(detail.calls[1].tries, 2);
        QCOMPARE(detail.calls[1].startMs, 4.0);
        // Told since the call's start, shown since the request's.
        QCOMPARE(detail.calls[1].pauses, (std::vector<protocol::RetryPause> {{14, 5}}));
        QCOMPARE(detail.logLines.size(), size_t(1));
        QCOMPARE(detail.logLines[0].message, u"mine"_s);
    }

    void samplePrefersFailures()
    {
        std::vector<metrics::RequestRing::RecordPtr> records;
        for (int i = 0; i < 100; ++i) {
            metrics::RequestRecord record;
            record.status = i == 37 || i == 90 ? 503 : 200;
            records.push_back(std::make_shared<metrics::RequestRecord>(std::move(record)));
        }
        const auto sample = sampleOf(records, 5);
        QCOMPARE(sample.size(), size_t(5));
        QCOMPARE(std::ranges::count(sample, 503, [](const auto &each) { return each->status; }), 2);
        QCOMPARE(sampleOf({records.begin(), records.begin() + 3}, 5).size(), size_t(3));
    }

    /// Whatever is routed is documented, with its role and the schemas of its records.
    void openApiCoversEveryRoute()
    {
        const auto routes = operatorRoutes();
        const QJsonObject document = openApiOf(routes, u"0.1.0"_s);
        const QJsonObject paths = document["paths"_L1].toObject();
        for (const OperatorRoute &route : routes) {
            QString path = QString::fromLatin1(route.path);
            path.replace(QRegularExpression(u":([a-z]+)"_s), u"{\\1}"_s);
            const QJsonObject operation
                = paths[path].toObject()[QString::fromLatin1(route.method.toLower())].toObject();
            QVERIFY2(!operation["summary"_L1].toString().isEmpty(), route.path.constData());
            QCOMPARE(operation["x-role"_L1].toString(), protocol::wordOf(route.role));
        }
        const QJsonObject schemas = document["components"_L1].toObject()["schemas"_L1].toObject();
        const QJsonObject weights = schemas["Weights"_L1].toObject()["properties"_L1].toObject();
        QCOMPARE(weights.size(), 6);
        const QByteArray text = QJsonDocument(document).toJson();
        for (const QByteArray &part : text.split('"')) {
            if (part.startsWith("#/components/schemas/"))
                QVERIFY2(schemas.contains(QString::fromLatin1(part.sliced(21))), part.constData());
        }
    }
};

QTEST_GUILESS_MAIN(TstOperatorLists)
#include "tst_operator_lists.moc"
