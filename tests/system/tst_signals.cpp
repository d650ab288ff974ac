#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"
#include "tests/support/wire/stub_server.h"

#include <QFile>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kRoute = "POST /functions/v1/loopgpt_route_order"_ba;
const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";

/// Kroger behind an address that never answers.
GatewayProcess::Settings slowKroger(const QUrl &url, const QString &timeoutMs)
{
    return {{u"LOOPGPT_ENABLE_KROGER"_s, u"true"_s},
            {u"KROGER_CLIENT_ID"_s, u"client-1"_s},
            {u"KROGER_CLIENT_SECRET"_s, u"very-private"_s},
            {u"LOOPGPT_KROGER_TIMEOUT"_s, timeoutMs},
            {u"KROGER_BASE_URL"_s, url.toString()}};
}

void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

/// SIGTERM, SIGINT and SIGHUP on a gateway at work.
class TstSignals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drain_data()
    {
        QTest::addColumn<int>("number");
        QTest::newRow("SIGTERM") << SIGTERM;
        QTest::newRow("SIGINT") << SIGINT;
    }

    void drain()
    {
        QFETCH(int, number);
        GatewayProcess gateway(slowKroger(m_silent.url(), u"2000"_s));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        RawConnection idle(gateway.url(), rawRequest("GET /ready"));
        QCOMPARE(idle.reply().status, 200);
        // Probes that are half sent when the signal comes; a whole one would have been answered before it.
        RawConnection ready(gateway.url(), "GET /ready HTTP/1.1\r\nHost: x\r\n");
        RawConnection readyz(gateway.url(), "GET /readyz HTTP/1.1\r\nHost: x\r\n");
        m_silent.forget();
        RawConnection busy(gateway.url(), rawRequest(kRoute, {}, kOrder));
        QTRY_VERIFY(!m_silent.requests().empty());
        QCOMPARE(::kill(pid_t(gateway.pid()), number), 0);
        QTRY_VERIFY(gateway.outputText().contains("server.draining"));
        QVERIFY(idle.closes());
        QVERIFY2(!RawConnection(gateway.url()).isOpen(), "a draining gateway takes no new connection");
        ready.send("\r\n");
        readyz.send("\r\n");
        const Answer notReady = ready.reply();
        QCOMPARE(notReady.status, 503);
        QCOMPARE(notReady.body, R"({"ready":false})"_ba);
        QCOMPARE(notReady.headers.value("connection"), "close"_ba);
        QCOMPARE(readyz.reply().body, R"({"ok":false,"failed":["draining"]})"_ba);
        const Answer routed = busy.reply();
        QCOMPARE(routed.status, 200);
        QVERIFY(routed.json().contains("selectedProvider"_L1));
        QCOMPARE(routed.headers.value("connection"), "close"_ba);
        QVERIFY(busy.closes());
        QCOMPARE(gateway.waitForEnd(), 0);
        QVERIFY(gateway.outputText().contains("server.stopped"));
    }

    void drainHasADeadline()
    {
        GatewayProcess::Settings settings = slowKroger(m_silent.url(), u"20000"_s);
        settings.insert(u"SIGNALBOX_DRAIN_SECONDS"_s, u"1"_s);
        GatewayProcess gateway(settings);
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        m_silent.forget();
        RawConnection busy(gateway.url(), rawRequest(kRoute, {}, kOrder));
        QTRY_VERIFY(!m_silent.requests().empty());
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(gateway.stop(), 0);
        QVERIFY(clock.elapsed() >= 500);
        QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(busy.reply().status, 503);
    }

    void secondSignalEndsAtOnce()
    {
        GatewayProcess gateway(slowKroger(m_silent.url(), u"20000"_s));
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        m_silent.forget();
        RawConnection busy(gateway.url(), rawRequest(kRoute, {}, kOrder));
        QTRY_VERIFY(!m_silent.requests().empty());
        QCOMPARE(::kill(pid_t(gateway.pid()), SIGTERM), 0);
        QTRY_VERIFY(gateway.outputText().contains("server.draining"));
        QElapsedTimer clock;
        clock.start();
        QVERIFY(gateway.stop() > 0);
        QVERIFY(clock.elapsed() < 2000);
    }

    void hangUpReadsSecretsAgain()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"token"_s);
        put(file, "first-token-of-the-day\n");
        GatewayProcess gateway({{u"METRICS_TOKEN_FILE"_s, file}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const auto status = [&gateway](const QByteArray &token) {
            return get(gateway.url(), u"/metrics"_s, {{"Authorization", "Bearer " + token}}).status;
        };
        QCOMPARE(status("first-token-of-the-day"), 200);
        put(file, "second-token-of-the-day");
        QCOMPARE(status("second-token-of-the-day"), 401);
        QCOMPARE(::kill(pid_t(gateway.pid()), SIGHUP), 0);
        QTRY_COMPARE(status("second-token-of-the-day"), 200);
        QTRY_COMPARE(status("first-token-of-the-day"), 401);
        QVERIFY(!gateway.outputText().contains("token-of-the-day"));

        // What cannot be read changes nothing and ends nothing.
        QVERIFY(QFile::remove(file));
        QCOMPARE(::kill(pid_t(gateway.pid()), SIGHUP), 0);
        QTRY_VERIFY(gateway.outputText().contains("METRICS_TOKEN_FILE"));
        QCOMPARE(status("second-token-of-the-day"), 200);
        QCOMPARE(gateway.stop(), 0);
    }

    void hangUpReadsTheEnvFileAgain()
    {
        GatewayProcess gateway;
        put(gateway.dataDir() + u"/.env"_s, "LOOPGPT_SERVICE_KEY=key-before-the-change\n");
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        const auto status = [&gateway](const QByteArray &key) {
            return post(gateway.url(), u"/loopgpt_record_outcome"_s, "{}", {{"Authorization", "Bearer " + key}}).status;
        };
        QCOMPARE(status("key-before-the-change"), 400);
        put(gateway.dataDir() + u"/.env"_s, "LOOPGPT_SERVICE_KEY=key-after-the-change\nPORT=1\n");
        QCOMPARE(::kill(pid_t(gateway.pid()), SIGHUP), 0);
        QTRY_COMPARE(status("key-after-the-change"), 400);
        QTRY_COMPARE(status("key-before-the-change"), 401);
        QCOMPARE(gateway.stop(), 0);
    }

private:
    StubServer m_silent{[](const StubRequest &) { return StubReply{.silent = true}; }};
};

QTEST_GUILESS_MAIN(TstSignals)
#include "tst_signals.moc"
