#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/http_client.h"
#include "tests/support/wire/stub_server.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kOrder
    = "{\"items\":[{\"id\":\"1\",\"name\":\"Rice\",\"quantity\":1}],\"shippingAddress\":{\"street\":\"123 Main St\","
      "\"city\":\"San Francisco\",\"state\":\"CA\",\"postalCode\":\"94102\",\"country\":\"US\"}}";
const QByteArray kTrace = "4bf92f3577b34da6a3ce929d0e0e4736";
const QByteArray kCaller = "00f067aa0ba902b7";

QJsonArray spansIn(const QByteArray &body)
{
    return QJsonDocument::fromJson(body)["resourceSpans"_L1][0]["scopeSpans"_L1][0]["spans"_L1].toArray();
}

QString attribute(const QJsonValue &span, const QString &name)
{
    for (const QJsonValue one : span["attributes"_L1].toArray()) {
        if (one["key"_L1].toString() != name)
            continue;
        const QJsonObject value = one["value"_L1].toObject();
        return value.value("stringValue"_L1).toString(value.value("intValue"_L1).toString());
    }
    return {};
}

} // namespace

/// A collector of OpenTelemetry's beside the real program.
class TstOtlp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_spans = {}; }

    void aRequestAndItsCallsAreOneTrace()
    {
        StubServer mealMe([](const StubRequest &) { return StubReply {.status = 500}; });
        GatewayProcess gateway(settings(mealMe.url()));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer answer = post(gateway.url(), u"/functions/v1/loopgpt_route_order"_s, kOrder,
                                   {{"traceparent", "00-" + kTrace + '-' + kCaller + "-01"}});
        QCOMPARE(answer.status, 200);
        QTRY_VERIFY(!spanOf(2).isUndefined() && !spanOf(3).isUndefined());

        const QJsonValue server = spanOf(2);
        QCOMPARE(server["traceId"_L1].toString().toLatin1(), kTrace);
        QCOMPARE(server["parentSpanId"_L1].toString().toLatin1(), kCaller);
        QCOMPARE(server["name"_L1].toString(), u"POST /functions/v1/loopgpt_route_order"_s);
        QCOMPARE(attribute(server, u"signalbox.service"_s), u"commerce"_s);
        QCOMPARE(attribute(server, u"http.response.status_code"_s), u"200"_s);
        QVERIFY(server["startTimeUnixNano"_L1].toString().toLongLong()
                < server["endTimeUnixNano"_L1].toString().toLongLong());
        QVERIFY(m_resource.contains(R"({"key":"service.name","value":{"stringValue":"gateway"}})"));

        const QJsonValue client = spanOf(3);
        QCOMPARE(client["traceId"_L1].toString().toLatin1(), kTrace);
        QCOMPARE(client["parentSpanId"_L1], server["spanId"_L1]);
        QCOMPARE(attribute(client, u"signalbox.upstream"_s), u"mealme"_s);
        QCOMPARE(attribute(client, u"signalbox.service"_s), u"commerce"_s);
        QCOMPARE(client["status"_L1]["code"_L1].toInt(), 2);
        // The provider was told of the same span.
        const QByteArray told = "00-" + kTrace + '-' + client["spanId"_L1].toString().toLatin1() + "-01";
        QVERIFY(std::ranges::any_of(mealMe.requests(), [&told](const StubRequest &request) {
            return request.headers.value("traceparent") == told;
        }));
    }

    void whatWasNotSentYetGoesAtTheEnd()
    {
        GatewayProcess gateway(settings({}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QCOMPARE(get(gateway.url(), u"/healthz"_s).status, 200);
        // Right after the answer: the next flush of its own would be up to half a second away.
        QCOMPARE(gateway.stop(), 0);
        QTRY_VERIFY(!spanOf(2).isUndefined());
        QCOMPARE(attribute(spanOf(2), u"signalbox.service"_s), u"platform"_s);
    }

    void aTraceThatTheCallerLeavesOutIsLeftOut()
    {
        GatewayProcess gateway(settings({}));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const RequestHeaders unsampled {{"traceparent", "00-" + kTrace + '-' + kCaller + "-00"}};
        QCOMPARE(get(gateway.url(), u"/healthz"_s, unsampled).status, 200);
        QCOMPARE(get(gateway.url(), u"/version"_s).status, 200);
        QCOMPARE(gateway.stop(), 0);
        QTRY_VERIFY(!spanOf(2).isUndefined());
        for (const QJsonValue span : std::as_const(m_spans))
            QVERIFY(span["traceId"_L1].toString().toLatin1() != kTrace);
    }

private:
    GatewayProcess::Settings settings(const QUrl &mealMe) const
    {
        GatewayProcess::Settings all {{u"OTEL_ENABLED"_s, u"true"_s},
                                      {u"OTEL_EXPORTER_OTLP_ENDPOINT"_s, m_sink.url().toString()},
                                      {u"LOOPGPT_MEALME_MAX_RETRIES"_s, u"0"_s}};
        if (!mealMe.isEmpty()) {
            all.insert(u"MEALME_API_KEY"_s, u"a-key-of-mealme"_s);
            all.insert(u"MEALME_BASE_URL"_s, mealMe.toString());
        }
        return all;
    }

    /// The first span of a kind (2 = server, 3 = client).
    QJsonValue spanOf(int kind) const
    {
        for (const QJsonValue span : m_spans) {
            if (span["kind"_L1].toInt() == kind)
                return span;
        }
        return QJsonValue(QJsonValue::Undefined);
    }

    QJsonArray m_spans;
    QByteArray m_resource;
    StubServer m_sink {[this](const StubRequest &request) {
        if (request.path() == "/v1/traces" && request.headers.value("content-type") == "application/json") {
            m_resource = request.body;
            for (const QJsonValue span : spansIn(request.body))
                m_spans += span;
        }
        return StubReply {};
    }};
};

QTEST_GUILESS_MAIN(TstOtlp)
#include "tst_otlp.moc"
