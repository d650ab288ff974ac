#include "backend/platform/cluster/token_bucket.h"

#include <QCoroTask>
#include <QTest>

using namespace signalbox;
using namespace signalbox::cluster;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Held = BucketVerdict::Held;

namespace {

class SetClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return core::wallTime(1'760'000'000'000); }
    core::SteadyTime steady() const override { return now; }

    core::SteadyTime now{std::chrono::hours(1)};
};

BucketRule ruleOf(const QByteArray &brand, double capacity, double refill, core::milliseconds spacing = 0ms)
{
    return {"bucket:" + brand, "spacing:" + brand, capacity, refill, spacing};
}

} // namespace

class TstTokenBucket : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = SetClock();
        m_buckets = makeTokenBuckets(m_clock, 3);
    }

    void startsFullAndRefills()
    {
        const BucketRule rule = ruleOf("a"_ba, 3, 6);
        for (int i = 0; i < 3; ++i)
            QVERIFY(take(rule).allowed());
        QCOMPARE(take(rule).held, Held::Bucket);
        QCOMPARE(peek(rule).wait, 10s);
        m_clock.now += 4s;
        QCOMPARE(peek(rule).wait, 6s);
        m_clock.now += 6s;
        QVERIFY(take(rule).allowed());
        QVERIFY(!take(rule).allowed());
        m_clock.now += 24h;
        for (int i = 0; i < 3; ++i)
            QVERIFY(take(rule).allowed());
        QVERIFY2(!take(rule).allowed(), "never more than the capacity");
    }

    /// Worked example 7: capacity 1, 6 a minute.
    void waitsAsTheContractSays()
    {
        const BucketRule rule = ruleOf("a"_ba, 1, 6);
        QVERIFY(take(rule).allowed());
        QCOMPARE(take(rule).wait, 10s);
    }

    void spacingIsAskedFirstAndTakesNoToken()
    {
        const BucketRule rule = ruleOf("a"_ba, 2, 1, 15s);
        QVERIFY(take(rule).allowed());
        m_clock.now += 5s;
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(take(rule).held, Held::Spacing);
            QCOMPARE(take(rule).wait, 10s);
        }
        m_clock.now += 10s;
        QVERIFY(take(rule).allowed());
        // Both are short now: the longer of the two waits counts.
        QCOMPARE(take(rule).held, Held::Spacing);
        QVERIFY(take(rule).wait > 40s);
    }

    void peekTakesNothing()
    {
        const BucketRule rule = ruleOf("a"_ba, 1, 1, 15s);
        for (int i = 0; i < 5; ++i)
            QVERIFY(peek(rule).allowed());
        QVERIFY(take(rule).allowed());
    }

    void aTokenComesBackUpToTheCapacity()
    {
        const BucketRule rule = ruleOf("a"_ba, 2, 0.001);
        QVERIFY(take(rule).allowed());
        for (int i = 0; i < 3; ++i)
            QCoro::waitFor(m_buckets->giveBack(rule));
        QVERIFY(take(rule).allowed());
        QVERIFY(take(rule).allowed());
        QVERIFY(!take(rule).allowed());
    }

    void bucketsDoNotMixAndAreBounded()
    {
        for (const QByteArray &brand : {"a"_ba, "b"_ba, "c"_ba})
            QVERIFY(take(ruleOf(brand, 1, 0.001)).allowed());
        QVERIFY(!take(ruleOf("a"_ba, 1, 0.001)).allowed());
        QVERIFY2(take(ruleOf("d"_ba, 1, 0.001)).allowed(), "a fourth one");
        QVERIFY2(!take(ruleOf("a"_ba, 1, 0.001)).allowed(), "used last, still known");
        QVERIFY2(take(ruleOf("b"_ba, 1, 0.001)).allowed(), "unused for longest, forgotten");
    }

private:
    BucketVerdict take(const BucketRule &rule) { return QCoro::waitFor(m_buckets->take(rule)); }
    BucketVerdict peek(const BucketRule &rule) { return QCoro::waitFor(m_buckets->peek(rule)); }

    SetClock m_clock;
    std::unique_ptr<TokenBuckets> m_buckets;
};

QTEST_GUILESS_MAIN(TstTokenBucket)
#include "tst_token_bucket.moc"
