#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kPost = "POST /functions/v1/loopgpt_route_order"_ba;
const QByteArray kBody = R"({"action":"health_check"})"_ba;

/// A request whose field lines are all given, so that they can be wrong.
QByteArray sent(const QByteArray &fields, const QByteArray &body = kBody, const QByteArray &line = kPost + " HTTP/1.1")
{
    return line + "\r\n" + fields + "\r\n" + body;
}

const QByteArray kLength = "Content-Length: " + QByteArray::number(kBody.size()) + "\r\n";
const QByteArray kHost = "Host: gateway\r\n"_ba;
const QByteArray kChunked = "Transfer-Encoding: chunked\r\n"_ba;

QByteArray chunk(const QByteArray &size, const QByteArray &end = "\r\n")
{
    return size + end + kBody + "\r\n0\r\n\r\n";
}

} // namespace

/// Malformed, oversized, pipelined and half requests against the program: status, and closed afterwards.
class TstPlatformMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_gateway.start(), m_gateway.errorText().constData()); }

    void wellFormed()
    {
        RawConnection connection(m_gateway.url(), sent(kHost + kLength));
        QCOMPARE(connection.reply().status, 200);
        connection.send(sent(kHost + kChunked, chunk(QByteArray::number(kBody.size(), 16))));
        QCOMPARE(connection.reply().status, 200);
        QVERIFY(connection.isOpen());
    }

    void malformed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &bytes, int status = 400) {
            QTest::newRow(name) << bytes << status;
        };
        row("both length and coding", sent(kHost + kLength + kChunked, chunk("19")));
        row("two lengths", sent(kHost + kLength + "Content-Length: 3\r\n"));
        row("length +25", sent(kHost + "Content-Length: +25\r\n"));
        row("length 0x19", sent(kHost + "Content-Length: 0x19\r\n"));
        row("length -1", sent(kHost + "Content-Length: -1\r\n"));
        row("empty length", sent(kHost + "Content-Length:\r\n"));
        row("length list", sent(kHost + "Content-Length: 25, 25\r\n"));
        row("length beyond 64 bits", sent(kHost + "Content-Length: 99999999999999999999999\r\n"));
        row("space before the colon", sent(kHost + "Content-Length : 25\r\n"));
        row("NUL in a value", sent(kHost + kLength + QByteArray("X-A: a\0b\r\n", 10)));
        row("folded field", sent(kHost + kLength + "X-A: a\r\n b\r\n"));
        row("field without a name", sent(kHost + kLength + ": a\r\n"));
        row("bare LF", "POST /functions/v1/loopgpt_route_order HTTP/1.1\nHost: x\nContent-Length: 25\n\n" + kBody);
        row("bare CR in a value", sent(kHost + kLength + "X-A: a\rb\r\n"));
        row("chunk size 0x19", sent(kHost + kChunked, chunk("0x19")));
        row("chunk size with LF", sent(kHost + kChunked, chunk("19", "\n")));
        row("negative chunk size", sent(kHost + kChunked, chunk("-19")));
        row("chunk size beyond 64 bits", sent(kHost + kChunked, chunk("fffffffffffffffff")));
        row("unknown coding", sent(kHost + "Transfer-Encoding: xchunked\r\n"), 501);
        row("chunked is not last", sent(kHost + "Transfer-Encoding: chunked, identity\r\n", chunk("19")), 501);
        row("coding twice", sent(kHost + kChunked + kChunked, chunk("19")));
        row("coding in 1.0", sent(kHost + kChunked, chunk("19"), kPost + " HTTP/1.0"));
        row("no Host", sent(kLength));
        row("two Hosts", sent(kHost + kHost + kLength));
        row("version 1.9", sent(kHost + kLength, kBody, kPost + " HTTP/1.9"), 505);
        row("version 2.0", sent(kHost + kLength, kBody, kPost + " HTTP/2.0"), 505);
        row("no version", sent(kHost + kLength, kBody, kPost));
        row("two slashes", sent(kHost, {}, "GET //x/metrics HTTP/1.1"));
        row("absolute target", sent(kHost, {}, "GET http://x/healthz HTTP/1.1"));
        row("asterisk", sent(kHost, {}, "OPTIONS * HTTP/1.1"));
        row("backslash", sent(kHost, {}, "GET /a\\b HTTP/1.1"));
        row("control character in the target",
            sent(kHost, {},
                 "GET /a\x01"
                 "b HTTP/1.1"));
        row("space in the target", sent(kHost, {}, "GET /a b HTTP/1.1"));
        row("method with a sign", sent(kHost, {}, "G@T /healthz HTTP/1.1"));
        row("TLS on a plain port", QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 15));
        row("one large field", sent(kHost + "X-A: " + QByteArray(1'000'000, 'a') + "\r\n", {}), 431);
        row("5,000 fields", sent(kHost + "X-A: a\r\n"_ba.repeated(5000), {}), 431);
        row("101 fields", sent(kHost + kLength + "X-A: a\r\n"_ba.repeated(100)), 431);
        row("100 kB target", sent(kHost, {}, "GET /" + QByteArray(100'000, 'a') + " HTTP/1.1"), 414);
        row("websocket", sent(kHost + "Upgrade: websocket\r\nConnection: Upgrade\r\n", {}, "GET /healthz HTTP/1.1"),
            501);
    }

    void malformed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        // A second request behind it must not be taken for one: that is how requests are smuggled.
        RawConnection connection(m_gateway.url(), bytes + rawRequest("GET /version"));
        QVERIFY2(connection.closes(), "left open");
        const QByteArray all = connection.received();
        QVERIFY2(all.startsWith(QByteArray("HTTP/1.1 " + QByteArray::number(status))), all.left(300).constData());
        QCOMPARE(all.count("HTTP/1.1 "), 1);
        QVERIFY2(all.contains("\r\nConnection: close\r\n"), all.constData());
    }

    void otherUpgradesAreIgnored()
    {
        RawConnection connection(m_gateway.url(),
                                 rawRequest("GET /healthz", "Upgrade: h2c\r\nConnection: Upgrade\r\n"));
        QCOMPARE(connection.reply().status, 200);
    }

    void unreadableTargetHasNoBody()
    {
        RawConnection connection(m_gateway.url(), "nonsense\r\n\r\n");
        const Answer answer = connection.reply();
        QCOMPARE(answer.status, 400);
        QVERIFY2(answer.body.isEmpty(), answer.body.constData());
    }

    void refusalHasTheOwnersShape()
    {
        RawConnection commerce(m_gateway.url(), sent(kHost + kLength + "X-A: a\r\n"_ba.repeated(200)));
        const Answer refused = commerce.reply();
        QCOMPARE(refused.status, 431);
        QCOMPARE(refused.json()["code"_L1].toString(), u"HEADERS_TOO_LARGE"_s);
        QCOMPARE(refused.json()["requestId"_L1].toString().toUtf8(), refused.headers.value("x-request-id"));
        QCOMPARE(refused.headers.value("access-control-allow-origin"), "*"_ba);
    }

    void halfAHeadIs408()
    {
        GatewayProcess gateway(
            {{u"SIGNALBOX_HEADER_TIMEOUT_MS"_s, u"300"_s}, {u"SIGNALBOX_IDLE_TIMEOUT_MS"_s, u"300"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        RawConnection half(gateway.url(), "POST /functions/v1/loopgpt_route_order HTTP/1.1\r\nHost:");
        RawConnection idle(gateway.url(), rawRequest("GET /healthz"));
        QVERIFY(half.closes());
        QVERIFY2(half.received().startsWith("HTTP/1.1 408 "), half.received().constData());
        QVERIFY(idle.closes());
        QVERIFY(idle.received().startsWith("HTTP/1.1 200 "));
        QCOMPARE(idle.received().count("HTTP/1.1 "), 1);
    }

    void tooLargeIsSaidBeforeTheBody()
    {
        for (const QByteArray &length : {"1048577"_ba, "67108864"_ba, "9000000000"_ba}) {
            RawConnection connection(m_gateway.url(), sent(kHost + "Content-Length: " + length + "\r\n", {}));
            const Answer answer = connection.reply();
            QCOMPARE(answer.status, 413);
            QCOMPARE(answer.headers.value("connection"), "close"_ba);
            QCOMPARE(answer.json()["code"_L1].toString(), u"REQUEST_TOO_LARGE"_s);
            QVERIFY(connection.closes());
        }
    }

    void largeBodyIsRefusedWhileItIsSent()
    {
        RawConnection connection(m_gateway.url(), sent(kHost + "Content-Length: 8000000\r\n", {}));
        connection.send(QByteArray(8'000'000, 'x'));
        QCOMPARE(connection.reply().status, 413);
        QVERIFY(connection.closes());
    }

    void expectIsAnswered()
    {
        const QByteArray expects = "Expect: 100-continue\r\n";
        RawConnection fine(m_gateway.url(), sent(kHost + kLength + expects, {}));
        QCOMPARE(fine.reply().status, 100);
        fine.send(kBody);
        QCOMPARE(fine.reply().status, 200);
        RawConnection large(m_gateway.url(), sent(kHost + "Content-Length: 2000000\r\n" + expects, {}));
        QCOMPARE(large.reply().status, 413);
        QVERIFY(large.closes());
    }

    void credentialIsJudgedBeforeTheBody()
    {
        GatewayProcess gateway({{u"LOOPGPT_REQUIRE_AUTH"_s, u"true"_s}, {u"LOOPGPT_API_KEYS"_s, u"alpha-key-0001"_s}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        RawConnection connection(gateway.url(), sent(kHost + "Content-Length: 500000\r\n", {}));
        const Answer answer = connection.reply();
        QCOMPARE(answer.status, 401);
        QCOMPARE(answer.headers.value("connection"), "close"_ba);
        QVERIFY(connection.closes());
        RawConnection large(gateway.url(), sent(kHost + "Content-Length: 5000000\r\n", {}));
        QCOMPARE(large.reply().status, 401);
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        RawConnection connection(m_gateway.url(),
                                 rawRequest("GET /healthz") + sent(kHost + kLength) + rawRequest("GET /nothing")
                                     + rawRequest("HEAD /healthz"));
        QCOMPARE(connection.reply().body, R"({"ok":true})"_ba);
        QVERIFY(connection.reply().json().contains("providers"_L1));
        QCOMPARE(connection.reply().status, 404);
        QCOMPARE(connection.reply(true).status, 200);
        connection.send(rawRequest("GET /healthz").repeated(300));
        for (int i = 0; i < 300; ++i)
            QCOMPARE(connection.reply().status, 200);
    }

    void connectionCloseIsObeyed()
    {
        RawConnection connection(m_gateway.url(), rawRequest("GET /healthz", "Connection: close\r\n"));
        QCOMPARE(connection.reply().headers.value("connection"), "close"_ba);
        QVERIFY(connection.closes());
        RawConnection old(m_gateway.url(), "GET /healthz HTTP/1.0\r\n\r\n");
        QCOMPARE(old.reply().status, 200);
        QVERIFY(old.closes());
    }

    void deepJsonIsRefused()
    {
        const auto nested = [](int depth) -> QByteArray {
            return R"({"action":"health_check","x":)" + QByteArray(depth - 1, '[') + QByteArray(depth - 1, ']') + '}';
        };
        const QString target = u"/functions/v1/loopgpt_route_order"_s;
        QCOMPARE(post(m_gateway.url(), target, nested(64)).status, 200);
        QCOMPARE(post(m_gateway.url(), target, nested(65)).status, 400);
        QCOMPARE(post(m_gateway.url(), target, nested(100'000)).status, 400);
    }

    void cleanupTestCase()
    {
        QCOMPARE(get(m_gateway.url(), u"/healthz"_s).status, 200);
        QCOMPARE(m_gateway.stop(), 0);
    }

private:
    GatewayProcess m_gateway;
};

QTEST_GUILESS_MAIN(TstPlatformMessages)
#include "tst_platform_messages.moc"
