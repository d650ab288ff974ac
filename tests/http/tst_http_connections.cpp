#include "tests/http/http_fixture.h"

#include "backend/platform/http/body_stream.h"
#include "backend/platform/http/tls_identity.h"

#include <QProcess>
#include <QSignalSpy>
#include <QSslSocket>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <set>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::http;
using namespace signalbox::http::testing;

namespace {

const QByteArray kGet = "GET /ok HTTP/1.1\r\nHost: x\r\n\r\n"_ba;
const QByteArray kWait = "GET /wait HTTP/1.1\r\nHost: x\r\n\r\n"_ba;

QByteArray statuses(const RawClient &client)
{
    QByteArrayList all;
    for (const Reply &reply : client.replies())
        all += QByteArray::number(reply.status);
    return all.join(' ');
}

quint64 turnedAway(TestServer &server)
{
    const auto series = server.registry.read("signalbox_http_connections_refused_total"_ba);
    return series.empty() ? 0 : quint64(series[0].value);
}

} // namespace

/// How connections live and end: order, hang-ups, times, caps, drain, TLS, address claims.
class TstHttpConnections : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pipelinedAnswersLeaveInOrder()
    {
        TestServer server;
        RawClient client(server.port(), kWait + kGet + "GET /none HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(server.seen.size(), size_t(2));
        QVERIFY(client.received().isEmpty());
        QVERIFY(server.release("slow"_ba));
        QTRY_COMPARE(client.replies().size(), size_t(3));
        QCOMPARE(statuses(client), "200 200 404");
        QCOMPARE(client.replies()[0].body, "slow");
    }

    void deepPipelineIsAnsweredWhole()
    {
        TestServer server;
        RawClient client(server.port(), kWait + kGet.repeated(200));
        QTRY_COMPARE(server.seen.size(), size_t(16));
        QVERIFY(server.release("first"_ba));
        QTRY_COMPARE(client.replies().size(), size_t(201));
    }

    void clientThatLeavesCancels()
    {
        TestServer server;
        auto client = std::make_unique<RawClient>(server.port(), kWait + kGet);
        QTRY_COMPARE(server.waiting.size(), size_t(1));
        const RequestPtr request = server.seen[0];
        client->socket().abort();
        QTRY_VERIFY(request->cancel.isCancelled());
        QTRY_COMPARE(server.exchanges.size(), size_t(2));
        QCOMPARE(server.exchanges[0].status, kClientLeft);
        QVERIFY(server.release("nobody reads this"_ba));
        RawClient next(server.port(), kGet);
        QTRY_COMPARE(next.replies().size(), size_t(1));
        QTRY_COMPARE(server.limits->connections(), 1);
    }

    /// The first piece after it brings the reset, so the stream learns of it in the middle of a later send().
    void clientThatLeavesEndsItsStreamWithinASend()
    {
        TestServer server;
        RawClient client(server.port(), "GET /feed HTTP/1.1\r\nHost: x\r\n\r\n"_ba);
        QTRY_VERIFY(client.received().contains("chunked"));
        int closed = 0;
        server.feed->onClosed([&closed] { ++closed; });
        client.socket().abort();
        for (int i = 0; i < 10 && server.feed->send("piece"_ba); ++i) { }
        QVERIFY(server.feed->isOver());
        QCOMPARE(closed, 1);
        QCOMPARE(server.exchanges.back().status, kClientLeft);
        server.server.reset();
        QCOMPARE(server.limits->connections(), 0);
    }

    void serverMayGoWhileRequestsWait()
    {
        auto server = std::make_unique<TestServer>();
        RawClient client(server->port(), kWait);
        QTRY_COMPARE(server->waiting.size(), size_t(1));
        const auto shot = server->waiting.front();
        server->server.reset();
        shot.resolve("late"_ba);
        QTRY_VERIFY(client.isClosed());
    }

    void slowHeadIs408AndSilenceIsClosed()
    {
        TestServer server;
        RawClient half(server.port(), "GET /ok HTTP/1.1\r\nHost:"_ba);
        RawClient silent(server.port());
        RawClient kept(server.port(), kGet);
        QTRY_COMPARE(kept.replies().size(), size_t(1));
        QTRY_VERIFY(half.isClosed() && silent.isClosed() && kept.isClosed());
        QCOMPARE(statuses(half), "408");
        QVERIFY(silent.received().isEmpty());
        QCOMPARE(statuses(kept), "200");
        QTRY_COMPARE(server.limits->connections(), 0);
    }

    void slowBodyIs408()
    {
        ServerOptions options = TestServer::quick();
        options.bodyIdleTimeout = 10s;
        TestServer dripping(options);
        RawClient drip(dripping.port(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\n"_ba);
        QTimer drops;
        connect(&drops, &QTimer::timeout, &drip, [&drip] { drip.write("x"_ba); });
        drops.start(20ms);
        QTRY_COMPARE(statuses(drip), "408");
        QTRY_VERIFY(drip.isClosed());
        TestServer server;
        RawClient idle(server.port(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"_ba);
        QTRY_COMPARE(statuses(idle), "408");
        QVERIFY(idle.replies()[0].body.contains("commerce"));
    }

    void handlerWithoutAnswerIs500()
    {
        ServerOptions options = TestServer::quick();
        options.answerTimeout = 100ms;
        TestServer server(options);
        RawClient client(server.port(), kWait);
        QTRY_COMPARE(statuses(client), "500");
        QVERIFY(server.seen[0]->cancel.isCancelled());
        QVERIFY(server.release("too late"_ba));
        QTRY_VERIFY(client.isClosed());
        QCOMPARE(client.replies().size(), size_t(1));
    }

    void clientThatReadsNothingIsAborted()
    {
        ServerOptions options = TestServer::quick();
        options.writeTimeout = 200ms;
        TestServer server(options);
        const int size = 90'000;
        const QByteArray post = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(size)
            + "\r\n\r\n" + QByteArray(size, 'x');
        RawClient client(server.port());
        client.socket().setReadBufferSize(1);
        client.blockSignals(true);
        disconnect(&client.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
        for (int i = 0; i < 400; ++i)
            client.write(post);
        QTRY_COMPARE(server.limits->connections(), 1);
        QTRY_COMPARE(server.limits->connections(), 0);
        // Reading paused long before all was answered.
        QVERIFY(server.seen.size() < 400);
    }

    void streamIsCutWhenItsReaderStops()
    {
        constexpr qint64 kBound = 1024 * 1024;
        ServerOptions options = TestServer::quick();
        options.writeTimeout = 60s;
        TestServer server(options);
        RawClient client(server.port());
        client.socket().setReadBufferSize(1);
        disconnect(&client.socket(), &QTcpSocket::readyRead, nullptr, nullptr);
        client.write("GET /feed HTTP/1.1\r\nHost: x\r\n\r\n"_ba);
        QTRY_VERIFY(server.feed);
        bool isClosed = false;
        server.feed->setBound(kBound);
        server.feed->onClosed([&isClosed] { isClosed = true; });
        // The kernel's buffers take several MiB; from there on each piece waits in our memory.
        constexpr qint64 kPiece = 10'000;
        qint64 sent = 0;
        while (sent < 64 * kBound && server.feed->send(QByteArray(kPiece, 'x')))
            sent += kPiece;
        QVERIFY2(sent > kBound && sent < 64 * kBound, qPrintable(QString::number(sent)));
        QVERIFY(isClosed && server.feed->isOver());
        QVERIFY(!server.feed->send("more"_ba));
    }

    void refusalReachesAClientThatIsStillSending()
    {
        TestServer server;
        RawClient client(server.port(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 8000000\r\n\r\n"_ba);
        client.write(QByteArray(8'000'000, 'x'));
        QTRY_COMPARE(statuses(client), "413");
        QTRY_VERIFY(client.isClosed());
    }

    void bodiesShareOneBudget()
    {
        ServerOptions options = TestServer::quick();
        options.bodyMemoryBytes = 10'000;
        TestServer server(options);
        const auto post = [](int size) -> QByteArray {
            return "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: " + QByteArray::number(size) + "\r\n\r\n";
        };
        RawClient first(server.port(), post(9'000) + QByteArray(8'000, 'x'));
        QTRY_COMPARE(server.limits->bodyBytes(), 8'000);
        RawClient second(server.port(), post(5'000) + QByteArray(5'000, 'x'));
        QTRY_COMPARE(statuses(second), "503");
        QCOMPARE(second.replies()[0].field("Retry-After"), "1");
        first.write(QByteArray(1'000, 'x'));
        QTRY_COMPARE(statuses(first), "200");
        QTRY_COMPARE(server.limits->bodyBytes(), 0);
    }

    void routeHasItsShareOfRequests()
    {
        TestServer server;
        RawClient client(server.port(), kWait.repeated(4) + kGet);
        QTRY_COMPARE(server.waiting.size(), size_t(3));
        while (server.release("x"_ba)) { }
        QTRY_COMPARE(statuses(client), "200 200 200 503 200");
        QCOMPARE(client.replies()[3].field("Retry-After"), "1");
        RawClient again(server.port(), kWait);
        QTRY_COMPARE(server.waiting.size(), size_t(1));
        QVERIFY(server.release("x"_ba));
        QTRY_COMPARE(statuses(again), "200");
    }

    void slowConnectionsDoNotDelayAFreshOne()
    {
        ServerOptions options = TestServer::quick();
        options.headerTimeout = options.idleTimeout = 20s;
        TestServer server(options);
        std::vector<std::unique_ptr<RawClient>> slow;
        for (int i = 0; i < 400; ++i)
            slow.push_back(std::make_unique<RawClient>(server.port(), "GET /ok HTTP/1.1\r\nX:"_ba));
        QTRY_COMPARE(server.limits->connections(), 400);
        RawClient fresh(server.port(), kGet);
        QTRY_COMPARE_WITH_TIMEOUT(fresh.replies().size(), size_t(1), 500);
    }

    void overTheCapConnectionsAreClosed()
    {
        ServerOptions options = TestServer::quick();
        options.connections = 2;
        options.idleTimeout = options.headerTimeout = 20s;
        TestServer server(options);
        RawClient first(server.port(), kGet);
        RawClient second(server.port(), kGet);
        QTRY_COMPARE(second.replies().size(), size_t(1));
        RawClient third(server.port(), kGet);
        QTRY_VERIFY(third.isClosed());
        QVERIFY(third.received().isEmpty());
        QTRY_COMPARE(turnedAway(server), quint64(1));
        first.socket().abort();
        QTRY_COMPARE(server.limits->connections(), 1);
        RawClient fourth(server.port(), kGet);
        QTRY_COMPARE(statuses(fourth), "200");
    }

    void addressesShareByNetwork()
    {
        SharedLimits limits;
        const auto address = [](const char *text) { return *core::IpAddress::parse(text); };
        QVERIFY(limits.openConnection(address("2001:db8::1"), false, 10, 1));
        QVERIFY(!limits.openConnection(address("2001:db8::2"), false, 10, 1));
        QVERIFY(limits.openConnection(address("2001:db8::2"), true, 10, 1));
        limits.closeConnection(address("2001:db8::1"), false);
        QVERIFY(limits.openConnection(address("2001:db8::3"), false, 10, 1));
        QCOMPARE(limits.connections(), 2);
    }

    void drainFinishesWhatIsUnderWay()
    {
        TestServer server;
        RawClient idle(server.port(), kGet);
        RawClient busy(server.port(), kWait + kGet);
        QTRY_COMPARE(server.waiting.size(), size_t(1));
        QTRY_COMPARE(idle.replies().size(), size_t(1));
        bool done = false;
        server.server->drain([](const Owner &) { return 10s; }, [&done] { done = true; });
        QTRY_VERIFY(idle.isClosed());
        QVERIFY(!done);
        QVERIFY(server.release("last"_ba));
        QTRY_VERIFY(busy.isClosed() && done);
        QCOMPARE(statuses(busy), "200 200");
        QCOMPARE(busy.replies()[1].field("Connection"), "close");
        RawClient late(server.port(), kGet);
        QTRY_VERIFY(late.isClosed());
        QVERIFY(late.received().isEmpty());
    }

    void drainEndsAtItsDeadline()
    {
        TestServer server;
        RawClient busy(server.port(), kWait);
        QTRY_COMPARE(server.waiting.size(), size_t(1));
        bool done = false;
        server.server->drain([](const Owner &) { return 100ms; }, [&done] { done = true; });
        QTRY_VERIFY(done);
        QCOMPARE(statuses(busy), "503");
        QVERIFY(server.release("too late"_ba));
    }

    void drainAnswersTheAcceptQueue()
    {
        TestServer server;
        // Connected in the kernel, not yet accepted: no event loop has run in between.
        QTcpSocket queued;
        queued.connectToHost(QHostAddress::LocalHost, server.port());
        QVERIFY(queued.waitForConnected());
        queued.write(kGet);
        QVERIFY(queued.waitForBytesWritten());
        bool done = false;
        server.server->drain([](const Owner &) { return 10s; }, [&done] { done = true; });
        QTRY_VERIFY(queued.bytesAvailable() > 0);
        QVERIFY(queued.readAll().startsWith("HTTP/1.1 200"));
        QTRY_VERIFY(done);
    }

    void addressIsClaimedOnce()
    {
        const auto loopback = *core::IpAddress::parse("127.0.0.1");
        auto first = AddressClaim::take(loopback, 0);
        QVERIFY(first);
        const Result<int> socket = first->openSocket();
        QVERIFY(socket);
        const auto second = AddressClaim::take(loopback, first->port());
        QVERIFY(!second);
        QCOMPARE(second.error().text.text(), u"address in use: 127.0.0.1:%1"_s.arg(first->port()));
        QTcpServer foreign;
        QVERIFY(foreign.listen(QHostAddress::LocalHost, 0));
        QVERIFY(!AddressClaim::take(loopback, foreign.serverPort()));
        QVERIFY(foreign.serverPort() != first->port());
    }

    void workersShareAPort()
    {
        TestServer one;
        TestServer two;
        Server second(TestServer::quick(), two.limits, two.registry);
        QVERIFY(second.listen(*one.claim, two.site()));
        std::vector<std::unique_ptr<RawClient>> clients;
        for (int i = 0; i < 40; ++i)
            clients.push_back(std::make_unique<RawClient>(one.port(), kGet));
        QTRY_VERIFY(std::ranges::all_of(clients, [](const auto &client) { return client->replies().size() == 1; }));
        QVERIFY(!one.seen.empty());
        QVERIFY(!two.seen.empty());
    }

    void servesTls()
    {
        QTemporaryDir folder;
        const QString key = folder.filePath(u"key.pem"_s);
        const QString certificate = folder.filePath(u"cert.pem"_s);
        QCOMPARE(QProcess::execute(u"openssl"_s,
                                   {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                    u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                                    u"/CN=localhost"_s, u"-keyout"_s, key, u"-out"_s, certificate}),
                 0);
        const auto identity = loadTlsIdentity(certificate, key);
        QVERIFY2(identity, identity ? "" : qPrintable(identity.error().text.text()));
        QVERIFY(!loadTlsIdentity(key, certificate));
        ServerOptions options = TestServer::quick();
        options.headerTimeout = options.bodyIdleTimeout = options.bodyGrace = options.idleTimeout = 20s;
        TestServer server(options);
        server.server->setTls(*identity);
        QSslSocket client;
        client.setPeerVerifyMode(QSslSocket::VerifyNone);
        QByteArray received;
        connect(&client, &QSslSocket::encrypted, this, [&client] { client.write(kGet); });
        connect(&client, &QSslSocket::readyRead, this, [&] { received += client.readAll(); });
        client.connectToHostEncrypted(u"127.0.0.1"_s, server.port());
        QTRY_VERIFY(received.startsWith("HTTP/1.1 200"));
        QVERIFY(server.seen[0]->head.secure);
        QVERIFY(client.sessionProtocol() >= QSsl::TlsV1_2);
        received.clear();
        client.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n" + QByteArray(90'000, 'y'));
        QTRY_VERIFY(received.endsWith(QByteArray(1'000, 'y')) && received.size() > 90'000);
        client.write(kWait + kGet.repeated(100));
        QTRY_COMPARE(server.waiting.size(), size_t(1));
        received.clear();
        QVERIFY(server.release("slow"_ba));
        QTRY_COMPARE(received.count("HTTP/1.1 200"), 101);
        client.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"_ba);
        QTRY_VERIFY(received.contains("HTTP/1.1 413"));
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
        RawClient plain(server.port(), kGet);
        QTRY_VERIFY(plain.isClosed());
        QVERIFY(plain.replies().empty());
    }

    void clientBehindProxies()
    {
        const auto address = [](const char *text) { return *core::IpAddress::parse(text); };
        const Headers headers {{"X-Forwarded-For"_ba, "6.6.6.6, 203.0.113.9, 10.0.0.2"_ba}};
        ClientAddressRule rule;
        QCOMPARE(clientAddress(rule, address("10.0.0.1"), headers), address("10.0.0.1"));
        rule.trustedHops = 2;
        QCOMPARE(clientAddress(rule, address("10.0.0.1"), headers), address("203.0.113.9"));
        rule.trustedHops = 4;
        QCOMPARE(clientAddress(rule, address("10.0.0.1"), headers), address("10.0.0.1"));
        rule.trustedProxies = *core::parseCidrList("10.0.0.0/8");
        QCOMPARE(clientAddress(rule, address("10.0.0.1"), headers), address("203.0.113.9"));
        QCOMPARE(clientAddress(rule, address("9.9.9.9"), headers), address("9.9.9.9"));
    }
};

QTEST_GUILESS_MAIN(TstHttpConnections)
#include "tst_http_connections.moc"
