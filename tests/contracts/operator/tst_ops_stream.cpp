#include "tests/support/wire/gateway_process.h"
#include "tests/support/wire/raw_connection.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace signalbox::wire;

namespace {

const QByteArray kOrder = R"({"items":[{"id":"1","name":"Rice","quantity":4}],"shippingAddress":{"street":"1 A St",)"
                          R"("city":"X","state":"CA","postalCode":"94102","country":"US"}})";

/// The last event of a topic in what a stream sent.
QJsonObject lastEvent(const QByteArray &stream, const QByteArray &topic)
{
    const qsizetype at = stream.lastIndexOf(QByteArray("event: " + topic + '\n'));
    if (at < 0)
        return {};
    const qsizetype data = stream.indexOf("data: ", at);
    return QJsonDocument::fromJson(stream.mid(data + 6, stream.indexOf('\n', data) - data - 6)).object();
}

QByteArray lastId(const QByteArray &stream)
{
    const qsizetype at = stream.lastIndexOf("\nid: ");
    return at < 0 ? QByteArray() : stream.mid(at + 5, stream.indexOf('\n', at + 1) - at - 5);
}

} // namespace

/// `GET /ops/v1/stream`: its topics, and picking up where a reader left.
class TstOpsStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_gateway.start(), m_gateway.errorText().constData());
        QFile file(m_gateway.dataDir() + u"/ops.json"_s);
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_token = QJsonDocument::fromJson(file.readAll())["token"_L1].toString().toUtf8();
    }

    void metricsOnceASecond()
    {
        const auto stream = follow("metrics");
        QVERIFY(stream->readUntil("\r\n\r\n"));
        QVERIFY2(stream->received().contains("text/event-stream"), stream->received().constData());
        QElapsedTimer clock;
        clock.start();
        while (stream->received().count("event: metrics\n") < 3)
            QVERIFY(stream->readMore());
        QVERIFY2(clock.elapsed() > 1000 && clock.elapsed() < 6000, qPrintable(QString::number(clock.elapsed())));
        const QJsonObject sample = lastEvent(stream->received(), "metrics");
        QVERIFY(sample["process"_L1]["rssBytes"_L1].toDouble() > 1e6);
        QCOMPARE(sample["services"_L1][0]["service"_L1].toString(), u"commerce"_s);
    }

    void requestsAsTheyHappen()
    {
        const auto stream = follow("requests");
        QVERIFY(stream->readUntil("\r\n\r\n"));
        const Answer routed = post(m_gateway.url(), u"/loopgpt_route_order"_s, kOrder);
        const QByteArray id = routed.headers.value("x-request-id");
        QVERIFY(stream->readUntil(id));
        const QJsonObject row = lastEvent(stream->received(), "requests");
        for (const char *member : {"id", "service", "operation", "status", "ms", "upstream"})
            QVERIFY2(row.contains(QLatin1StringView(member)), member);
        QCOMPARE(row["status"_L1].toInt(), 200);
        QVERIFY(!stream->received().contains("event: metrics"));
    }

    void everyTopicIsTaken()
    {
        const auto stream
            = follow("metrics,requests,providers,approvals,prewarm,soak,revisions,alerts,audit,health,log");
        QVERIFY2(stream->readUntil("event: metrics"), stream->received().constData());
        QVERIFY2(stream->readUntil("event: providers"), stream->received().constData());
        QVERIFY2(stream->readUntil("event: health"), stream->received().constData());
        QVERIFY(lastEvent(stream->received(), "health").contains("verdict"_L1));
    }

    void resumesWhereTheReaderLeft()
    {
        QByteArray id;
        {
            const auto stream = follow("requests");
            QVERIFY(stream->readUntil("\r\n\r\n"));
            const Answer first = post(m_gateway.url(), u"/loopgpt_route_order"_s, kOrder);
            QVERIFY(stream->readUntil(first.headers.value("x-request-id")));
            QVERIFY(stream->readUntil("\n\n"));
            id = lastId(stream->received());
        }
        const QByteArray missed
            = post(m_gateway.url(), u"/loopgpt_route_order"_s, kOrder).headers.value("x-request-id");
        const auto resumed = follow("requests", "Last-Event-ID: " + id + "\r\n");
        QVERIFY2(resumed->readUntil(missed), resumed->received().constData());
        QVERIFY2(!resumed->received().contains("event: reset"), resumed->received().constData());
    }

    void gapsAreTold()
    {
        const auto restarted = follow("requests", "Last-Event-ID: 1.1\r\n");
        QVERIFY2(restarted->readUntil(R"("reason":"restart")"), restarted->received().constData());
        QCOMPARE(lastEvent(restarted->received(), "reset")["topics"_L1][0].toString(), u"requests"_s);
        const auto nonsense = follow("requests", "Last-Event-ID: yesterday\r\n");
        QVERIFY(nonsense->readUntil("200 OK"));
    }

    void streamsEndWithTheGateway()
    {
        const auto stream = follow("metrics");
        QVERIFY(stream->readUntil("event: metrics"));
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(m_gateway.stop(), 0);
        QVERIFY(stream->closes());
        QVERIFY2(clock.elapsed() < 5000, "an open stream does not hold the drain up");
    }

private:
    std::unique_ptr<RawConnection> follow(const QByteArray &topics, const QByteArray &fields = {}) const
    {
        return std::make_unique<RawConnection>(
            m_gateway.opsUrl(),
            rawRequest("GET /ops/v1/stream?topics=" + topics,
                       QByteArray("Authorization: Bearer " + m_token + "\r\n" + fields)));
    }

    GatewayProcess m_gateway;
    QByteArray m_token;
};

QTEST_GUILESS_MAIN(TstOpsStream)
#include "tst_ops_stream.moc"
