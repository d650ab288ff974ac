#include "fake_gateway.h"

#include "backend/operator/protocol/settings.h"
#include "backend/operator/server/operator_thread.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::server;

namespace {

constexpr int kPatienceMs = 10'000;

struct Answer
{
    int status = 0;
    QByteArray head;
    QByteArray body;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
    QString errorCode() const { return json()["error"_L1].toObject()["code"_L1].toString(); }
};

/// Talks over a blocking socket: this thread has no event loop meanwhile, so only a thread of its own can answer.
class Client
{
public:
    Client(quint16 port, QByteArray token) : m_port(port), m_token(std::move(token)) { }

    Answer get(const QByteArray &target) const { return send("GET " + target, {}); }
    Answer post(const QByteArray &target, const QByteArray &body) const { return send("POST " + target, body); }

    std::unique_ptr<QTcpSocket> open(const QByteArray &line, const QByteArray &more, const QByteArray &body) const
    {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(u"127.0.0.1"_s, m_port);
        if (!socket->waitForConnected(kPatienceMs))
            return socket;
        QByteArray head = line + " HTTP/1.1\r\nHost: ops\r\n" + more;
        if (!m_token.isEmpty())
            head += "Authorization: Bearer " + m_token + "\r\n";
        if (!body.isEmpty())
            head += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
        socket->write(head + "\r\n" + body);
        socket->waitForBytesWritten(kPatienceMs);
        return socket;
    }

private:
    Answer send(const QByteArray &line, const QByteArray &body) const
    {
        const auto socket = open(line, "Connection: close\r\n", body);
        QByteArray all;
        while (socket->state() == QAbstractSocket::ConnectedState && socket->waitForReadyRead(kPatienceMs))
            all += socket->readAll();
        all += socket->readAll();
        const qsizetype end = all.indexOf("\r\n\r\n");
        return end < 0 ? Answer() : Answer {all.mid(9, 3).toInt(), all.first(end), all.sliced(end + 4)};
    }

    quint16 m_port;
    QByteArray m_token;
};

/// Reads until the text was seen.
bool readUntil(QTcpSocket &socket, QByteArray &got, const QByteArray &wanted)
{
    while (!got.contains(wanted)) {
        if (!socket.waitForReadyRead(kPatienceMs))
            return false;
        got += socket.readAll();
    }
    return true;
}

} // namespace

class TstOperatorServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fakes = std::make_unique<test::FakePorts>();
        auto thread = OperatorThread::start({.address = *core::IpAddress::parse("127.0.0.1"),
                                             .embeddedToken = "embedded",
                                             .dataDir = m_dir.path()},
                                            m_fakes->ports());
        QVERIFY2(thread, thread ? "" : qPrintable(thread.error().text.text()));
        m_thread = std::move(*thread);
    }

    void cleanup()
    {
        m_thread.reset();
        m_fakes.reset();
    }

    void tokensAndRoles()
    {
        const protocol::Me me = *protocol::fromJson<protocol::Me>(client().get("/ops/v1/me").json());
        QCOMPARE(me.name, u"console"_s);
        QCOMPARE(me.role, protocol::Role::Admin);
        QVERIFY(std::ranges::find(me.acts, u"POST /ops/v1/providers/what-if"_s) != me.acts.end());
        QCOMPARE(me.gateway.name, u"test"_s);

        QFile file(m_dir.filePath(u"ops.json"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject ops = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(ops["url"_L1].toString().toUtf8(), m_thread->url());
        const Client local(m_thread->port(), ops["token"_L1].toString().toUtf8());
        QCOMPARE(local.get("/ops/v1/me").json()["role"_L1].toString(), u"operator"_s);
        m_thread->stop();
        QVERIFY2(!file.exists(), "ops.json goes with the gateway");
    }

    void refusals()
    {
        const Client wrong(m_thread->port(), "wrong");
        const Answer refused = wrong.get("/ops/v1/overview");
        QCOMPARE(refused.status, 401);
        QCOMPARE(refused.errorCode(), u"unauthorized"_s);
        QVERIFY(refused.head.contains("WWW-Authenticate: Bearer"));
        for (int i = 0; i < 9; ++i)
            QCOMPARE(wrong.get("/ops/v1/me").status, 401);
        const Answer locked = wrong.get("/ops/v1/me");
        QCOMPARE(locked.status, 429);
        QVERIFY(locked.head.contains("Retry-After: "));
        QCOMPARE(locked.errorCode(), u"rate_limited"_s);
        QCOMPARE(client().get("/ops/v1/nothing").errorCode(), u"not_found"_s);
        const Answer method = client().post("/ops/v1/overview", "{}");
        QCOMPARE(method.status, 405);
        QVERIFY(method.head.contains("Allow: "));
        QCOMPARE(client().post("/ops/v1/providers/what-if", QByteArray(1024 * 1024 + 1, ' ')).status, 413);
    }

    void overviewIsWhole()
    {
        m_fakes->gateway.now.openBreakers = {u"kroger"_s};
        QTRY_COMPARE_WITH_TIMEOUT(client().get("/ops/v1/overview").json()["verdict"_L1]["sentenceCode"_L1].toString(),
                                  u"breakerOpen"_s, kPatienceMs);
        const auto overview = protocol::fromJson<protocol::Overview>(client().get("/ops/v1/overview").json());
        QVERIFY(overview);
        QCOMPARE(overview->verdict.state, protocol::State::Degraded);
        QCOMPARE(overview->services.size(), size_t(2));
        QCOMPARE(overview->services[0].sparkline.size(), size_t(60));
        QCOMPARE(overview->services[1].state, protocol::State::NotConfigured);
        QCOMPARE(overview->services[1].missing, std::vector<QString> {u"WEBHOOK_SIGNING_SECRET"_s});
        QVERIFY(overview->saturation.rssBytes.value > 0);
        QCOMPARE(overview->changes.items.size(), size_t(1));
    }

    void requestsFromTheRing()
    {
        metrics::RequestRecord record;
        record.id = "req_1";
        record.status = 503;
        m_fakes->writer->push(record);
        record.id = "req_2";
        record.status = 200;
        m_fakes->writer->push(record);
        const QJsonObject page = client().get("/ops/v1/requests?filter=status%3E499").json();
        QCOMPARE(page["total"_L1].toInt(), 1);
        QCOMPARE(page["items"_L1][0]["id"_L1].toString(), u"req_1"_s);
        QCOMPARE(client().get("/ops/v1/requests/req_2").json()["request"_L1]["status"_L1].toInt(), 200);
        QCOMPARE(client().get("/ops/v1/requests/req_3").status, 404);
        const Answer bad = client().get("/ops/v1/requests?filter=colour:red");
        QCOMPARE(bad.errorCode(), u"bad_filter"_s);
    }

    void providersAndWhatIf()
    {
        QCOMPARE(client().get("/ops/v1/providers").json()["items"_L1].toArray().size(), 2);
        const QJsonObject decisions = client().get("/ops/v1/providers/decisions?sort=-total&limit=1").json();
        QCOMPARE(decisions["items"_L1][0]["requestId"_L1].toString(), u"req_2"_s);
        QCOMPARE(decisions["nextCursor"_L1].toString(), u"req_2"_s);
        const QByteArray asked = R"({"weights":{"price":0.5},"last":7})";
        const Answer answer = client().post("/ops/v1/providers/what-if", asked);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json()["decisions"_L1].toInt(), 7);
        QCOMPARE(answer.json()["asked"_L1]["price"_L1].toDouble(), 0.5);
        QCOMPARE(client().post("/ops/v1/providers/what-if", R"({"weights":{"price":11}})")
                     .json()["error"_L1]["field"_L1].toString(),
                 u"weights.price"_s);
        QCOMPARE(client().post("/ops/v1/providers/what-if", R"({"last":0})").status, 400);
        QCOMPARE(client().post("/ops/v1/providers/what-if", "[]").status, 400);
    }

    void settingsAreReadable()
    {
        const Answer all = client().get("/ops/v1/settings");
        QCOMPARE(all.json()["total"_L1].toInt(), int(m_fakes->catalogue.size()));
        QVERIFY(!all.body.contains("very-secret"));
        QCOMPARE(client().get("/ops/v1/settings/PORT").json()["value"_L1].toString(), u"3000"_s);
        QCOMPARE(client().get("/ops/v1/settings/NOPE").status, 404);
    }

    void seriesAndDocument()
    {
        QCOMPARE(client().get("/ops/v1/metrics/series?metric=colour").errorCode(), u"bad_request"_s);
        const auto points = [this](const QByteArray &query) {
            return client().get("/ops/v1/metrics/series?" + query).json()["points"_L1].toArray();
        };
        QTRY_VERIFY_WITH_TIMEOUT(points("metric=rssBytes").last()["value"_L1].toDouble() > 1e6, kPatienceMs);
        QVERIFY2(points("metric=p95Ms&service=nobody").isEmpty(), "a figure that nobody wrote is an empty chart");
        QCOMPARE(client().get("/ops/v1/metrics/series?metric=p95Ms&from=noon").status, 400);
        QCOMPARE(client().get("/ops/v1/metrics/series?metric=p95Ms&operation=x").status, 400);
        m_fakes->metrics.declare({.name = "http_requests_total", .help = "Requests.", .kind = metrics::Kind::Counter});
        const auto served = m_fakes->metrics.counter("http_requests_total",
                                                     {{"service", "commerce"}, {"status_code", "500"}});
        const auto errors = [this] {
            return client().get("/ops/v1/overview").json()["services"_L1][0]["error5xx"_L1].toDouble();
        };
        QTRY_VERIFY_WITH_TIMEOUT((served.add(10), errors() == 1), kPatienceMs);
        QCOMPARE(client().get("/ops/v1/openapi.json").json()["openapi"_L1].toString(), u"3.1.0"_s);
    }

    void streamSendsAndResumes()
    {
        QCOMPARE(client().get("/ops/v1/stream").status, 400);
        QCOMPARE(client().get("/ops/v1/stream?topics=colour").status, 400);
        QByteArray got;
        {
            const auto socket = client().open("GET /ops/v1/stream?topics=metrics,requests", "", {});
            QVERIFY(readUntil(*socket, got, "text/event-stream"));
            metrics::RequestRecord record;
            record.id = "req_live";
            m_fakes->writer->push(record);
            QVERIFY2(readUntil(*socket, got, "req_live"), got.constData());
            QVERIFY2(readUntil(*socket, got, "event: metrics"), got.constData());
        }
        const QByteArray id = got.sliced(got.lastIndexOf("\nid: ") + 5).split('\n').first();
        QVERIFY(protocol::EventId::parse(id));
        QByteArray more;
        const auto resumed = client().open("GET /ops/v1/stream?topics=requests", "Last-Event-ID: " + id + "\r\n", {});
        QVERIFY(readUntil(*resumed, more, ": resumed"));
        QVERIFY2(!more.contains("event: reset"), more.constData());
        QByteArray restarted;
        const auto stale = client().open("GET /ops/v1/stream?topics=requests", "Last-Event-ID: 1.1\r\n", {});
        QVERIFY(readUntil(*stale, restarted, R"("reason":"restart")"));
    }

    void stopEndsOpenStreams()
    {
        QByteArray got;
        const auto socket = client().open("GET /ops/v1/stream?topics=metrics", "", {});
        QVERIFY(readUntil(*socket, got, "text/event-stream"));
        m_thread->stop();
        while (socket->waitForReadyRead(kPatienceMs))
            socket->readAll();
        QCOMPARE(socket->state(), QAbstractSocket::UnconnectedState);
    }

    void takenAddressIsAnError()
    {
        const auto second = OperatorThread::start(
            {.address = *core::IpAddress::parse("127.0.0.1"), .port = m_thread->port()}, m_fakes->ports());
        QVERIFY(!second);
        QCOMPARE(second.error().text.text(), u"address in use: 127.0.0.1:%1"_s.arg(m_thread->port()));
    }

private:
    Client client() const { return Client(m_thread->port(), "embedded"); }

    QTemporaryDir m_dir;
    std::unique_ptr<test::FakePorts> m_fakes;
    std::unique_ptr<OperatorThread> m_thread;
};

QTEST_GUILESS_MAIN(TstOperatorServer)
#include "tst_operator_server.moc"
