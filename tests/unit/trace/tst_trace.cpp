#include "backend/platform/core/json_parse.h"
#include "backend/platform/trace/exporter.h"
#include "backend/platform/trace/otlp_json.h"

#include <QJsonArray>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kTraceId = "4bf92f3577b34da6a3ce929d0e0e4736"_ba;
const QByteArray kSpanId = "00f067aa0ba902b7"_ba;

trace::Span finishedSpan()
{
    trace::Span span;
    span.context = {kTraceId, kSpanId, true};
    span.parentSpanId = "b7ad6b7169203331"_ba;
    span.name = "GET /orders"_ba;
    span.kind = trace::SpanKind::Client;
    span.start = core::wallTime(1767225600000);
    span.end = core::wallTime(1767225600250);
    span.failed = true;
    span.service = "commerce"_ba;
    span.attributes = {{"http.status_code"_ba, 503}, {"ratio"_ba, 0.5}, {"retried"_ba, true}, {"peer"_ba, u"kroger"_s}};
    return span;
}

QJsonObject only(const QJsonValue &array)
{
    return array.toArray().size() == 1 ? array.toArray().at(0).toObject() : QJsonObject();
}

QJsonObject attribute(const QJsonObject &owner, const QString &key)
{
    for (const QJsonValue &each : owner["attributes"_L1].toArray()) {
        if (each["key"_L1].toString() == key)
            return each["value"_L1].toObject();
    }
    return {};
}

} // namespace

class TestTrace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesTraceparent_data();
    void parsesTraceparent();
    void childStaysInTrace();
    void newTraceWithoutParent();
    void otlpHasTheShapeCollectorsRead();
    void exporterBatchesAndDrops();
    void exporterLeavesOutUnsampled();
};

void TestTrace::parsesTraceparent_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<bool>("sampled");
    const QByteArray good = "00-" + kTraceId + '-' + kSpanId + "-01";
    QTest::newRow("sampled") << good << true << true;
    QTest::newRow("not sampled") << QByteArray(good.chopped(2) + "00") << true << false;
    QTest::newRow("other flags") << QByteArray(good.chopped(2) + "02") << true << false;
    QTest::newRow("version 00 with more") << QByteArray(good + "-x") << false << false;
    QTest::newRow("future version") << QByteArray("cc" + good.sliced(2)) << true << true;
    QTest::newRow("future version with more") << QByteArray("cc" + good.sliced(2) + "-what") << true << true;
    QTest::newRow("future version, no dash") << QByteArray("cc" + good.sliced(2) + ".what") << false << false;
    QTest::newRow("version ff") << QByteArray("ff" + good.sliced(2)) << false << false;
    QTest::newRow("upper case") << good.toUpper() << false << false;
    QTest::newRow("short") << good.chopped(1) << false << false;
    QTest::newRow("empty") << QByteArray() << false << false;
    QTest::newRow("zero trace") << QByteArray("00-" + QByteArray(32, '0') + '-' + kSpanId + "-01") << false << false;
    QTest::newRow("zero span") << QByteArray("00-" + kTraceId + '-' + QByteArray(16, '0') + "-01") << false << false;
    QTest::newRow("not hex") << QByteArray(good).replace("4b", "4z") << false << false;
    QTest::newRow("flags not hex") << QByteArray(good.chopped(2) + "0g") << false << false;
}

void TestTrace::parsesTraceparent()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, valid);
    QFETCH(bool, sampled);
    const trace::Context context = trace::parseTraceparent(header);
    QCOMPARE(context.isValid(), valid);
    QCOMPARE(context.sampled, sampled);
    if (valid) {
        QCOMPARE(context.traceId, kTraceId);
        QCOMPARE(context.spanId, kSpanId);
    }
}

void TestTrace::childStaysInTrace()
{
    const trace::Context parent {kTraceId, kSpanId, true};
    const trace::Context child = trace::childOf(parent);
    QCOMPARE(child.traceId, kTraceId);
    QVERIFY(child.spanId != kSpanId);
    QVERIFY(child.sampled);
    const trace::Context read = trace::parseTraceparent(trace::traceparent(child));
    QCOMPARE(read.spanId, child.spanId);
    QVERIFY(!trace::childOf({kTraceId, kSpanId, false}).sampled);
}

void TestTrace::newTraceWithoutParent()
{
    const trace::Context first = trace::childOf({});
    QVERIFY(first.isValid());
    QVERIFY(first.traceId != trace::childOf({}).traceId);
}

void TestTrace::otlpHasTheShapeCollectorsRead()
{
    const std::vector<trace::Span> spans {finishedSpan()};
    const Result<QJsonObject> body = core::parseJsonObject(trace::otlpJson("gateway"_ba, spans));
    QVERIFY(body);
    const QJsonObject resourceSpans = only(body->value("resourceSpans"_L1));
    QCOMPARE(attribute(resourceSpans["resource"_L1].toObject(), u"service.name"_s)["stringValue"_L1].toString(),
             u"gateway"_s);
    const QJsonObject span = only(only(resourceSpans["scopeSpans"_L1])["spans"_L1]);
    QCOMPARE(span["traceId"_L1].toString().toLatin1(), kTraceId);
    QCOMPARE(span["spanId"_L1].toString().toLatin1(), kSpanId);
    QCOMPARE(span["parentSpanId"_L1].toString(), u"b7ad6b7169203331"_s);
    QCOMPARE(span["kind"_L1].toInt(), 3);
    QCOMPARE(span["startTimeUnixNano"_L1], QJsonValue(u"1767225600000000000"_s));
    QCOMPARE(span["endTimeUnixNano"_L1], QJsonValue(u"1767225600250000000"_s));
    QCOMPARE(span["status"_L1]["code"_L1].toInt(), 2);
    QCOMPARE(attribute(span, u"signalbox.service"_s)["stringValue"_L1].toString(), u"commerce"_s);
    QCOMPARE(attribute(span, u"http.status_code"_s)["intValue"_L1], QJsonValue(u"503"_s));
    QCOMPARE(attribute(span, u"ratio"_s)["doubleValue"_L1].toDouble(), 0.5);
    QCOMPARE(attribute(span, u"retried"_s)["boolValue"_L1], QJsonValue(true));
}

void TestTrace::exporterBatchesAndDrops()
{
    std::vector<QByteArray> bodies;
    metrics::Registry registry;
    trace::Exporter exporter({.maxQueued = 5, .maxBatch = 2, .registry = &registry},
                             [&bodies](QByteArray body) { bodies.push_back(std::move(body)); });
    for (int i = 0; i < 7; ++i)
        exporter.add(finishedSpan());
    QCOMPARE(exporter.dropped(), quint64(2));
    const auto dropped = registry.read("signalbox_trace_spans_dropped_total"_ba);
    QCOMPARE(dropped.size(), size_t(1));
    QCOMPARE(dropped.front().value, 2.0);
    exporter.flush();
    QCOMPARE(bodies.size(), size_t(3));
    QCOMPARE(bodies.front().count("\"spanId\""), 2);
    QCOMPARE(bodies.back().count("\"spanId\""), 1);
    exporter.flush();
    QCOMPARE(bodies.size(), size_t(3));
}

void TestTrace::exporterLeavesOutUnsampled()
{
    trace::Exporter exporter({}, [](QByteArray) {});
    trace::Span span = finishedSpan();
    span.context.sampled = false;
    exporter.add(span);
    QCOMPARE(exporter.queued(), size_t(0));
}

QTEST_GUILESS_MAIN(TestTrace)
#include "tst_trace.moc"
