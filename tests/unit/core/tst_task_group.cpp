#include "backend/platform/core/sleep.h"
#include "backend/platform/core/task_group.h"
#include "backend/platform/core/thread_anchor.h"

#include <QElapsedTimer>
#include <QTest>
#include <QThread>

using namespace signalbox;
using namespace signalbox::core;
using namespace std::chrono_literals;

namespace {

Task<void> await(OneShot<bool> value)
{
    co_await value;
}

Task<void> sleepUntilStopped(TaskGroup group, bool *slept)
{
    *slept = co_await sleepFor(1h, group.stop());
}

Task<void> store(Task<bool> idle, std::optional<bool> *target)
{
    *target = co_await idle;
}

/// What a worker is to its coroutines: one that still runs when it goes would touch what is gone.
struct Owner
{
    TaskGroup group;
    int touched = 0;
};

Task<void> touch(Owner *owner, OneShot<bool> value)
{
    co_await value;
    ++owner->touched;
}

Task<void> destroyWhenIdle(std::unique_ptr<Owner> owner, int *touched)
{
    co_await owner->group.idle(1h);
    *touched = owner->touched;
}

} // namespace

class TstTaskGroup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyGroupIsIdleAtOnce()
    {
        std::optional<bool> idle;
        store(TaskGroup().idle(1h), &idle);
        QCOMPARE(idle, std::optional(true));
    }

    void idleWaitsForTheLast()
    {
        const TaskGroup group;
        const OneShot<bool> first;
        const OneShot<bool> second;
        group.add(await(first));
        group.add(await(second));
        QCOMPARE(group.running(), 2);
        std::optional<bool> idle;
        store(group.idle(1h), &idle);
        first.resolve(true);
        QCoreApplication::processEvents();
        QCOMPARE(group.running(), 1);
        QVERIFY(!idle);
        second.resolve(true);
        QCOMPARE(group.running(), 0);
        QTRY_COMPARE(idle, std::optional(true));
    }

    void patienceEnds()
    {
        const TaskGroup group;
        const OneShot<bool> never;
        group.add(await(never));
        std::optional<bool> idle;
        store(group.idle(10ms), &idle);
        QTRY_COMPARE(idle, std::optional(false));
        QCOMPARE(group.running(), 1);
        never.resolve(true);
        QCOMPARE(group.running(), 0);
    }

    void cancelReachesWhatRuns()
    {
        const TaskGroup group;
        bool slept = true;
        group.add(sleepUntilStopped(group, &slept));
        std::optional<bool> idle;
        store(group.idle(1h), &idle);
        group.cancel();
        QVERIFY(!slept);
        QTRY_COMPARE(idle, std::optional(true));
    }

    void aTicketCountsUntilItsFrameEnds()
    {
        const TaskGroup group;
        {
            const TaskGroup::Ticket ticket = group.enter();
            const TaskGroup::Ticket moved = group.enter();
            QCOMPARE(group.running(), 2);
        }
        QCOMPARE(group.running(), 0);
    }

    void theOwnerMayGoWhenIdle()
    {
        auto owner = std::make_unique<Owner>();
        const OneShot<bool> value;
        owner->group.add(touch(owner.get(), value));
        int touched = 0;
        destroyWhenIdle(std::move(owner), &touched);
        value.resolve(true);
        QTRY_COMPARE(touched, 1);
    }

    void whatIsSentToAnEndedThreadIsDropped()
    {
        std::optional<ReturnAddress> address;
        std::unique_ptr<QThread> thread(QThread::create([&address] { address = ReturnAddress::here(); }));
        thread->start();
        QVERIFY(thread->wait());
        const auto kept = std::make_shared<int>(1);
        address->post([kept] { QFAIL("ran without a thread"); });
        // Such a thread may be waited for a moment before its end.
        QTRY_COMPARE(kept.use_count(), 1L);
    }
};

QTEST_GUILESS_MAIN(TstTaskGroup)
#include "tst_task_group.moc"
