#include "backend/platform/cluster/rate_window.h"
#include "backend/platform/cluster/redis_connection.h"
#include "tests/support/redis.h"

#include <QProcess>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using cluster::RedisConnection;
using cluster::RedisReply;
using support::RedisServer;

namespace {

cluster::RedisOptions optionsFor(const QString &url)
{
    cluster::RedisOptions options {.url = *cluster::parseRedisUrl(url)};
    options.firstRetry = 20ms;
    options.lastRetry = 200ms;
    options.commandTimeout = 300ms;
    return options;
}

/// A replica: its own connection and window.
struct Replica
{
    explicit Replica(const QString &url) : redis(optionsFor(url), registry)
    {
        window = cluster::makeSharedRateWindow("test"_ba, registry, redis, 1024);
        redis.open();
    }

    bool isOk() const { return redis.state() == RedisConnection::State::Ok; }
    cluster::RateVerdict take(int limit, core::WallTime now) { return window->take("203.0.113.9", limit, now); }

    metrics::Registry registry;
    RedisConnection redis;
    std::unique_ptr<cluster::RateWindow> window;
};

} // namespace

class TestRedis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void commandsAnswerInOrder();
    void passwordAndDatabase();
    void wrongPasswordStaysDown();
    void certificateIsChecked();
    void reconnectsAfterARestart();
    void hangingServerTimesOut();
    void readOnlyServerCountsAsDown();
    void twoReplicasShareALimit();
    void lostRedisCountsPerReplicaAndTellsLater();
};

void TestRedis::initTestCase()
{
    if (!RedisServer::isInstalled())
        QFAIL("redis-server is not installed");
}

void TestRedis::commandsAnswerInOrder()
{
    RedisServer server;
    QVERIFY(server.start());
    metrics::Registry registry;
    RedisConnection redis(optionsFor(server.url()), registry);
    redis.open();
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok);
    QByteArrayList got;
    ErrorCode refused = ErrorCode::Internal;
    const QByteArray binary("a\0\r\nb", 5);
    redis.send({"SET"_ba, "k"_ba, binary}, [&got](const auto &reply) { got += reply->text; });
    redis.send({"GET"_ba, "k"_ba}, [&got](const auto &reply) { got += reply->text; });
    redis.send({"NONSENSE"_ba}, [&refused](const auto &reply) { refused = reply.error().code; });
    for (int i = 0; i < 1000; ++i)
        redis.send({"ECHO"_ba, QByteArray::number(i)}, [&got](const auto &reply) { got += reply->text; });
    QTRY_COMPARE(got.size(), 1002);
    QCOMPARE(got.at(0), "OK"_ba);
    QCOMPARE(got.at(1), binary);
    QCOMPARE(got.at(1001), "999"_ba);
    QCOMPARE(refused, ErrorCode::Upstream);
    QCOMPARE(registry.read("signalbox_redis_up"_ba).at(0).value, 1.0);
    redis.close();
    QCOMPARE(registry.read("signalbox_redis_up"_ba).at(0).value, 0.0);
}

void TestRedis::passwordAndDatabase()
{
    RedisServer server;
    QVERIFY(server.start({u"--requirepass"_s, u"s3cret"_s}));
    metrics::Registry registry;
    RedisConnection redis(optionsFor(u"redis://:s3cret@127.0.0.1:%1/5"_s.arg(server.port())), registry);
    redis.open();
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok);
    QByteArray client;
    redis.send({"CLIENT"_ba, "INFO"_ba}, [&client](const auto &reply) { client = reply->text; });
    QTRY_VERIFY(client.contains(" db=5 "));
}

void TestRedis::wrongPasswordStaysDown()
{
    RedisServer server;
    QVERIFY(server.start({u"--requirepass"_s, u"s3cret"_s}));
    metrics::Registry registry;
    RedisConnection redis(optionsFor(u"redis://:wrong@127.0.0.1:%1"_s.arg(server.port())), registry);
    bool wasOk = false;
    connect(&redis, &RedisConnection::stateChanged, this,
            [&wasOk](RedisConnection::State state) { wasOk = wasOk || state == RedisConnection::State::Ok; });
    redis.open();
    QTRY_VERIFY(registry.read("signalbox_redis_losses_total"_ba).at(0).value >= 3);
    QVERIFY(!wasOk);
}

void TestRedis::certificateIsChecked()
{
    RedisServer server;
    QProcess openssl;
    openssl.start(u"openssl"_s,
                  {u"req"_s, u"-x509"_s, u"-newkey"_s, u"rsa:2048"_s, u"-nodes"_s, u"-days"_s, u"2"_s, u"-subj"_s,
                   u"/CN=localhost"_s, u"-addext"_s, u"subjectAltName=DNS:localhost,IP:127.0.0.1"_s, u"-keyout"_s,
                   server.file(u"key.pem"_s), u"-out"_s, server.file(u"cert.pem"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(openssl.state(), QProcess::NotRunning, 20000);
    QCOMPARE(openssl.exitCode(), 0);
    QVERIFY(server.start({u"--tls-port"_s, QString::number(server.port()), u"--port"_s, u"0"_s, u"--tls-cert-file"_s,
                          server.file(u"cert.pem"_s), u"--tls-key-file"_s, server.file(u"key.pem"_s),
                          u"--tls-auth-clients"_s, u"no"_s}));
    const QString url = u"rediss://127.0.0.1:%1"_s.arg(server.port());
    metrics::Registry strangers;
    RedisConnection distrusting(optionsFor(url), strangers);
    bool wasOk = false;
    connect(&distrusting, &RedisConnection::stateChanged, this,
            [&wasOk](RedisConnection::State state) { wasOk = wasOk || state == RedisConnection::State::Ok; });
    distrusting.open();
    metrics::Registry registry;
    cluster::RedisOptions options = optionsFor(url);
    options.caFile = server.file(u"cert.pem"_s);
    RedisConnection trusting(options, registry);
    trusting.open();
    QTRY_VERIFY(trusting.state() == RedisConnection::State::Ok);
    QTRY_VERIFY(strangers.read("signalbox_redis_losses_total"_ba).at(0).value >= 2);
    QVERIFY(!wasOk);
}

void TestRedis::reconnectsAfterARestart()
{
    RedisServer server;
    QVERIFY(server.start());
    metrics::Registry registry;
    RedisConnection redis(optionsFor(server.url()), registry);
    redis.open();
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok);
    server.stop();
    QTRY_VERIFY(redis.state() == RedisConnection::State::Down);
    ErrorCode code = ErrorCode::Internal;
    redis.send({"PING"_ba}, [&code](const auto &reply) { code = reply.error().code; });
    QCOMPARE(code, ErrorCode::Unavailable);
    QVERIFY(server.start());
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok);
}

void TestRedis::hangingServerTimesOut()
{
    RedisServer server;
    QVERIFY(server.start());
    metrics::Registry registry;
    RedisConnection redis(optionsFor(server.url()), registry);
    redis.open();
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok);
    server.suspend();
    ErrorCode code = ErrorCode::Internal;
    redis.send({"PING"_ba}, [&code](const auto &reply) { code = reply ? ErrorCode::Internal : reply.error().code; });
    QTRY_COMPARE(code, ErrorCode::Timeout);
    QVERIFY(redis.state() == RedisConnection::State::Down);
    server.resume();
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok);
}

void TestRedis::readOnlyServerCountsAsDown()
{
    RedisServer server;
    QVERIFY(server.start({u"--min-replicas-to-write"_s, u"1"_s}));
    metrics::Registry registry;
    RedisConnection redis(optionsFor(server.url()), registry);
    redis.open();
    QTRY_VERIFY(redis.state() == RedisConnection::State::Ok);
    std::vector<RedisConnection::State> states;
    connect(&redis, &RedisConnection::stateChanged, this,
            [&states](RedisConnection::State state) { states.push_back(state); });
    ErrorCode code = ErrorCode::Internal;
    redis.send({"SET"_ba, "k"_ba, "v"_ba}, [&code](const auto &reply) { code = reply.error().code; });
    QTRY_COMPARE(code, ErrorCode::Unavailable);
    QVERIFY(states.at(0) == RedisConnection::State::Down);
}

void TestRedis::twoReplicasShareALimit()
{
    RedisServer server;
    QVERIFY(server.start());
    Replica first(server.url());
    Replica second(server.url());
    QTRY_VERIFY(first.isOk() && second.isOk());
    // Counts of half a minute ago show in the verdicts of a limit that refuses, and such a request is not counted.
    const core::WallTime now = core::systemClock().wall();
    const core::WallTime earlier = now - 30s;
    for (int i = 0; i < 6; ++i)
        QVERIFY(first.take(10, earlier).allowed);
    QVERIFY(second.take(10, now).allowed);
    QTRY_COMPARE(second.take(1, now).resetEpochSeconds, core::epochMs(earlier) / 1000 + 60);
    for (const int remaining : {2, 1, 0})
        QCOMPARE(second.take(10, now).remaining, remaining);
    QVERIFY(!second.take(10, now).allowed);
    QTRY_VERIFY(first.take(4, now).retryAfterSeconds > 45);
    QVERIFY(!first.take(10, now).allowed);
    QVERIFY(first.take(11, now).allowed);
    QStringList keys;
    first.redis.send({"KEYS"_ba, "*"_ba}, [&keys](const auto &reply) {
        for (const RedisReply &key : reply->items)
            keys += QString::fromLatin1(key.text);
    });
    QTRY_VERIFY(!keys.isEmpty());
    for (const QString &key : keys)
        QVERIFY2(key.startsWith("signalbox:rate:test:"_L1) && !key.contains("203"_L1), qPrintable(key));
}

void TestRedis::lostRedisCountsPerReplicaAndTellsLater()
{
    RedisServer server;
    QVERIFY(server.start());
    Replica first(server.url());
    Replica second(server.url());
    QTRY_VERIFY(first.isOk() && second.isOk());
    server.stop();
    QTRY_VERIFY(!first.isOk() && !second.isOk());
    const core::WallTime now = core::systemClock().wall();
    const core::WallTime earlier = now - 30s;
    for (int i = 0; i < 5; ++i)
        QVERIFY(first.take(5, earlier).allowed);
    QVERIFY(!first.take(5, earlier).allowed);
    QVERIFY(second.take(6, now).allowed);
    QVERIFY(server.start()); // and empty
    QTRY_COMPARE(second.take(1, now).resetEpochSeconds, core::epochMs(earlier) / 1000 + 60);
    QVERIFY(!second.take(6, now).allowed);
    QVERIFY(second.take(7, now).allowed);
}

QTEST_GUILESS_MAIN(TestRedis)
#include "tst_redis.moc"
