#include "tests/peers/gateway/orders.h"
#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write(text);
}

QStringList detailsOf(GatewayProcess &gateway, const QString &message)
{
    QStringList all;
    for (const QJsonObject &line : gateway.logLines()) {
        if (line["message"_L1].toString() == message)
            all += line["details"_L1].toString();
    }
    return all;
}

} // namespace

/// SIGHUP, and the log lines of requests.
class TstGatewayReload : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newSecretsAndLevelsAreTakenUp()
    {
        const QTemporaryDir folder;
        const QString secret = folder.filePath(u"keys"_s);
        const QString env = folder.filePath(u"settings"_s);
        write(secret, "first-caller-key\n");
        write(env, "LOG_LEVEL=info\n");
        GatewayProcess gateway({{u"LOOPGPT_API_KEYS_FILE"_s, secret}, {u"LOOPGPT_REQUIRE_AUTH"_s, u"true"_s}});
        QVERIFY2(gateway.start({u"--env-file"_s, env}), gateway.errorText().constData());
        QCOMPARE(routeOrder(gateway.url(), "first-caller-key").status, 200);
        QCOMPARE(routeOrder(gateway.url(), "second-caller-key").status, 401);

        write(secret, "second-caller-key\n");
        hangUp(gateway);
        QTRY_COMPARE(detailsOf(gateway, u"server.reloaded"_s), QStringList {u"changed: LOOPGPT_API_KEYS"_s});
        QTRY_COMPARE(routeOrder(gateway.url(), "second-caller-key").status, 200);
        QCOMPARE(routeOrder(gateway.url(), "first-caller-key").status, 401);
        QVERIFY(!gateway.outputText().contains("second-caller-key"));

        write(env, "LOG_LEVEL=loud\n");
        hangUp(gateway);
        QTRY_COMPARE(detailsOf(gateway, u"server.reload_refused"_s).size(), 1);
        QCOMPARE(routeOrder(gateway.url(), "second-caller-key").status, 200);

        write(env, "LOG_LEVEL=error\n");
        hangUp(gateway);
        QTRY_COMPARE(detailsOf(gateway, u"server.reloaded"_s).size(), 2);
        // A request's line is written after its answer, but before the next answer on the same connection.
        RawConnection connection(gateway.url());
        for (const QByteArray &request : {"GET /version"_ba, "GET /ready"_ba}) {
            connection.send(rawRequest(request));
            QCOMPARE(connection.reply().status, 200);
        }
        write(env, "LOG_LEVEL=info\n");
        hangUp(gateway);
        QTRY_VERIFY(get(gateway.url(), u"/health"_s).status == 200 && lines(gateway, "/health") > 0);
        // Lines are in order, so that of the earlier request would be there by now.
        QCOMPARE(lines(gateway, "/version"), 0);
    }

    void eachRequestIsToldTwice()
    {
        GatewayProcess gateway({{u"UVICORN_ACCESS_LOG"_s, u"true"_s},
                                {u"ENV"_s, u"production"_s},
                                {u"LOOPGPT_ENV"_s, u"staging"_s},
                                {u"LOOPGPT_SERVICE_KEY"_s, u"a-key-of-the-service"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QVERIFY(detailsOf(gateway, u"config_warning"_s).join(u' ').contains(u"ENV=production says production"_s));
        QCOMPARE(get(gateway.url(), u"/version?token=hidden"_s).status, 200);
        QTRY_COMPARE(lines(gateway, "/version"), 2);
        QTRY_VERIFY(gateway.outputText().contains("INFO:     127.0.0.1 - \"GET /version HTTP/1.1\" 200 OK\n"));
        QVERIFY(!gateway.outputText().contains("hidden"));
    }

    /// Monitors ask all day: what they ask for is told when it is not as they hope, or to those who want every line.
    void goodProbesAreToldAtDebugOnly()
    {
        GatewayProcess gateway;
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        for (const QString &path : {u"/healthz"_s, u"/ready"_s, u"/readyz"_s, u"/metrics"_s})
            QCOMPARE(get(gateway.url(), path).status, 200);
        QCOMPARE(request("HEAD", gateway.url(), u"/healthz"_s).status, 200);
        QCOMPARE(request("POST", gateway.url(), u"/readyz"_s).status, 405);
        // Lines are in order, so those of the earlier requests would be there with these.
        QTRY_COMPARE(lines(gateway, "/readyz"), 2);
        for (const QByteArray &path : {"/healthz"_ba, "/ready"_ba, "/metrics"_ba})
            QCOMPARE(lines(gateway, path), 0);

        GatewayProcess curious({{u"LOG_LEVEL"_s, u"debug"_s}});
        QVERIFY2(curious.start(), curious.errorText().constData());
        QCOMPARE(get(curious.url(), u"/healthz"_s).status, 200);
        QTRY_COMPARE(lines(curious, "/healthz"), 2);
    }

    void platformPathsKeepTheirAnswers()
    {
        GatewayProcess alone({{u"SIGNALBOX_SERVICES"_s, u"commerce"_s}});
        QVERIFY2(alone.start(), alone.errorText().constData());
        QCOMPARE(get(alone.url(), u"/openapi.json"_s).json()["code"_L1].toString(), u"not_found"_s);
        QCOMPARE(get(alone.url(), u"/"_s).body, R"({"service":"signalbox","status":"ok"})"_ba);
        QVERIFY(get(alone.url(), u"/nowhere"_s).json().contains("requestId"_L1));
        GatewayProcess shared;
        QVERIFY2(shared.start(), shared.errorText().constData());
        QCOMPARE(get(shared.url(), u"/nowhere"_s).body,
                 R"({"error":"NOT_FOUND","code":"not_found","detail":"Not Found"})"_ba);
    }

private:
    static void hangUp(const GatewayProcess &gateway) { QCOMPARE(::kill(pid_t(gateway.pid()), SIGHUP), 0); }

    /// Request lines of a path so far.
    static qsizetype lines(GatewayProcess &gateway, const QByteArray &path)
    {
        qsizetype count = 0;
        for (const QJsonObject &line : gateway.logLines())
            count += line["path"_L1].toString() == QString::fromUtf8(path);
        return count;
    }
};

QTEST_GUILESS_MAIN(TstGatewayReload)
#include "tst_gateway_reload.moc"
