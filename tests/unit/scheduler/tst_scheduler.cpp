#include "backend/platform/scheduler/scheduler.h"

#include <QTest>

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A coroutine task that stays under way until the test lets it go.
struct Slow
{
    int started = 0;
    int ended = 0;
    core::OneShot<bool> gate;
};

Task<void> runSlow(Slow *slow)
{
    ++slow->started;
    co_await slow->gate;
    ++slow->ended;
}

double valueOf(const metrics::Registry &registry, const QByteArray &family)
{
    const auto series = registry.read(family);
    return series.empty() ? 0.0 : series.front().value;
}

} // namespace

class TestScheduler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsAgainAndAgain();
    void stopsFromInside();
    void replacesTheSameName();
    void coroutinesDoNotOverlap();
    void destructionEndsEverything();
};

void TestScheduler::runsAgainAndAgain()
{
    metrics::Registry registry;
    scheduler::Scheduler scheduler(&registry);
    int runs = 0;
    scheduler.every("sweep"_ba, 2ms, [&runs] { ++runs; }, 0.5);
    QCOMPARE(runs, 0);
    QTRY_VERIFY(runs >= 3);
    const double now = double(core::epochMs(core::systemClock().wall())) / 1000.0;
    QVERIFY(qAbs(valueOf(registry, "signalbox_task_last_run_timestamp_seconds"_ba) - now) < 30.0);
}

void TestScheduler::stopsFromInside()
{
    scheduler::Scheduler scheduler;
    int runs = 0;
    int others = 0;
    scheduler.every("once"_ba, 1ms, [&] {
        ++runs;
        scheduler.stop("once"_ba);
    });
    scheduler.every("other"_ba, 1ms, [&others] { ++others; });
    QTRY_VERIFY(others >= 10);
    QCOMPARE(runs, 1);
}

void TestScheduler::replacesTheSameName()
{
    scheduler::Scheduler scheduler;
    int first = 0;
    int second = 0;
    scheduler.every("task"_ba, 1ms, [&first] { ++first; });
    scheduler.every("task"_ba, 1ms, [&second] { ++second; });
    QTRY_VERIFY(second >= 5);
    QCOMPARE(first, 0);
}

void TestScheduler::coroutinesDoNotOverlap()
{
    metrics::Registry registry;
    scheduler::Scheduler scheduler(&registry);
    Slow slow;
    scheduler.everyTask("slow"_ba, 1ms, [&slow] { return runSlow(&slow); });
    QTRY_VERIFY(valueOf(registry, "signalbox_task_skipped_total"_ba) >= 3.0);
    QCOMPARE(slow.started, 1);
    const core::OneShot<bool> gate = slow.gate;
    gate.resolve(true);
    QCOMPARE(slow.ended, 1);
    slow.gate = {};
    QTRY_COMPARE(slow.started, 2);
    const core::OneShot<bool> last = slow.gate;
    scheduler.stopAll();
    last.resolve(true);
    QCOMPARE(slow.ended, 2);
}

void TestScheduler::destructionEndsEverything()
{
    int gone = 0;
    int alive = 0;
    scheduler::Scheduler survivor;
    {
        scheduler::Scheduler scheduler;
        scheduler.every("task"_ba, 1ms, [&gone] { ++gone; });
    }
    survivor.every("task"_ba, 1ms, [&alive] { ++alive; });
    QTRY_VERIFY(alive >= 5);
    QCOMPARE(gone, 0);
}

QTEST_GUILESS_MAIN(TestScheduler)
#include "tst_scheduler.moc"
