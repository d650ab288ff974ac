#include "tests/http/http_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::http;
using namespace signalbox::http::testing;

/// What one message may look like: framing, strictness, limits.
class TstHttpMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersAPlainRequest()
    {
        TestServer server;
        RawClient client(server.port(), "GET /ok?a=%20b HTTP/1.1\r\nHost: x\r\nX-Request-ID: abc\r\n\r\n");
        QTRY_COMPARE(client.replies().size(), size_t(1));
        const Reply reply = client.replies()[0];
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.field("X-Target"), "/ok?a=%20b");
        QCOMPARE(reply.field("X-Request-ID"), "abc");
        QVERIFY(reply.field("Date").endsWith("GMT"));
        QVERIFY(!client.isClosed());
        QCOMPARE(server.exchanges.size(), size_t(1));
        QCOMPARE(server.exchanges[0].pathLabel(), "/ok");
        QVERIFY(server.registry.prometheusText().contains("http_requests_total"));
    }

    void refusesWhatIsMalformed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("shaped"); // in the owner's shape, not empty
        const auto post = [](const char *name, const QByteArray &fields, int status, const QByteArray &body = "hello") {
            QTest::newRow(name) << "POST /echo HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n" + body << status << true;
        };
        const auto line = [](const char *name, const QByteArray &request, int status, bool shaped = true) {
            QTest::newRow(name) << request + "\r\nHost: x\r\n\r\n" << status << shaped;
        };
        post("coding and length", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", 400);
        post("length and coding", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400);
        post("two lengths", "Content-Length: 5\r\nContent-Length: 6\r\n", 400);
        post("two equal lengths", "Content-Length: 5\r\nContent-Length: 5\r\n", 400);
        post("list of lengths", "Content-Length: 5, 5\r\n", 400);
        post("plus", "Content-Length: +5\r\n", 400);
        post("hex", "Content-Length: 0x05\r\n", 400);
        post("negative", "Content-Length: -1\r\n", 400);
        post("empty length", "Content-Length: \r\n", 400);
        post("length overflow", "Content-Length: 99999999999999999999999\r\n", 400);
        post("words for a length", "Content-Length: five\r\n", 400);
        post("space before colon", "Content-Length : 5\r\n", 400);
        post("NUL in a value", QByteArray("X-A: a\0b\r\n", 10), 400);
        post("folded line", "X-A: a\r\n b\r\n", 400);
        post("bare LF", "X-A: a\nContent-Length: 5\r\n", 400);
        post("bare CR", "X-A: a\rb\r\n", 400);
        post("empty name", ": a\r\n", 400);
        post("line without colon", "nonsense\r\n", 400);
        post("chunk size 0xd", "Transfer-Encoding: chunked\r\n", 400, "0xd\r\nhello, world!\r\n0\r\n\r\n");
        post("chunk with bare LF", "Transfer-Encoding: chunked\r\n", 400, "5\nhello\r\n0\r\n\r\n");
        post("chunk too short", "Transfer-Encoding: chunked\r\n", 400, "3\r\nhello\r\n0\r\n\r\n");
        post("negative chunk", "Transfer-Encoding: chunked\r\n", 400, "-5\r\nhello\r\n0\r\n\r\n");
        post("chunk size overflow", "Transfer-Encoding: chunked\r\n", 400, "fffffffffffffffff\r\nhello");
        post("unknown coding", "Transfer-Encoding: xchunked\r\n", 501);
        post("coding before chunked", "Transfer-Encoding: gzip, chunked\r\n", 501);
        post("two codings", "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", 400);
        post("websocket", "Connection: Upgrade\r\nUpgrade: websocket\r\n", 501, "");
        post("two hosts", "Host: y\r\n", 400, "");
        QTest::newRow("no host") << "GET /ok HTTP/1.1\r\n\r\n"_ba << 400 << true;
        QTest::newRow("bare LF only") << "GET /ok HTTP/1.1\nHost: x\n\n"_ba << 400 << false;
        QTest::newRow("coding in 1.0") << "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"_ba << 400 << true;
        line("version 1.9", "GET /ok HTTP/1.9", 505, false);
        line("version 2.0", "GET /ok HTTP/2.0", 505, false);
        line("no version", "GET /ok", 400, false);
        line("bad version", "GET /ok HTTX/1.1", 400, false);
        line("two slashes", "GET //x/metrics HTTP/1.1", 400);
        line("backslash", "GET /a\\b HTTP/1.1", 400);
        line("space in target", "GET /a b HTTP/1.1", 400, false);
        line("absolute target", "GET http://x/ok HTTP/1.1", 400);
        line("asterisk", "OPTIONS * HTTP/1.1", 400);
        line("authority", "CONNECT x:80 HTTP/1.1", 400);
        line("control in target", "GET /a\x01 HTTP/1.1", 400, false);
        line("bad method", "G@T /ok HTTP/1.1", 400, false);
        line("no route", "GET /nowhere HTTP/1.1", 404);
        line("not configured", "GET /candidate HTTP/1.1", 503);
        line("wrong method", "DELETE /echo HTTP/1.1", 405);
        line("target too long", "GET /" + QByteArray(9'000, 'a') + " HTTP/1.1", 414, false);
        post("headers too large", "X-A: " + QByteArray(40'000, 'a') + "\r\n", 431, "");
        post("too many headers", QByteArray("X: y\r\n").repeated(101), 431, "");
        post("declared too large", "Content-Length: 100001\r\n", 413, "");
        post("chunked too large", "Transfer-Encoding: chunked\r\n", 413, "fffff\r\n");
    }

    void refusesWhatIsMalformed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        QFETCH(bool, shaped);
        TestServer server;
        RawClient client(server.port(), bytes);
        QTRY_COMPARE(client.replies().size(), size_t(1));
        const Reply reply = client.replies()[0];
        QCOMPARE(reply.status, status);
        QCOMPARE(!reply.body.isEmpty(), shaped);
        const bool stays = status == 404 || status == 405 || status == 503;
        if (stays && !bytes.startsWith("POST")) {
            QVERIFY(!client.isClosed());
        } else {
            QCOMPARE(reply.field("Connection"), "close");
            QTRY_VERIFY(client.isClosed());
        }
        QVERIFY(server.seen.empty());
    }

    void refusesInTheOwnersShape()
    {
        TestServer server;
        RawClient client(server.port(),
                         "GET /functions/v1/none HTTP/1.1\r\nHost: x\r\n\r\n"
                         "GET /candidate HTTP/1.1\r\nHost: x\r\n\r\n"
                         "DELETE /ok HTTP/1.1\r\nHost: x\r\n\r\n"
                         "OPTIONS /ok HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(client.replies().size(), size_t(4));
        const auto replies = client.replies();
        QVERIFY(replies[0].body.contains("commerce"));
        QCOMPARE(replies[1].status, 503);
        QVERIFY(replies[1].body.contains("approvals is not configured"));
        QCOMPARE(replies[2].field("Allow"), "GET, HEAD");
        QCOMPARE(replies[3].status, 204);
        QCOMPARE(replies[3].field("Access-Control-Allow-Origin"), "*");
        QCOMPARE(replies[0].field("X-Request-ID"), "commerce-id");
    }

    void takesWholeMessagesInAnyPieces()
    {
        TestServer server;
        const QByteArray bytes = "POST /echo HTTP/1.1\r\nhoSt:\tx\r\nEmpty:\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 "5;a=b\r\nhello\r\n6\r\n world\r\n0\r\nTrailer: ignored\r\n\r\n";
        RawClient client(server.port());
        for (const char c : bytes) {
            client.write(QByteArray(1, c));
            QCoreApplication::processEvents();
        }
        QTRY_COMPARE(client.replies().size(), size_t(1));
        QCOMPARE(client.replies()[0].body, "hello world");
        QVERIFY(!server.seen[0]->head.headers.contains("Trailer"));
    }

    void keepsConnectionAsAsked()
    {
        TestServer server;
        RawClient closing(server.port(), "GET /ok HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        RawClient old(server.port(), "GET /ok HTTP/1.0\r\n\r\n");
        RawClient oldKept(server.port(), "GET /ok HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        RawClient upgrading(server.port(),
                            "\r\nGET /ok HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
        QTRY_VERIFY(closing.isClosed() && old.isClosed());
        QCOMPARE(closing.replies()[0].field("Connection"), "close");
        QTRY_COMPARE(oldKept.replies().size(), size_t(1));
        QCOMPARE(oldKept.replies()[0].field("Connection"), "keep-alive");
        QTRY_COMPARE(upgrading.replies().size(), size_t(1));
        QCOMPARE(upgrading.replies()[0].status, 200);
    }

    void headHasLengthAndNoBody()
    {
        TestServer server;
        RawClient client(server.port(), "HEAD /nowhere HTTP/1.1\r\nHost: x\r\n\r\nHEAD /ok HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(client.replies(2).size(), size_t(2));
        QVERIFY(client.replies(2)[0].field("Content-Length").toInt() > 0);
        QVERIFY(client.received().endsWith("\r\n\r\n"));
    }

    void expectIsAnsweredAfterTheHeadWasJudged()
    {
        TestServer server;
        RawClient good(server.port(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        QTRY_COMPARE(good.received(), "HTTP/1.1 100 Continue\r\n\r\n");
        good.write("hello");
        QTRY_COMPARE(good.replies().size(), size_t(2));
        QCOMPARE(good.replies()[1].body, "hello");
        RawClient bad(server.port(), "POST /locked HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        QTRY_COMPARE(bad.replies().size(), size_t(1));
        QCOMPARE(bad.replies()[0].status, 401);
        QCOMPARE(bad.replies()[0].field("WWW-Authenticate"), "Bearer");
        QTRY_VERIFY(bad.isClosed());
    }

    void routesByPathAndSegments()
    {
        TestServer server;
        RawClient client(server.port(),
                         "POST /orders/a%2Fb/items/7 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"
                         "GET /Orders/ABC/ HTTP/1.1\r\nHost: x\r\n\r\n"
                         "GET /OK HTTP/1.1\r\nHost: x\r\n\r\n"
                         "GET /ok/../ok HTTP/1.1\r\nHost: x\r\n\r\n"
                         "GET /files/a/b HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(client.replies().size(), size_t(5));
        const auto replies = client.replies();
        QCOMPARE(replies[0].field("X-Value-id"), "a/b");
        QCOMPARE(replies[0].field("X-Value-item"), "7");
        QCOMPARE(replies[1].field("X-Value-id"), "ABC");
        QCOMPARE(replies[2].status, 404);
        QCOMPARE(replies[3].status, 404);
        QCOMPARE(replies[4].field("X-Value-*"), "a/b");
    }

    void brokenHandlerIs500WithoutItsText()
    {
        TestServer server;
        RawClient client(server.port(), "GET /broken HTTP/1.1\r\nHost: x\r\n\r\nGET /ok HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(client.replies().size(), size_t(2));
        QCOMPARE(client.replies()[0].status, 500);
        QVERIFY(client.replies()[0].body.contains("commerce"));
        QVERIFY(!client.received().contains("secret"));
    }

    void streamsInChunks()
    {
        TestServer server;
        RawClient client(server.port(), "GET /stream HTTP/1.1\r\nHost: x\r\n\r\nGET /ok HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(client.replies().size(), size_t(2));
        QVERIFY(client.replies()[0].body.contains("one two"));
        RawClient old(server.port(), "GET /stream HTTP/1.0\r\n\r\n");
        QTRY_VERIFY(old.isClosed());
        QVERIFY(old.received().endsWith("\r\n\r\none two"));
    }
};

QTEST_GUILESS_MAIN(TstHttpMessages)
#include "tst_http_messages.moc"
