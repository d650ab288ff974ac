#include "ui/client/facets.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::client;

namespace {

/// A gateway of a few lines: answers /me, keeps streams open, remembers what it was asked.
class SmallGateway : public QObject
{
public:
    SmallGateway()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        });
    }

    QUrl url() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }
    void stream(const QByteArray &text)
    {
        if (m_stream)
            m_stream->write(QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n");
    }
    void cutStream()
    {
        if (m_stream)
            m_stream->abort();
    }
    void deafen() { m_server.close(); }

    QList<QByteArray> requests;
    QByteArray answer = R"({"name":"ana","role":"operator","acts":["POST /providers/what-if"]})";
    int status = 200;

private:
    void read(QTcpSocket *socket)
    {
        const QByteArray head = socket->readAll();
        requests += head;
        if (head.startsWith("GET /ops/v1/stream")) {
            m_stream = socket;
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
            stream(": hello\n\n");
            return;
        }
        socket->write("HTTP/1.1 " + QByteArray::number(status) + " X\r\nContent-Type: application/json\r\nContent-Length: "
                      + QByteArray::number(answer.size()) + "\r\n\r\n" + answer);
    }

    QTcpServer m_server;
    QPointer<QTcpSocket> m_stream;
};

QByteArray lastStream(const SmallGateway &gateway)
{
    for (qsizetype i = gateway.requests.size() - 1; i >= 0; --i) {
        if (gateway.requests[i].startsWith("GET /ops/v1/stream"))
            return gateway.requests[i];
    }
    return {};
}

} // namespace

class TstLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linksAndReadsWhoIsAttached()
    {
        SmallGateway gateway;
        Link link({.base = gateway.url(), .token = "secret-token"}, core::systemClock());
        SessionFacet session(link);
        link.start();
        QTRY_VERIFY(link.state() == LinkState::Linked);
        QTRY_COMPARE(session.me().name, u"ana"_s);
        QVERIFY(gateway.requests.first().contains("Authorization: Bearer secret-token"));
        QCOMPARE(session.refusal(u"POST /providers/what-if"_s), QString());
        QVERIFY(session.refusal(u"POST /revisions"_s).contains(u"operator"_s));
    }

    void resumesWhereTheStreamBroke()
    {
        SmallGateway gateway;
        Link link({.base = gateway.url(), .token = "t"}, core::systemClock());
        QSignalSpy arrived(&link, &Link::topicArrived);
        link.start();
        QTRY_VERIFY(link.state() == LinkState::Linked);
        gateway.stream("event: metrics\nid: 9.41\ndata: {\"n\":1}\n\n");
        QTRY_COMPARE(arrived.count(), 1);
        gateway.cutStream();
        QTRY_VERIFY(link.state() == LinkState::Stale);
        QTRY_VERIFY(lastStream(gateway).contains("Last-Event-ID: 9.41"));
        QTRY_VERIFY(link.state() == LinkState::Linked);
    }

    void topicsAreAskedForOnlyWhileNeeded()
    {
        SmallGateway gateway;
        Link link({.base = gateway.url(), .token = "t"}, core::systemClock());
        link.start();
        QTRY_VERIFY(lastStream(gateway).contains("topics=metrics "));
        Subscription first = link.subscribe("requests");
        Subscription second = first;
        QTRY_VERIFY(lastStream(gateway).contains("topics=metrics,requests "));
        first.reset();
        second.reset();
        QTRY_VERIFY(lastStream(gateway).contains("topics=metrics "));
    }

    void actsAreRefusedNotQueuedWhileUnlinked()
    {
        SmallGateway gateway;
        const QUrl url = gateway.url();
        gateway.deafen();
        Link link({.base = url, .token = "t"}, core::systemClock());
        link.start();
        std::optional<ErrorCode> refused;
        link.act(this, u"revisions"_s, {}, [&](const Result<QJsonObject> &answer) { refused = answer.error().code; });
        QTRY_VERIFY(refused == ErrorCode::Unavailable);
        QTRY_VERIFY(link.state() == LinkState::Lost);
    }

    void readOnlyRefusesActsButComputes()
    {
        SmallGateway gateway;
        Link link({.base = gateway.url(), .token = "t", .readOnly = true}, core::systemClock());
        link.start();
        QTRY_VERIFY(link.state() == LinkState::Linked);
        std::optional<ErrorCode> refused;
        link.act(this, u"revisions"_s, {}, [&](const Result<QJsonObject> &answer) { refused = answer.error().code; });
        QTRY_VERIFY(refused == ErrorCode::Forbidden);
        bool computed = false;
        link.compute(this, u"providers/what-if"_s, {}, [&](const Result<QJsonObject> &answer) { computed = answer.has_value(); });
        QTRY_VERIFY(computed);
        QVERIFY(gateway.requests.last().contains("Idempotency-Key: "));
    }

    void errorsSayWhatTheGatewaySaid()
    {
        SmallGateway gateway;
        gateway.status = 409;
        gateway.answer = R"({"error":{"code":"conflict","message":"revision 42 is in force"}})";
        Link link({.base = gateway.url(), .token = "t"}, core::systemClock());
        std::optional<Error> error;
        link.get(this, u"settings"_s, {}, [&](const Result<QJsonObject> &answer) { error = answer.error(); });
        QTRY_VERIFY(error);
        QVERIFY(error->code == ErrorCode::Conflict);
        QCOMPARE(error->text.text(), u"revision 42 is in force"_s);
        error.reset();
        gateway.status = 200;
        gateway.answer = "<html>";
        link.get(this, u"settings"_s, {}, [&](const Result<QJsonObject> &answer) { error = answer.error(); });
        QTRY_VERIFY(error && error->code == ErrorCode::Upstream);
    }

    void aCancelledCallAnswersOnce()
    {
        QTcpServer silent;
        QVERIFY(silent.listen(QHostAddress::LocalHost));
        Link link({.base = QUrl(u"http://127.0.0.1:%1"_s.arg(silent.serverPort())), .token = "t"}, core::systemClock());
        QTest::failOnWarning(QRegularExpression(u"device not open"_s));
        int answers = 0;
        std::optional<ErrorCode> code;
        Call call = link.get(this, u"me"_s, {}, [&](const Result<QJsonObject> &answer) {
            ++answers;
            code = answer.error().code;
        });
        call.cancel();
        QTRY_VERIFY(code == ErrorCode::Cancelled);
        QCOMPARE(answers, 1);
    }
};

QTEST_GUILESS_MAIN(TstLink)
#include "tst_link.moc"
