#include "tests/peers/gateway/orders.h"
#include "tests/support/redis.h"
#include "tests/support/wire/gateway_process.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

namespace {

constexpr int kLimit = 10;

int allowed(const QUrl &gateway, const QByteArray &key)
{
    int count = 0;
    while (count <= kLimit && routeOrder(gateway, key).status == 200)
        ++count;
    return count;
}

} // namespace

/// Two gateways with one Redis.
class TstGatewayRedis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!support::RedisServer::isInstalled())
            QFAIL("redis-server is not installed");
        QVERIFY(m_redis.start());
    }

    void replicasShareTheLimitWhileRedisIsThere()
    {
        const GatewayProcess::Settings settings {{u"REDIS_URL"_s, m_redis.url()},
                                                 {u"LOOPGPT_RATE_LIMIT_PER_MINUTE"_s, QString::number(kLimit)},
                                                 {u"LOOPGPT_API_KEYS"_s, u"first-caller,second-caller"_s}};
        GatewayProcess one(settings);
        GatewayProcess two(settings);
        QVERIFY2(one.start(), one.errorText().constData());
        QVERIFY2(two.start(), two.errorText().constData());
        QTRY_VERIFY(isUp(one) && isUp(two));
        QCOMPARE(allowed(one.url(), "first-caller"), kLimit);
        // News of the others is at most 100 ms old; each question before that counts on the second gateway alone.
        int before = -1;
        QTRY_VERIFY((++before, routeOrder(two.url(), "first-caller").status == 429));
        QVERIFY2(before < kLimit, "the second gateway counted for itself");

        QTRY_VERIFY(get(two.url(), u"/metrics"_s).body.contains("signalbox_rate_limited_total{service=\"commerce\"} "));

        m_redis.stop();
        QTRY_VERIFY(!isUp(one) && !isUp(two));
        QCOMPARE(allowed(one.url(), "second-caller"), kLimit);
        QCOMPARE(allowed(two.url(), "second-caller"), kLimit);
        const Answer ready = get(one.url(), u"/readyz"_s);
        QCOMPARE(ready.status, 200);
        QCOMPARE(ready.body, R"({"ok":true,"failed":[]})"_ba);
        QCOMPARE(one.stop(), 0);
        QCOMPARE(two.stop(), 0);
    }

private:
    static bool isUp(const GatewayProcess &gateway)
    {
        return get(gateway.url(), u"/metrics"_s).body.contains("\nsignalbox_redis_up 1\n");
    }

    support::RedisServer m_redis;
};

QTEST_GUILESS_MAIN(TstGatewayRedis)
#include "tst_gateway_redis.moc"
