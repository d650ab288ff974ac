#include "backend/platform/cluster/shared_cache.h"
#include "backend/platform/core/thread_anchor.h"
#include "backend/platform/metrics/registry.h"

#include <QTest>
#include <QThread>

#include <atomic>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using cluster::CacheEntry;

namespace {

/// A worker: a thread with an event loop that one can post to.
class Worker
{
public:
    Worker()
    {
        m_thread.start();
        m_anchor.moveToThread(&m_thread);
    }
    ~Worker()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Q_DISABLE_COPY_MOVE(Worker)

    template <class Work>
    void post(Work &&work)
    {
        core::post(&m_anchor, std::forward<Work>(work));
    }

private:
    QThread m_thread;
    QObject m_anchor;
};

struct Answers
{
    std::atomic<int> count = 0;
    std::atomic<int> right = 0;
    std::atomic<int> failures = 0;
};

Task<void> ask(cluster::SharedCache *cache, QByteArray key, cluster::CacheFetch fetch, QByteArray wanted,
               Answers *answers, CancelToken cancel = {})
{
    const auto bytes = co_await cache->getOrFetch(key, fetch, cancel);
    if (bytes && *bytes == wanted)
        ++answers->right;
    if (!bytes)
        ++answers->failures;
    ++answers->count;
}

Task<Result<CacheEntry>> landed(core::OneShot<Result<CacheEntry>> arrived)
{
    co_return co_await arrived;
}

/// Answers `delay` later on the calling thread.
Task<Result<CacheEntry>> later(core::milliseconds delay, Result<CacheEntry> entry)
{
    const core::OneShot<bool> over;
    QTimer::singleShot(delay, core::threadAnchor(), [over] { over.resolve(true); });
    co_await over;
    co_return entry;
}

} // namespace

class TestSharedCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void singleFlightAcrossThreads();
    void errorsAreSharedAndNotKept();
    void anotherTakesOverFromACancelledFetch();
    void aCancelledWaiterDoesNotWait();
    void aCancelledWaiterIsNotChosen();
    void anotherTakesOverFromAThreadThatEnded();
    void timeToLive();
    void forgetOnEveryWorker();
    void forgetDuringAFetch();
    void bounds();

private:
    double metric(const QByteArray &family) { return m_registry.read(family).at(0).value; }
    std::unique_ptr<cluster::SharedCache> makeCache(cluster::CacheBounds bounds = {})
    {
        return cluster::makeSharedCache(QTest::currentTestFunction(), bounds, m_registry);
    }

    metrics::Registry m_registry;
};

void TestSharedCache::singleFlightAcrossThreads()
{
    std::array<Worker, 3> workers;
    const auto cache = makeCache();
    std::atomic<int> fetches = 0;
    Answers answers;
    const cluster::CacheFetch fetch = [&fetches] {
        ++fetches;
        return later(50ms, CacheEntry {"value"_ba, 10s});
    };
    for (int i = 0; i < 30; ++i) {
        workers[size_t(i % 3)].post([&, fetch] { ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers); });
    }
    QTRY_COMPARE(answers.count.load(), 30);
    QCOMPARE(answers.right.load(), 30);
    QCOMPARE(fetches.load(), 1);
    for (auto &worker : workers)
        worker.post([&, fetch] { ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers); });
    QTRY_COMPARE(answers.count.load(), 33);
    QCOMPARE(fetches.load(), 1);
    QCOMPARE(metric("signalbox_cache_hits_total"_ba), 3.0);
    QCOMPARE(metric("signalbox_cache_misses_total"_ba), 30.0);
    QCOMPARE(metric("signalbox_cache_entries"_ba), 1.0);
    QCOMPARE(metric("signalbox_cache_bytes"_ba), 8.0);
}

void TestSharedCache::errorsAreSharedAndNotKept()
{
    std::array<Worker, 2> workers;
    const auto cache = makeCache();
    std::atomic<int> fetches = 0;
    Answers answers;
    const cluster::CacheFetch fetch = [&fetches] {
        ++fetches;
        return later(50ms, fail(ErrorCode::Upstream, PublicText()));
    };
    for (auto &worker : workers)
        worker.post([&, fetch] { ask(cache.get(), "key"_ba, fetch, {}, &answers); });
    QTRY_COMPARE(answers.failures.load(), 2);
    QCOMPARE(fetches.load(), 1);
    workers[0].post([&, fetch] { ask(cache.get(), "key"_ba, fetch, {}, &answers); });
    QTRY_COMPARE(answers.failures.load(), 3);
    QCOMPARE(fetches.load(), 2);
}

void TestSharedCache::anotherTakesOverFromACancelledFetch()
{
    std::array<Worker, 3> workers;
    const auto cache = makeCache();
    std::atomic<int> fetches = 0;
    Answers answers;
    const cluster::CacheFetch fetch = [&fetches] {
        const bool isFirst = fetches++ == 0;
        return later(50ms, isFirst ? Result<CacheEntry>(fail(ErrorCode::Cancelled, PublicText()))
                                   : Result<CacheEntry>(CacheEntry {"value"_ba, 10s}));
    };
    for (auto &worker : workers)
        worker.post([&, fetch] { ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers); });
    QTRY_COMPARE(answers.count.load(), 3);
    QCOMPARE(answers.failures.load(), 1);
    QCOMPARE(answers.right.load(), 2);
    QCOMPARE(fetches.load(), 2);
}

void TestSharedCache::aCancelledWaiterDoesNotWait()
{
    const auto cache = makeCache();
    Answers answers;
    const core::OneShot<bool> started;
    const core::OneShot<Result<CacheEntry>> arrived;
    const cluster::CacheFetch fetch = [&] {
        started.resolve(true);
        return landed(arrived);
    };
    ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers);
    QTRY_VERIFY(started.isResolved());
    const CancelToken cancel;
    ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers, cancel);
    QCoreApplication::processEvents();
    QCOMPARE(answers.count.load(), 0);
    cancel.cancel();
    QCOMPARE(answers.failures.load(), 1);
    arrived.resolve(CacheEntry {"value"_ba, 10s});
    QCOMPARE(answers.right.load(), 1);
    QCOMPARE(answers.count.load(), 2);
}

/// Cancelled in the moment in which the home thread hands it the fetch of the others.
void TestSharedCache::aCancelledWaiterIsNotChosen()
{
    Worker worker;
    const auto cache = makeCache();
    Answers answers;
    std::atomic<int> fetches = 0;
    const cluster::CacheFetch fetch = [&fetches] {
        ++fetches;
        return later(0ms, CacheEntry {"value"_ba, 10s});
    };
    std::atomic<bool> asked = false;
    worker.post([&, fetch] {
        const CancelToken cancel;
        ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers, cancel);
        cancel.cancel();
        asked = true;
    });
    QTRY_VERIFY(asked.load());
    QCOMPARE(answers.failures.load(), 1);
    ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers);
    QTRY_COMPARE(answers.right.load(), 1);
    QCOMPARE(fetches.load(), 1);
}

void TestSharedCache::anotherTakesOverFromAThreadThatEnded()
{
    const auto cache = makeCache();
    Answers answers;
    const auto fetch = [] { return later(0ms, CacheEntry {"value"_ba, 10s}); };
    const CancelToken end;
    std::unique_ptr<QThread> thread(QThread::create([&] {
        ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers, end);
        end.cancel();
    }));
    thread->start();
    QVERIFY(thread->wait());
    // Here the home thread hears of it for the first time and tells a thread that is gone to fetch.
    ask(cache.get(), "key"_ba, fetch, "value"_ba, &answers);
    QTRY_COMPARE(answers.right.load(), 1);
    QCOMPARE(answers.failures.load(), 1);
}

void TestSharedCache::timeToLive()
{
    const auto cache = makeCache();
    int fetches = 0;
    Answers answers;
    const auto fetch = [&fetches](core::milliseconds ttl) -> cluster::CacheFetch {
        return [&fetches, ttl] {
            ++fetches;
            return later(0ms, CacheEntry {QByteArray::number(fetches), ttl});
        };
    };
    ask(cache.get(), "unkept"_ba, fetch(0ms), "1"_ba, &answers);
    QTRY_COMPARE(answers.right.load(), 1);
    ask(cache.get(), "unkept"_ba, fetch(0ms), "2"_ba, &answers);
    QTRY_COMPARE(answers.right.load(), 2);
    ask(cache.get(), "short"_ba, fetch(30ms), "3"_ba, &answers);
    QTRY_COMPARE(answers.right.load(), 3);
    const auto asked = [&] {
        ask(cache.get(), "short"_ba, fetch(10s), {}, &answers);
        return fetches;
    };
    QTRY_COMPARE(asked(), 4);
    ask(cache.get(), "short"_ba, fetch(10s), "4"_ba, &answers);
    QTRY_COMPARE(answers.right.load(), 4);
    QCOMPARE(fetches, 4);
}

void TestSharedCache::forgetOnEveryWorker()
{
    std::array<Worker, 2> workers;
    const auto cache = makeCache();
    std::atomic<int> value = 1;
    Answers answers;
    const cluster::CacheFetch fetch = [&value] {
        return later(0ms, CacheEntry {QByteArray::number(value.load()), 1h});
    };
    for (auto &worker : workers)
        worker.post([&, fetch] { ask(cache.get(), "key"_ba, fetch, "1"_ba, &answers); });
    QTRY_COMPARE(answers.right.load(), 2);
    value = 2;
    cache->forget("key"_ba);
    for (auto &worker : workers)
        worker.post([&, fetch] { ask(cache.get(), "key"_ba, fetch, "2"_ba, &answers); });
    QTRY_COMPARE(answers.count.load(), 4);
    QCOMPARE(answers.right.load(), 4);
}

void TestSharedCache::forgetDuringAFetch()
{
    const auto cache = makeCache();
    Answers answers;
    int fetches = 0;
    const cluster::CacheFetch slow = [&fetches] {
        ++fetches;
        return later(100ms, CacheEntry {"old"_ba, 1h});
    };
    const cluster::CacheFetch quick = [&fetches] {
        ++fetches;
        return later(0ms, CacheEntry {"new"_ba, 1h});
    };
    ask(cache.get(), "key"_ba, slow, "old"_ba, &answers);
    QTRY_COMPARE(fetches, 1);
    cache->forget("key"_ba);
    ask(cache.get(), "key"_ba, quick, "new"_ba, &answers);
    QTRY_COMPARE(answers.right.load(), 2);
    ask(cache.get(), "key"_ba, slow, "new"_ba, &answers);
    QTRY_COMPARE(answers.right.load(), 3);
    QCOMPARE(fetches, 2);
}

void TestSharedCache::bounds()
{
    const auto cache = makeCache({.entries = 8, .bytes = 1000});
    Answers answers;
    const cluster::CacheFetch fetch = [] { return later(0ms, CacheEntry {"v"_ba, 1h}); };
    for (int i = 0; i < 20; ++i)
        ask(cache.get(), "k" + QByteArray::number(i), fetch, "v"_ba, &answers);
    QTRY_COMPARE(answers.count.load(), 20);
    const auto own = [this](const QByteArray &family) {
        for (const auto &series : m_registry.read(family)) {
            if (series.labels.at(0).second == "bounds")
                return series.value;
        }
        return -1.0;
    };
    QTRY_COMPARE(own("signalbox_cache_evictions_total"_ba), 12.0);
    QCOMPARE(own("signalbox_cache_entries"_ba), 8.0);
    ask(cache.get(), "large"_ba, [] { return later(0ms, CacheEntry {QByteArray(900, 'x'), 1h}); }, QByteArray(900, 'x'),
        &answers);
    QTRY_COMPARE(answers.right.load(), 21);
    QTRY_VERIFY(own("signalbox_cache_bytes"_ba) > 900);
    QVERIFY(own("signalbox_cache_bytes"_ba) <= 1000);
}

QTEST_GUILESS_MAIN(TestSharedCache)
#include "tst_shared_cache.moc"
