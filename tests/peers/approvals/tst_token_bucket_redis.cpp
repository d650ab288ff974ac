#include "backend/platform/cluster/redis_connection.h"
#include "backend/platform/cluster/token_bucket.h"
#include "tests/support/redis.h"

#include <QCoroTask>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::cluster;
using namespace std::chrono_literals;
using Held = BucketVerdict::Held;

namespace {

/// A replica: its own connection and buckets.
struct Replica
{
    explicit Replica(const QString &url, int replicas = 1)
        : redis(optionsFor(url), registry)
        , buckets(makeSharedTokenBuckets(redis, [replicas] { return replicas; }))
    {
        redis.open();
    }

    static RedisOptions optionsFor(const QString &url)
    {
        RedisOptions options{.url = *parseRedisUrl(url)};
        options.firstRetry = 20ms;
        options.lastRetry = 200ms;
        return options;
    }

    bool isOk() const { return redis.state() == RedisConnection::State::Ok; }
    BucketVerdict take(const BucketRule &rule) { return QCoro::waitFor(buckets->take(rule)); }
    BucketVerdict peek(const BucketRule &rule) { return QCoro::waitFor(buckets->peek(rule)); }

    RedisReply ask(std::vector<QByteArray> command)
    {
        core::OneShot<RedisReply> answer;
        redis.send(std::move(command), [answer](const Result<RedisReply> &reply) {
            answer.resolve(reply.value_or(RedisReply{RedisReply::Type::Failure, {}}));
        });
        return QCoro::waitFor(awaited(answer));
    }

    metrics::Registry registry;
    RedisConnection redis;
    std::unique_ptr<TokenBuckets> buckets;

private:
    static Task<RedisReply> awaited(core::OneShot<RedisReply> answer) { co_return co_await answer; }
};

/// The contract's names.
BucketRule ruleOf(const QByteArray &brand, double capacity, double refill, core::milliseconds spacing = 0ms)
{
    return {"bucket:wa:prompt:" + brand, "spacing:wa:" + brand, capacity, refill, spacing};
}

/// Asks again and again; QTRY_VERIFY would take another one for its last look.
bool takesInTime(Replica &replica, const BucketRule &rule)
{
    return QTest::qWaitFor([&] { return replica.take(rule).allowed(); }, 5000);
}

} // namespace

/// The buckets' script on a real Redis.
class TstTokenBucketRedis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(support::RedisServer::isInstalled());
        m_server = std::make_unique<support::RedisServer>();
        QVERIFY(m_server->start());
    }

    void keysAreTheContracts()
    {
        Replica replica(m_server->url());
        QTRY_VERIFY(replica.isOk());
        const BucketRule rule = ruleOf("orchid"_ba, 10, 2, 15s);
        QVERIFY(replica.take(rule).allowed());
        const RedisReply tokens = replica.ask({"HMGET"_ba, rule.bucketKey, "tokens"_ba, "last_update"_ba});
        QCOMPARE(tokens.items.size(), size_t(2));
        QCOMPARE(tokens.items[0].text.toDouble(), 9.0);
        const double now = double(core::epochMs(core::systemClock().wall())) / 1000;
        QVERIFY(qAbs(tokens.items[1].text.toDouble() - now) < 5);
        QVERIFY(qAbs(replica.ask({"GET"_ba, rule.spacingKey}).text.toDouble() - now) < 5);
        QVERIFY(qAbs(replica.ask({"TTL"_ba, rule.bucketKey}).number - 86400) <= 5);
        QVERIFY(qAbs(replica.ask({"PTTL"_ba, rule.spacingKey}).number - 30000) <= 5000);
    }

    void aDeniedSpacingTakesNoToken()
    {
        Replica replica(m_server->url());
        QTRY_VERIFY(replica.isOk());
        const BucketRule rule = ruleOf("spaced"_ba, 5, 0.001, 60s);
        QVERIFY(replica.take(rule).allowed());
        for (int i = 0; i < 10; ++i) {
            const BucketVerdict verdict = replica.take(rule);
            QCOMPARE(verdict.held, Held::Spacing);
            QVERIFY(verdict.wait > 50s && verdict.wait <= 60s);
        }
        BucketRule unspaced = rule;
        unspaced.spacing = 0ms;
        for (int i = 0; i < 4; ++i)
            QVERIFY(replica.take(unspaced).allowed());
        const BucketVerdict empty = replica.take(unspaced);
        QCOMPARE(empty.held, Held::Bucket);
    }

    void waitsAreComputed()
    {
        Replica replica(m_server->url());
        QTRY_VERIFY(replica.isOk());
        const BucketRule rule = ruleOf("waits"_ba, 1, 6);
        QVERIFY(replica.take(rule).allowed());
        const BucketVerdict verdict = replica.peek(rule);
        QCOMPARE(verdict.held, Held::Bucket);
        QVERIFY(verdict.wait > 9s && verdict.wait <= 10s);
        // One comes back, and no more than fit.
        QCoro::waitFor(replica.buckets->giveBack(rule));
        QCoro::waitFor(replica.buckets->giveBack(rule));
        QVERIFY(replica.take(rule).allowed());
        QVERIFY(!replica.take(rule).allowed());
    }

    void aTokenIsThereWhenItsWaitIsOver()
    {
        Replica replica(m_server->url());
        QTRY_VERIFY(replica.isOk());
        const BucketRule rule = ruleOf("refill"_ba, 1, 300, 100ms);
        QVERIFY(replica.take(rule).allowed());
        const core::SteadyTime before = core::systemClock().steady();
        QVERIFY(takesInTime(replica, rule));
        const auto took = core::systemClock().steady() - before;
        QVERIFY(took > 150ms && took < 1s);
    }

    /// Many takings at once over four connections: exactly the capacity is spent.
    void nothingIsOverspent()
    {
        constexpr int kCapacity = 37;
        std::vector<std::unique_ptr<Replica>> replicas;
        for (int i = 0; i < 4; ++i)
            replicas.push_back(std::make_unique<Replica>(m_server->url()));
        for (const auto &replica : replicas)
            QTRY_VERIFY(replica->isOk());
        const BucketRule rule = ruleOf("crowd"_ba, kCapacity, 0.0001);
        std::vector<Task<BucketVerdict>> takings;
        for (int i = 0; i < 2000; ++i)
            takings.push_back(replicas[size_t(i) % 4]->buckets->take(rule));
        int taken = 0;
        for (Task<BucketVerdict> &taking : takings)
            taken += QCoro::waitFor(std::move(taking)).allowed() ? 1 : 0;
        QCOMPARE(taken, kCapacity);

        const BucketRule spaced = ruleOf("spaced crowd"_ba, kCapacity, 60, 1h);
        takings.clear();
        for (int i = 0; i < 400; ++i)
            takings.push_back(replicas[size_t(i) % 4]->buckets->take(spaced));
        taken = 0;
        for (Task<BucketVerdict> &taking : takings)
            taken += QCoro::waitFor(std::move(taking)).allowed() ? 1 : 0;
        QCOMPARE(taken, 1);
    }

    void aClockPutBackHoldsNothingUp()
    {
        Replica replica(m_server->url());
        QTRY_VERIFY(replica.isOk());
        const BucketRule rule = ruleOf("future"_ba, 2, 60, 1s);
        const QByteArray future = QByteArray::number(core::epochMs(core::systemClock().wall()) / 1000 + 3600);
        replica.ask({"HSET"_ba, rule.bucketKey, "tokens"_ba, "0"_ba, "last_update"_ba, future});
        replica.ask({"SET"_ba, rule.spacingKey, future});
        const BucketVerdict verdict = replica.take(rule);
        QCOMPARE(verdict.held, Held::Bucket);
        QVERIFY(verdict.wait <= 1s);
        QVERIFY(takesInTime(replica, rule));
    }

    void withoutRedisEachReplicaHasItsShare()
    {
        support::RedisServer server;
        QVERIFY(server.start());
        Replica replica(server.url(), 2);
        QTRY_VERIFY(replica.isOk());
        const BucketRule rule = ruleOf("lost"_ba, 10, 0.0001);
        QVERIFY(replica.take(rule).allowed());
        server.stop();
        QTRY_VERIFY(!replica.isOk());
        int taken = 0;
        for (int i = 0; i < 20; ++i)
            taken += replica.take(rule).allowed() ? 1 : 0;
        QCOMPARE(taken, 5);
        QVERIFY(server.start());
        QTRY_VERIFY(replica.isOk());
        QVERIFY2(replica.take(rule).allowed(), "Redis counts again");
    }

private:
    std::unique_ptr<support::RedisServer> m_server;
};

QTEST_GUILESS_MAIN(TstTokenBucketRedis)
#include "tst_token_bucket_redis.moc"
