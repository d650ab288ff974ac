#include "backend/platform/metrics/registry.h"
#include "backend/platform/upstream/breaker.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using upstream::Breaker;
using upstream::BreakerForce;
using upstream::BreakerState;
using upstream::TryOutcome;

namespace {

class ManualClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return core::wallTime(1767225600000) + m_passed; }
    core::SteadyTime steady() const override { return core::SteadyTime(1000s) + m_passed; }
    void advance(core::milliseconds by) { m_passed += by; }

private:
    core::milliseconds m_passed {0};
};

void feed(Breaker &breaker, int count, TryOutcome outcome)
{
    for (int i = 0; i < count; ++i)
        breaker.record(breaker.admit(), outcome);
}

} // namespace

class TestBreaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void opensOnHalfOfTwenty();
    void staysClosedBelowHalf();
    void oldFailuresDoNotCount();
    void opensOnConnectFailuresInARow();
    void anAnswerInterruptsTheRow();
    void letsOneProbeThrough();
    void probeClosesIt();
    void openTimeDoublesToAMinute();
    void cancelledProbeLetsTheNextOneTry();
    void forcedStateWins();
    void theCountsLeaveACallersOwnAlone();
    void budgetBoundsRetries();
    void boardKeepsNamesApart();
    void publishesState();
};

void TestBreaker::opensOnHalfOfTwenty()
{
    const ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    for (int i = 0; i < 10; ++i) {
        feed(breaker, 1, TryOutcome::Answered);
        if (i < 9)
            feed(breaker, 1, TryOutcome::ServerError);
    }
    QCOMPARE(breaker.view().state, BreakerState::Closed);
    QVERIFY(breaker.record(breaker.admit(), TryOutcome::ServerError));
    QCOMPARE(breaker.view().state, BreakerState::Open);
    QCOMPARE(breaker.view().lastCause, TryOutcome::ServerError);
    QCOMPARE(breaker.view().opens, quint64(1));
    QVERIFY(!breaker.admit().allowed);
}

void TestBreaker::staysClosedBelowHalf()
{
    const ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    feed(breaker, 60, TryOutcome::Answered);
    feed(breaker, 50, TryOutcome::Timeout);
    QCOMPARE(breaker.view().state, BreakerState::Closed);
}

void TestBreaker::oldFailuresDoNotCount()
{
    ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    feed(breaker, 19, TryOutcome::ServerError);
    clock.advance(11s);
    feed(breaker, 1, TryOutcome::ServerError);
    QCOMPARE(breaker.view().state, BreakerState::Closed);
}

void TestBreaker::opensOnConnectFailuresInARow()
{
    const ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    feed(breaker, 9, TryOutcome::ConnectFailure);
    QCOMPARE(breaker.view().state, BreakerState::Closed);
    feed(breaker, 1, TryOutcome::ConnectFailure);
    QCOMPARE(breaker.view().state, BreakerState::Open);
}

void TestBreaker::anAnswerInterruptsTheRow()
{
    const ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    feed(breaker, 9, TryOutcome::ConnectFailure);
    feed(breaker, 1, TryOutcome::Answered);
    feed(breaker, 9, TryOutcome::ConnectFailure);
    QCOMPARE(breaker.view().state, BreakerState::Closed);
}

void TestBreaker::letsOneProbeThrough()
{
    ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    feed(breaker, 10, TryOutcome::ConnectFailure);
    clock.advance(4999ms);
    QVERIFY(!breaker.admit().allowed);
    clock.advance(1ms);
    QVERIFY(breaker.admit().probe);
    QCOMPARE(breaker.view().state, BreakerState::HalfOpen);
    QVERIFY(!breaker.admit().allowed);
}

void TestBreaker::probeClosesIt()
{
    ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    feed(breaker, 10, TryOutcome::ConnectFailure);
    clock.advance(5s);
    breaker.record(breaker.admit(), TryOutcome::Answered);
    QCOMPARE(breaker.view().state, BreakerState::Closed);
    feed(breaker, 9, TryOutcome::ConnectFailure);
    QCOMPARE(breaker.view().state, BreakerState::Closed);
}

void TestBreaker::openTimeDoublesToAMinute()
{
    ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    feed(breaker, 10, TryOutcome::ConnectFailure);
    for (const auto wait : {5s, 10s, 20s, 40s, 60s, 60s, 60s}) {
        clock.advance(wait - 1ms);
        QVERIFY(!breaker.admit().allowed);
        clock.advance(1ms);
        QVERIFY(breaker.record(breaker.admit(), TryOutcome::Timeout));
    }
    QCOMPARE(breaker.view().opens, quint64(8));
}

void TestBreaker::cancelledProbeLetsTheNextOneTry()
{
    ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    feed(breaker, 10, TryOutcome::ConnectFailure);
    clock.advance(5s);
    breaker.record(breaker.admit(), TryOutcome::Ignored);
    QVERIFY(breaker.admit().probe);
    QCOMPARE(breaker.view().opens, quint64(1));
}

void TestBreaker::theCountsLeaveACallersOwnAlone()
{
    ManualClock clock;
    Breaker breaker("core_webhook"_ba, clock);
    breaker.leaveToCaller();
    feed(breaker, 40, TryOutcome::ConnectFailure);
    QVERIFY(breaker.admit().allowed);
    QCOMPARE(breaker.view().state, BreakerState::Closed);
    QCOMPARE(breaker.view().force, BreakerForce::Auto);
    QCOMPARE(breaker.view().opens, quint64(0));
    breaker.force(BreakerForce::Open);
    QVERIFY(!breaker.admit().allowed);
}

void TestBreaker::forcedStateWins()
{
    ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    clock.advance(3s);
    breaker.force(BreakerForce::Open);
    QVERIFY(!breaker.admit().allowed);
    QCOMPARE(breaker.view().state, BreakerState::Open);
    QCOMPARE(breaker.view().since, clock.wall());
    breaker.force(BreakerForce::Closed);
    feed(breaker, 40, TryOutcome::ConnectFailure);
    QVERIFY(breaker.admit().allowed);
    breaker.force(BreakerForce::Auto);
    QVERIFY(breaker.admit().allowed);
}

void TestBreaker::budgetBoundsRetries()
{
    ManualClock clock;
    Breaker breaker("kroger"_ba, clock);
    for (int i = 0; i < 100; ++i)
        breaker.countCall();
    int allowed = 0;
    while (allowed < 1000 && breaker.spendRetry())
        ++allowed;
    QCOMPARE(allowed, 30);
    clock.advance(11s);
    allowed = 0;
    while (allowed < 1000 && breaker.spendRetry())
        ++allowed;
    QCOMPARE(allowed, 10);
}

void TestBreaker::boardKeepsNamesApart()
{
    const ManualClock clock;
    upstream::BreakerBoard board(clock);
    feed(board.at("kroger"_ba), 10, TryOutcome::ConnectFailure);
    QVERIFY(!board.at("kroger"_ba).admit().allowed);
    QVERIFY(board.at("walmart"_ba).admit().allowed);
    board.force("walmart"_ba, BreakerForce::Open);
    QVERIFY(!board.at("walmart"_ba).admit().allowed);
    QCOMPARE(board.list().size(), size_t(2));
    for (int i = 0; i < 100; ++i)
        board.at("name" + QByteArray::number(i));
    QCOMPARE(board.at("one more"_ba).upstream(), "other"_ba);
}

void TestBreaker::publishesState()
{
    const ManualClock clock;
    upstream::BreakerBoard board(clock);
    feed(board.at("kroger"_ba), 10, TryOutcome::ConnectFailure);
    metrics::Registry registry;
    board.publish(registry);
    const auto series = registry.read("signalbox_upstream_breaker_state"_ba);
    QCOMPARE(series.size(), size_t(1));
    QCOMPARE(series.front().value, 2.0);
}

QTEST_GUILESS_MAIN(TestBreaker)
#include "tst_breaker.moc"
