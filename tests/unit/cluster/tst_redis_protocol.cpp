#include "backend/platform/cluster/redis_connection.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using cluster::RedisConnection;
using cluster::RedisReply;

class TestRedisProtocol : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void urls_data();
    void urls();
    void errorsOfUrlsKeepSecrets();
    void repliesInPieces();
    void nonsenseIsAnError();
    void silentServerIsDown();
    void fullPipelineAnswersAtOnce();
};

void TestRedisProtocol::urls_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("valid");
    QTest::addColumn<bool>("tls");
    QTest::addColumn<int>("port");
    QTest::addColumn<QByteArray>("user");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<int>("database");
    QTest::newRow("plain") << u"redis://localhost:6379/0"_s << true << false << 6379 << ""_ba << ""_ba << 0;
    QTest::newRow("password") << u"redis://:p%40ss@r"_s << true << false << 6379 << QByteArray() << "p@ss"_ba << 0;
    QTest::newRow("all") << u"rediss://u:p@r.example:6380/3"_s << true << true << 6380 << "u"_ba << "p"_ba << 3;
    QTest::newRow("ipv6") << u"redis://[::1]:7000"_s << true << false << 7000 << ""_ba << ""_ba << 0;
    QTest::newRow("scheme") << u"http://r"_s << false << false << 0 << ""_ba << ""_ba << 0;
    QTest::newRow("no host") << u"redis:///0"_s << false << false << 0 << ""_ba << ""_ba << 0;
    QTest::newRow("database") << u"redis://r/x"_s << false << false << 0 << ""_ba << ""_ba << 0;
}

void TestRedisProtocol::urls()
{
    QFETCH(QString, text);
    const auto url = cluster::parseRedisUrl(text);
    QTEST(url.has_value(), "valid");
    if (!url)
        return;
    QTEST(url->tls, "tls");
    QTEST(int(url->port), "port");
    QTEST(url->user, "user");
    QTEST(url->password, "password");
    QTEST(url->database, "database");
}

void TestRedisProtocol::errorsOfUrlsKeepSecrets()
{
    const auto url = cluster::parseRedisUrl(u"http://u:hunter2@r"_s);
    QVERIFY(!url.error().text.text().contains("hunter2"_L1) && !url.error().detail.text().contains("hunter2"_L1));
}

void TestRedisProtocol::repliesInPieces()
{
    cluster::RedisReplyReader reader;
    const QByteArray stream = "*3\r\n$3\r\na\r\n\r\n:42\r\n$-1\r\n-ERR no\r\n+OK\r\n"_ba;
    std::vector<RedisReply> replies;
    for (const char c : stream) {
        reader.feed(QByteArray(1, c));
        auto reply = reader.next();
        QVERIFY(reply.has_value());
        if (reply->has_value())
            replies.push_back(**reply);
    }
    QCOMPARE(replies.size(), size_t(3));
    QCOMPARE(replies.at(0).items.at(0).text, "a\r\n"_ba);
    QCOMPARE(replies.at(0).items.at(1).number, 42);
    QVERIFY(replies.at(0).items.at(2).type == RedisReply::Type::Nil);
    QVERIFY(replies.at(1).type == RedisReply::Type::Failure);
    QCOMPARE(replies.at(2).text, "OK"_ba);
    const QByteArray command = cluster::formatCommand({"SET"_ba, "k"_ba, "\r\n\0"_ba});
    QCOMPARE(command, "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$3\r\n\r\n\0\r\n"_ba);
}

void TestRedisProtocol::nonsenseIsAnError()
{
    cluster::RedisReplyReader reader;
    reader.feed("HTTP/1.1 400 Bad Request\r\n"_ba);
    QCOMPARE(reader.next().error().code, ErrorCode::Upstream);
}

void TestRedisProtocol::silentServerIsDown()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    metrics::Registry registry;
    cluster::RedisOptions options {.url = {.host = u"127.0.0.1"_s, .port = silent.serverPort()}};
    options.connectTimeout = 100ms;
    options.firstRetry = 10ms;
    RedisConnection redis(options, registry);
    QCOMPARE(cluster::name(redis.state()), "off"_ba);
    redis.open();
    QCOMPARE(cluster::name(redis.state()), "down"_ba);
    ErrorCode code = ErrorCode::Internal;
    redis.send({"PING"_ba}, [&code](const Result<RedisReply> &reply) { code = reply.error().code; });
    QCOMPARE(code, ErrorCode::Unavailable);
    QTRY_VERIFY(registry.read("signalbox_redis_losses_total"_ba).at(0).value >= 2);
    redis.close();
    QVERIFY(redis.state() == RedisConnection::State::Off);
}

void TestRedisProtocol::fullPipelineAnswersAtOnce()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server, this] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, this, [socket] {
            if (socket->readAll().contains("PING"))
                socket->write("+PONG\r\n");
        });
    });
    metrics::Registry registry;
    cluster::RedisOptions options {.url = {.host = u"127.0.0.1"_s, .port = server.serverPort()}};
    options.maxPipeline = 2;
    options.commandTimeout = 200ms;
    RedisConnection redis(options, registry);
    redis.open();
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok);
    std::vector<ErrorCode> codes;
    for (int i = 0; i < 3; ++i)
        redis.send({"GET"_ba, "x"_ba}, [&codes](const auto &reply) { codes.push_back(reply.error().code); });
    QCOMPARE(codes, std::vector {ErrorCode::Unavailable});
    QTRY_COMPARE(codes.size(), size_t(3));
    QCOMPARE(codes.at(1), ErrorCode::Timeout);
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok); // it has connected again
    redis.close();
}

QTEST_GUILESS_MAIN(TestRedisProtocol)
#include "tst_redis_protocol.moc"
