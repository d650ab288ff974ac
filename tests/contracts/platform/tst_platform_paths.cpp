#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kUnknown = R"({"error":"NOT_FOUND","code":"not_found","detail":"Not Found"})"_ba;

bool matches(const QByteArray &text, const QString &pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(QString::fromUtf8(text)).hasMatch();
}

const QString kUuid4 = u"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"_s;
const QString kTime = u"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"_s;

} // namespace

/// The platform's own paths, unknown and unconfigured ones, on a started gateway.
class TstPlatformPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_gateway.start(), m_gateway.errorText().constData());
        QVERIFY2(m_commerceOnly.start(), m_commerceOnly.errorText().constData());
    }

    void platformPaths_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("body");
        QTest::newRow("root") << u"/"_s << u"\\{\"service\":\"signalbox\",\"status\":\"ok\"\\}"_s;
        QTest::newRow("healthz") << u"/healthz"_s << u"\\{\"ok\":true\\}"_s;
        QTest::newRow("healthz with a query") << u"/healthz?probe=1"_s << u"\\{\"ok\":true\\}"_s;
        QTest::newRow("healthz/db")
            << u"/healthz/db"_s << u"\\{\"ok\":true,\"db_ready\":false,\"reason\":\"DATABASE_URL not configured\"\\}"_s;
        QTest::newRow("ready") << u"/ready"_s << u"\\{\"ready\":true,\"db_roundtrip_ms\":\\d+(\\.\\d+)?\\}"_s;
        QTest::newRow("readyz") << u"/readyz"_s << u"\\{\"ok\":true,\"failed\":\\[\\]\\}"_s;
        const QString build = u"\"service\":\"edge\",\"commit\":\"0123456[0-9a-f]*\"%1,\"build_id\":(null|\"[^\"]+\"),"
                              u"\"branch\":\"main\",\"started_at\":\""_s
            + kTime + u'"';
        QTest::newRow("version") << u"/version"_s
                                 << u"\\{\"ok\":true,"_s + build.arg(u",\"full_sha\":\"0123456789abcdef\""_s)
                + u"\\}"_s;
        QTest::newRow("health") << u"/health"_s
                                << u"\\{\"ok\":true,\"version\":\\{"_s + build.arg(QString()) + u"\\}\\}"_s;
    }

    void platformPaths()
    {
        QFETCH(QString, target);
        QFETCH(QString, body);
        const Answer answer = get(m_gateway.url(), target);
        QCOMPARE(answer.status, 200);
        QVERIFY2(matches(answer.body, body), answer.body.constData());
        QCOMPARE(answer.headers.value("content-type"), "application/json"_ba);
        QCOMPARE(answer.headers.value("access-control-allow-origin"), "*"_ba);
        QVERIFY(matches(answer.headers.value("x-request-id"), kUuid4));

        RawConnection head(m_gateway.url(), rawRequest("HEAD " + target.toUtf8()));
        const Answer bare = head.reply(true);
        QCOMPARE(bare.status, 200);
        QCOMPARE(bare.headers.value("content-type"), answer.headers.value("content-type"));
        if (target != u"/ready")
            QCOMPARE(bare.headers.value("content-length"), QByteArray::number(answer.body.size()));
        head.send(rawRequest("GET /healthz"));
        QCOMPARE(head.reply().body, R"({"ok":true})"_ba);
    }

    void unknownValuesAreNull()
    {
        const QByteArray body = get(m_commerceOnly.url(), u"/version"_s).body;
        QVERIFY2(body.startsWith(R"({"ok":true,"service":null,"commit":null,"full_sha":null,)"), body.constData());
        QVERIFY2(body.contains(R"("branch":null)"), body.constData());
    }

    void configuredDatabaseIsReported()
    {
        GatewayProcess gateway({{u"DATABASE_URL"_s, u"sqlite:store.db"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QCOMPARE(get(gateway.url(), u"/healthz/db"_s).body, R"({"ok":true,"db_ready":true})"_ba);
    }

    void requestIds_data()
    {
        QTest::addColumn<QByteArray>("sent");
        QTest::addColumn<bool>("echoed");
        QTest::newRow("plain") << "abc-123"_ba << true;
        QTest::newRow("every sign") << "!#$%&'()*+,-./:;<=>?@[]^_`{|}~\""_ba << true;
        QTest::newRow("one character") << "x"_ba << true;
        QTest::newRow("128 characters") << QByteArray(128, 'r') << true;
        QTest::newRow("129 characters") << QByteArray(129, 'r') << false;
        QTest::newRow("none") << ""_ba << false;
        QTest::newRow("not ASCII") << "caf\xc3\xa9"_ba << false;
        QTest::newRow("tab inside") << "a\tb"_ba << false;
    }

    void requestIds()
    {
        QFETCH(QByteArray, sent);
        QFETCH(bool, echoed);
        for (const QByteArray &line : {"GET /healthz"_ba, "GET /nothing"_ba, "POST /healthz"_ba, "OPTIONS /ready"_ba}) {
            RawConnection connection(m_gateway.url(), rawRequest(line, "X-Request-ID: " + sent + "\r\n"));
            const QByteArray id = connection.reply().headers.value("x-request-id");
            if (echoed)
                QCOMPARE(id, sent);
            else
                QVERIFY2(matches(id, kUuid4), id.constData());
        }
    }

    void commerceKeepsItsOwnId()
    {
        const Answer answer = request("POST", m_gateway.url(), u"/functions/v1/loopgpt_route_order"_s, "{}",
                                      {{"X-Request-ID", "mine"}});
        QVERIFY(matches(answer.headers.value("x-request-id"), u"req_\\d{13}_[a-z0-9]{8}"_s));
    }

    void wrongMethod()
    {
        for (const QByteArray &method : {"POST"_ba, "PUT"_ba, "DELETE"_ba, "PATCH"_ba, "TRACE"_ba, "MADEUP"_ba}) {
            RawConnection connection(m_gateway.url(), rawRequest(method + " /healthz"));
            const Answer answer = connection.reply();
            QCOMPARE(answer.status, 405);
            QCOMPARE(answer.headers.value("allow"), "GET, HEAD"_ba);
            QCOMPARE(answer.json()["code"_L1].toString(), u"method_not_allowed"_s);
        }
    }

    void preflight()
    {
        const Answer answer = request("OPTIONS", m_gateway.url(), u"/metrics"_s, {},
                                      {{"Origin", "https://a.example"},
                                       {"Access-Control-Request-Method", "GET"},
                                       {"Access-Control-Request-Headers", "authorization"}});
        QCOMPARE(answer.status, 204);
        QVERIFY(answer.body.isEmpty());
        QCOMPARE(answer.headers.value("access-control-allow-origin"), "*"_ba);
        QVERIFY(!answer.headers.contains("access-control-allow-credentials"));
        QCOMPARE(answer.headers.value("access-control-allow-headers"), "authorization"_ba);
    }

    void unknownPaths_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char *target : {"/nothing", "/healthz/", "/HEALTHZ", "/healthz/x", "/./healthz", "/x/../healthz",
                                   "/%68ealthz", "/openapi.json", "/docs", "/redoc", "/v1", "/webhooks/nobody"})
            QTest::newRow(target) << QByteArray(target);
    }

    void unknownPaths()
    {
        QFETCH(QByteArray, target);
        RawConnection connection(m_gateway.url(), rawRequest("GET " + target));
        const Answer answer = connection.reply();
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.body, kUnknown);
    }

    void unknownFunctionIsCommerces()
    {
        const Answer answer = get(m_gateway.url(), u"/functions/v1/nothing"_s);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.json()["code"_L1].toString(), u"NOT_FOUND"_s);
        QCOMPARE(answer.json()["requestId"_L1].toString().toUtf8(), answer.headers.value("x-request-id"));
    }

    void notConfigured_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("owner");
        const auto row = [](const char *target, const QString &owner) {
            QTest::newRow(target) << QString::fromLatin1(target) << owner;
        };
        for (const char *target :
             {"/candidate", "/candidate/7", "/activity", "/audit", "/audit/verify", "/outbox", "/outbox/1/replay",
              "/webhooks/whatsapp", "/webhooks/whatsapp/status", "/webhooks/imessage"})
            row(target, u"approvals"_s);
        for (const char *target :
             {"/agent/shop/v1/invoke", "/ui/chat", "/uploads/a", "/look-jobs", "/look-jobs/1", "/api/x", "/shares/x",
              "/checkout-sessions", "/checkout_sessions", "/buyers/merge", "/buyers_merge", "/orders", "/orders/1"})
            row(target, u"shop"_s);
        for (const char *target :
             {"/v1/chat", "/v1/session/x", "/v1/profile/x", "/v1/tracker/x", "/v1/photos/x", "/v1/events", "/v1/ops/x"})
            row(target, u"aurora"_s);
        for (const char *target : {"/webhooks/github", "/webhooks/sonarqube", "/v1/auth/login", "/v1/projects",
                                   "/v1/projects/1", "/v1/approvals", "/v1/incidents", "/v1/metrics/x"})
            row(target, u"engineering"_s);
    }

    void notConfigured()
    {
        QFETCH(QString, target);
        QFETCH(QString, owner);
        for (const QByteArray &method : {"GET"_ba, "POST"_ba}) {
            const Answer answer = request(method, m_gateway.url(), target, method == "POST" ? "{}"_ba : QByteArray());
            QCOMPARE(answer.status, 503);
            QVERIFY2(answer.body.contains(QString(owner + u" is not configured"_s).toUtf8()), answer.body.constData());
            QCOMPARE(answer.json()["code"_L1].toString(), u"not_configured"_s);
        }
        // Left out by the list: unknown, not unconfigured.
        QCOMPARE(get(m_commerceOnly.url(), target).status, 404);
    }

    void oneServiceAnswersUnknownPathsItself()
    {
        const Answer answer = get(m_commerceOnly.url(), u"/nothing"_s);
        QCOMPARE(answer.status, 404);
        QCOMPARE(answer.json()["code"_L1].toString(), u"NOT_FOUND"_s);
        QVERIFY2(answer.json().contains("retryable"_L1), answer.body.constData());
        QCOMPARE(get(m_commerceOnly.url(), u"/"_s).body, R"({"service":"signalbox","status":"ok"})"_ba);
    }

    void platformPathsAreNeverLimited()
    {
        GatewayProcess gateway({{u"LOOPGPT_RATE_LIMIT_PER_MINUTE"_s, u"1"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const QByteArray body = R"({"action":"health_check"})";
        QCOMPARE(post(gateway.url(), u"/loopgpt_route_order"_s, body).status, 200);
        QCOMPARE(post(gateway.url(), u"/loopgpt_route_order"_s, body).status, 429);
        RawConnection connection(gateway.url(), rawRequest("GET /healthz").repeated(50));
        for (int i = 0; i < 50; ++i)
            QCOMPARE(connection.reply().status, 200);
        QCOMPARE(post(gateway.url(), u"/loopgpt_route_order"_s, body).status, 429);
    }

    void cleanupTestCase()
    {
        QCOMPARE(m_gateway.stop(), 0);
        QCOMPARE(m_commerceOnly.stop(), 0);
    }

private:
    GatewayProcess m_gateway{
        {{u"SERVICE_NAME"_s, u"edge"_s}, {u"GIT_COMMIT_SHA"_s, u"0123456789abcdef"_s}, {u"GIT_BRANCH"_s, u"main"_s}}};
    GatewayProcess m_commerceOnly{{{u"SIGNALBOX_SERVICES"_s, u"commerce"_s}}};
};

QTEST_GUILESS_MAIN(TstPlatformPaths)
#include "tst_platform_paths.moc"
