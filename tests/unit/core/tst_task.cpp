#include "backend/platform/core/cancel.h"
#include "backend/platform/core/task.h"
#include "backend/platform/core/thread_anchor.h"

#include <QTest>
#include <QThread>

using namespace signalbox;
using namespace signalbox::core;

namespace {

Task<void> store(OneShot<int> value, int *target)
{
    *target = co_await value;
}

} // namespace

class TstTask : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void waiterResumesWithTheFirstValue()
    {
        OneShot<int> value;
        int got = 0;
        store(value, &got);
        QCOMPARE(got, 0);
        value.resolve(7);
        value.resolve(8);
        QCOMPARE(got, 7);
    }

    void resolvedValueDoesNotSuspend()
    {
        OneShot<int> value;
        value.resolve(3);
        int got = 0;
        store(value, &got);
        QCOMPARE(got, 3);
    }

    void postedWorkRunsOnTheAnchorsThread()
    {
        QThread *here = QThread::currentThread();
        QObject *anchor = threadAnchor();
        QThread *ranOn = nullptr;
        std::unique_ptr<QThread> other(QThread::create([&] { post(anchor, [&] { ranOn = QThread::currentThread(); }); }));
        other->start();
        QTRY_COMPARE(ranOn, here);
        QVERIFY(other->wait());
    }

    void cancelRunsEachCallbackOnce()
    {
        CancelToken token;
        int calls = 0;
        CancelRegistration kept(token, [&] { ++calls; });
        {
            CancelRegistration released(token, [&] { calls += 100; });
        }
        CancelRegistration moved = std::move(kept);
        token.cancel();
        token.cancel();
        QCOMPARE(calls, 1);
        CancelRegistration late(token, [&] { calls += 10; });
        QCOMPARE(calls, 11);
        QVERIFY(token.isCancelled());
    }

    void whatACallbackEndsIsNotCalled()
    {
        const CancelToken token;
        auto second = std::make_unique<CancelRegistration>();
        const CancelRegistration first(token, [&] { second.reset(); });
        bool called = false;
        *second = CancelRegistration(token, [&] { called = true; });
        token.cancel();
        QVERIFY(!called);
    }

    void callbackMayDropItsOwnRegistration()
    {
        CancelToken token;
        auto registration = std::make_unique<CancelRegistration>();
        *registration = CancelRegistration(token, [&] { registration.reset(); });
        token.cancel();
        QVERIFY(!registration);
    }
};

QTEST_GUILESS_MAIN(TstTask)
#include "tst_task.moc"
