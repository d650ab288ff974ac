#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kOrder = "{\"items\":[{\"id\":\"1\",\"name\":\"HellO world1\",\"quantity\":1}],\"shippingAddress\":"
                          "{\"street\":\"1 A St\",\"city\":\"X\",\"postalCode\":\"94102\",\"country\":\"US\"}}";
const QByteArray kPost = "POST /loopgpt_route_order HTTP/1.1\r\nHost: example.com\r\n";
const QByteArray kChunked = "Transfer-Encoding: chunked\r\n";

QByteArray chunks()
{
    return QByteArray::number(kOrder.size(), 16) + "\r\n" + kOrder + "\r\n0\r\n\r\n";
}

QByteArray get(const QByteArray &fields)
{
    return "GET /healthz HTTP/1.1\r\nHost: example.com\r\n" + fields + "\r\n";
}

/// How a message travels: in one piece, in two, or every byte on its own.
enum class Pieces { One, Two, Bytes };

} // namespace

/// The 33 cases of the public h1spec suite, stated anew, against the started program: 15 heads that stop somewhere must
/// be waited for, 6 good requests answered, 12 bad ones refused and their connection closed.
class TstHttpStrictness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_gateway.start(), m_gateway.errorText().constData());
        m_other = std::make_unique<RawConnection>(m_gateway.url());
    }

    void waitsForTheRest_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::addColumn<QByteArray>("rest");
        const QByteArray request = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
        const std::vector<std::pair<const char *, QByteArray>> stops{
            {"in the method", "G"},
            {"after the method", "GET "},
            {"after the target", "GET /healthz"},
            {"before the version", "GET /healthz "},
            {"in the version", "GET /healthz HTTP"},
            {"after the version", "GET /healthz HTTP/1.1"},
            {"between CR and LF of the request line", "GET /healthz HTTP/1.1\r"},
            {"after the request line", "GET /healthz HTTP/1.1\r\n"},
            {"in a field name", "GET /healthz HTTP/1.1\r\nHos"},
            {"after the colon", "GET /healthz HTTP/1.1\r\nHost:"},
            {"before the value", "GET /healthz HTTP/1.1\r\nHost: "},
            {"after the value", "GET /healthz HTTP/1.1\r\nHost: localhost"},
            {"between CR and LF of a field", "GET /healthz HTTP/1.1\r\nHost: localhost\r"},
            {"after a field", "GET /healthz HTTP/1.1\r\nHost: localhost\r\n"},
            {"between the last CR and LF", "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r"}};
        for (const auto &[name, begin] : stops) {
            QVERIFY(request.startsWith(begin));
            QTest::newRow(name) << begin << request.sliced(begin.size());
        }
    }

    void waitsForTheRest()
    {
        QFETCH(QByteArray, begin);
        QFETCH(QByteArray, rest);
        for (const Pieces pieces : {Pieces::One, Pieces::Two, Pieces::Bytes}) {
            RawConnection connection(m_gateway.url());
            send(connection, begin, pieces);
            // Whatever it said too early would be the first answer.
            connection.send(rest);
            const Answer answer = connection.reply();
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, R"({"ok":true})"_ba);
            verifyStaysOpen(connection);
        }
    }

    void answersWhatIsGood_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<bool>("isOrder");
        QTest::newRow("plain GET") << get({}) << false;
        QTest::newRow("field names in any case, tab before the value, no value")
            << "GET /healthz HTTP/1.1\r\nhoSt:\texample.com\r\nempty:\r\n\r\n"_ba << false;
        QTest::newRow("empty value after a space") << get("X-Empty-Header: \r\n") << false;
        QTest::newRow("Expect") << get("Expect: 100-continue\r\n") << false;
        QTest::newRow("POST with a length")
            << kPost + "Content-Length: " + QByteArray::number(kOrder.size()) + "\r\n\r\n" + kOrder << true;
        QTest::newRow("POST in chunks") << kPost + kChunked + "\r\n" + chunks() << true;
    }

    void answersWhatIsGood()
    {
        QFETCH(QByteArray, request);
        QFETCH(bool, isOrder);
        for (const Pieces pieces : {Pieces::One, Pieces::Two, Pieces::Bytes}) {
            RawConnection connection(m_gateway.url());
            send(connection, request, pieces);
            Answer answer = connection.reply();
            if (answer.status == 100)
                answer = connection.reply();
            QCOMPARE(answer.status, 200);
            // The body came through whole.
            if (isOrder)
                QCOMPARE(answer.json()["cart"_L1][0]["name"_L1].toString(), u"HellO world1"_s);
            else
                QCOMPARE(answer.body, R"({"ok":true})"_ba);
            verifyStaysOpen(connection);
        }
    }

    void refusesWhatIsBad_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &request, int status = 400) {
            QTest::newRow(name) << request << status;
        };
        row("no version", "GET / \r\n\r\n");
        row("version 9.9", "GET /healthz HTTP/9.9\r\nHost: example.com\r\n\r\n", 505);
        row("text before the request", "Extra line" + get({}));
        row("brackets in a field name", get("X-Invalid[]: test\r\n"));
        row("control character in a value", get("X-Bad-Control-Char: test\x07\r\n"));
        row("CR without LF", "GET /healthz HTTP/1.1\r\nHost: example.com\r\n\rSome-Header: Test\r\n\r\n");
        row("no Host", "GET /healthz HTTP/1.1\r\nContent-Length: 5\r\n\r\n");
        row("two Hosts", get("Host: example.org\r\n"));
        row("negative length", get("Content-Length: -1234\r\n"));
        row("negative length over 64 bits", get("Content-Length: -123456789123456789123456789\r\n"));
        row("length that is no number", get("Content-Length: abc\r\n"));
        row("length and coding, in any case",
            kPost + "content-LengtH: 5\r\nTransFer-Encoding: chunked\r\n\r\n" + chunks());
    }

    void refusesWhatIsBad()
    {
        QFETCH(QByteArray, request);
        QFETCH(int, status);
        for (const Pieces pieces : {Pieces::One, Pieces::Two, Pieces::Bytes}) {
            RawConnection connection(m_gateway.url());
            send(connection, request, pieces);
            const Answer answer = connection.reply();
            QCOMPARE(answer.status, status);
            QCOMPARE(answer.headers.value("connection"), "close"_ba);
            QVERIFY(connection.closes());
            // Nothing after the refusal was taken for a further request.
            QVERIFY2(connection.received().isEmpty(), connection.received().constData());
        }
        verifyStaysOpen(*m_other);
    }

    void cleanupTestCase() { QCOMPARE(m_gateway.stop(), 0); }

private:
    /// With one worker, an answer on another connection means that what was sent before on this one has been read.
    void send(RawConnection &connection, const QByteArray &bytes, Pieces pieces)
    {
        const qsizetype length = pieces == Pieces::One ? bytes.size() : pieces == Pieces::Two ? bytes.size() / 2 : 1;
        for (qsizetype at = 0; at < bytes.size(); at += std::max<qsizetype>(length, 1)) {
            connection.send(bytes.sliced(at, std::min(std::max<qsizetype>(length, 1), bytes.size() - at)));
            verifyStaysOpen(*m_other);
        }
    }

    static void verifyStaysOpen(RawConnection &connection)
    {
        connection.send(rawRequest("GET /version"));
        QCOMPARE(connection.reply().status, 200);
    }

    GatewayProcess m_gateway{{{u"SIGNALBOX_WORKERS"_s, u"1"_s}}};
    std::unique_ptr<RawConnection> m_other;
};

QTEST_GUILESS_MAIN(TstHttpStrictness)
#include "tst_http_strictness.moc"
