#include "backend/platform/cpu/pool.h"

#include <QCoroTask>
#include <QTest>

#include <semaphore>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

double depth(const metrics::Registry &registry)
{
    const auto series = registry.read("signalbox_queue_depth");
    return series.empty() ? -1 : series.front().value;
}

Task<Result<QThread *>> threadAfterwards(cpu::Pool &pool, QThread **workedOn)
{
    auto work = [workedOn]() -> Result<int> {
        *workedOn = QThread::currentThread();
        return 1;
    };
    if (const Result<int> done = co_await pool.run(work); !done)
        co_return std::unexpected(done.error());
    co_return QThread::currentThread();
}

Task<Result<int>> blockUntil(cpu::Pool &pool, std::binary_semaphore *started, std::binary_semaphore *release)
{
    auto work = [started, release]() -> Result<int> {
        started->release();
        release->acquire();
        return 1;
    };
    co_return co_await pool.run(work);
}

Task<void> countDone(Task<Result<int>> task, int *finished)
{
    if ((co_await task).has_value())
        ++*finished;
}

} // namespace

class TstPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksElsewhereAndResumesHere()
    {
        metrics::Registry registry;
        cpu::Pool pool(registry);
        QThread *workedOn = nullptr;
        const Result<QThread *> resumedOn = QCoro::waitFor(threadAfterwards(pool, &workedOn));
        QVERIFY(resumedOn.has_value());
        QCOMPARE(*resumedOn, QThread::currentThread());
        QVERIFY(workedOn != nullptr && workedOn != QThread::currentThread());
    }

    void passesErrorsOn()
    {
        metrics::Registry registry;
        cpu::Pool pool(registry);
        auto work = []() -> Result<QByteArray> { return fail(ErrorCode::Corrupt, PublicText(u"bad"_s)); };
        const Result<QByteArray> outcome = QCoro::waitFor(pool.run(work));
        QVERIFY(!outcome);
        QCOMPARE(outcome.error().code, ErrorCode::Corrupt);
    }

    /// One job runs, one waits, the third is refused at once; the metric shows the one that waits.
    void refusesOverItsBound()
    {
        metrics::Registry registry;
        cpu::Pool pool(registry, {.threads = 1, .maxQueued = 1});
        std::binary_semaphore firstStarted(0);
        std::binary_semaphore release(0);
        int finished = 0;
        Task<void> first = countDone(blockUntil(pool, &firstStarted, &release), &finished);
        QVERIFY(firstStarted.try_acquire_for(std::chrono::seconds(10)));
        std::binary_semaphore secondStarted(0);
        Task<void> second = countDone(blockUntil(pool, &secondStarted, &release), &finished);
        QCOMPARE(pool.queued(), size_t(1));
        QCOMPARE(depth(registry), 1.0);

        auto work = []() -> Result<int> { return 1; };
        const Result<int> third = QCoro::waitFor(pool.run(work));
        QVERIFY(!third);
        QCOMPARE(third.error().code, ErrorCode::Unavailable);

        release.release();
        QVERIFY(secondStarted.try_acquire_for(std::chrono::seconds(10)));
        release.release();
        QTRY_COMPARE(finished, 2);
        QCOMPARE(depth(registry), 0.0);
    }

    void endFinishesWhatWaits()
    {
        metrics::Registry registry;
        std::atomic<int> done = 0;
        std::vector<Task<Result<int>>> tasks;
        {
            cpu::Pool pool(registry, {.threads = 2});
            for (int i = 0; i < 50; ++i)
                tasks.push_back(pool.run([&done]() -> Result<int> { return ++done; }));
        }
        QCOMPARE(done.load(), 50);
        QTRY_VERIFY(std::ranges::all_of(tasks, [](const auto &task) { return task.isReady(); }));
    }
};

QTEST_GUILESS_MAIN(TstPool)
#include "tst_pool.moc"
