#include "tests/contracts/operator/console.h"
#include "tests/support/redis.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::wire;

/// What the checklist reads out of a real Redis.
class TstChecklistRedis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        if (!support::RedisServer::isInstalled())
            QFAIL("redis-server is not installed");
    }

    void asItIsConfigured()
    {
        support::RedisServer redis;
        QVERIFY(redis.start({u"--appendonly"_s, u"yes"_s, u"--maxmemory-policy"_s, u"allkeys-lru"_s}));
        GatewayProcess gateway({{u"REDIS_URL"_s, redis.url()}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QTRY_VERIFY(get(gateway.url(), u"/metrics"_s).body.contains("\nsignalbox_redis_up 1\n"));
        const Console console(gateway);
        const QJsonObject list = console.read(u"checklist?service=approvals"_s);
        QCOMPARE(verdict(list, u"redisMemory"_s), u"fail: maxmemory-policy is allkeys-lru: candidates may be thrown away"_s);
        QCOMPARE(verdict(list, u"redisPersistence"_s), u"pass: Redis persists by append only file"_s);
        QCOMPARE(verdict(list, u"redisReplica"_s), u"fail: no replica follows this Redis"_s);
        QCOMPARE(verdict(list, u"redisPassword"_s), u"fail: REDIS_URL names no password"_s);
    }

    /// A server that hangs must not hold up the console.
    void whenItHangs()
    {
        support::RedisServer redis;
        QVERIFY(redis.start());
        GatewayProcess gateway({{u"REDIS_URL"_s, redis.url()}});
        QVERIFY2(gateway.start(), gateway.errorText().constData());
        QTRY_VERIFY(get(gateway.url(), u"/metrics"_s).body.contains("\nsignalbox_redis_up 1\n"));
        redis.suspend();
        QElapsedTimer timer;
        timer.start();
        const Console console(gateway);
        const QJsonObject list = console.read(u"checklist?service=approvals"_s);
        redis.resume();
        QVERIFY2(timer.elapsed() < 10'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY(verdict(list, u"redisMemory"_s).startsWith(u"cannotTell: Redis could not be asked"_s));
    }

private:
    static QString verdict(const QJsonObject &list, const QString &id)
    {
        for (const QJsonValue item : list["items"_L1].toArray()) {
            if (item["id"_L1].toString() == QString(u"approvals."_s + id))
                return item["verdict"_L1].toString() + u": "_s + item["evidence"_L1].toString();
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(TstChecklistRedis)
#include "tst_checklist_redis.moc"
