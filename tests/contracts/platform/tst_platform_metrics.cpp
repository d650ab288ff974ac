#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QString kRoute = u"/functions/v1/loopgpt_route_order"_s;
const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";

RequestHeaders bearer(const QByteArray &token)
{
    return {{"Authorization", "Bearer " + token}};
}

int metricsStatus(const GatewayProcess &gateway, const RequestHeaders &headers = {})
{
    return get(gateway.url(), u"/metrics"_s, headers).status;
}

} // namespace

/// `/metrics`: who may read it, and that Prometheus' own checker has nothing to say about it under traffic.
class TstPlatformMetrics : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void openByDefault()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer answer = get(gateway.url(), u"/metrics"_s);
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.headers.value("content-type").startsWith("text/plain; version=0.0.4"));
        RawConnection head(gateway.url(), rawRequest("HEAD /metrics"));
        QCOMPARE(head.reply(true).status, 200);
    }

    void metricsToken()
    {
        GatewayProcess gateway(
            {{u"METRICS_TOKEN"_s, u"scrape-me-please"_s}, {u"ADMIN_API_TOKEN"_s, u"admin-token-of-the-tests"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer refused = get(gateway.url(), u"/metrics"_s);
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.headers.value("www-authenticate"), "Bearer"_ba);
        QCOMPARE(metricsStatus(gateway, bearer("scrape-me-pleasf")), 401);
        QCOMPARE(metricsStatus(gateway, bearer("")), 401);
        QCOMPARE(metricsStatus(gateway, bearer("scrape-me-please")), 200);
        QCOMPARE(metricsStatus(gateway, bearer("admin-token-of-the-tests")), 401);
        QCOMPARE(get(gateway.url(), u"/healthz"_s).status, 200);
    }

    void metricsAuth()
    {
        GatewayProcess both({{u"METRICS_AUTH"_s, u"true"_s},
                             {u"METRICS_TOKEN"_s, u"scrape-me-please"_s},
                             {u"ADMIN_API_TOKEN"_s, u"admin-token-of-the-tests"_s}});
        QVERIFY2(both.start(), both.errorText().constData());
        QCOMPARE(metricsStatus(both), 401);
        QCOMPARE(metricsStatus(both, bearer("scrape-me-please")), 200);
        QCOMPARE(metricsStatus(both, bearer("admin-token-of-the-tests")), 200);
        GatewayProcess admin({{u"METRICS_AUTH"_s, u"true"_s}, {u"ADMIN_API_TOKEN"_s, u"admin-token-of-the-tests"_s}});
        QVERIFY2(admin.start(), admin.errorText().constData());
        QCOMPARE(metricsStatus(admin), 401);
        QCOMPARE(metricsStatus(admin, bearer("admin-token-of-the-tests")), 200);
    }

    void promtoolHasNoComplaint()
    {
        GatewayProcess gateway({{u"DATABASE_URL"_s, u"sqlite:store.db"_s},
                                {u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
                                {u"LOOPGPT_ENABLE_WALMART"_s, u"true"_s},
                                {u"KROGER_CLIENT_ID"_s, u"client"_s},
                                {u"KROGER_CLIENT_SECRET"_s, u"private"_s},
                                {u"KROGER_BASE_URL"_s, u"http://127.0.0.1:9"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const Answer routed = post(gateway.url(), kRoute, kOrder);
        QCOMPARE(routed.status, 200);
        const QByteArray token
            = QJsonDocument(QJsonObject{{u"confirmationToken"_s, routed.json()["confirmationToken"_L1]}}).toJson();
        QCOMPARE(post(gateway.url(), u"/loopgpt_confirm_order"_s, token).status, 200);
        QCOMPARE(post(gateway.url(), kRoute, "{").status, 400);
        QCOMPARE(get(gateway.url(), kRoute).status, 405);
        QCOMPARE(get(gateway.url(), u"/a-path-that-nobody-has"_s).status, 404);
        QCOMPARE(get(gateway.url(), u"/orders/secret-person"_s).status, 503);
        RawConnection(gateway.url(), "G@T / HTTP/1.1\r\n\r\n").closes();
        RawConnection(gateway.url(), rawRequest("MADEUP /healthz")).reply();
        // Whoever sees an answer does not yet see it counted.
        QTRY_VERIFY(
            get(gateway.url(), u"/metrics"_s)
                .body.contains(
                    R"(http_requests_total{method="GET",path="unmatched",status_code="404",app_name="gateway",)"
                    R"(service="platform"} 1)"));
        const QByteArray text = get(gateway.url(), u"/metrics"_s).body;
        for (const char *leak : {"a-path-that-nobody-has", "secret-person", "MADEUP", "127.0.0.1"})
            QVERIFY2(!text.contains(leak), leak);
        // Each family once, its HELP and TYPE before its first sample.
        for (const char *family :
             {"http_requests_total", "http_request_duration_seconds", "commerce_quotes_total",
              "commerce_quote_duration_seconds", "commerce_selections_total", "commerce_selected_total_cents",
              "commerce_route_requests_total", "commerce_route_duration_seconds", "signalbox_upstream_breaker_state",
              "signalbox_queue_depth", "signalbox_build_info", "signalbox_rate_limited_total",
              "process_resident_memory_bytes"}) {
            const QByteArray help = "# HELP "_ba + family + ' ';
            const QByteArray type = "# TYPE "_ba + family + ' ';
            const QByteArray sample = "\n"_ba + family;
            QVERIFY2(text.count(help) == 1 && text.count(type) == 1, family);
            const qsizetype first = text.indexOf(sample);
            QVERIFY2(text.indexOf(help) < text.indexOf(type) && (first < 0 || first > text.indexOf(type)), family);
        }
        QProcess promtool;
        promtool.start(u"promtool"_s, {u"check"_s, u"metrics"_s});
        if (!promtool.waitForStarted())
            QFAIL("promtool is not installed");
        promtool.write(text);
        promtool.closeWriteChannel();
        QVERIFY(promtool.waitForFinished());
        const QByteArray said = promtool.readAllStandardOutput() + promtool.readAllStandardError();
        QVERIFY2(said.isEmpty(), said.constData());
        QCOMPARE(promtool.exitCode(), 0);
        QCOMPARE(gateway.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(TstPlatformMetrics)
#include "tst_platform_metrics.moc"
