#include "backend/platform/cluster/rate_window.h"
#include "backend/platform/metrics/registry.h"

#include <QTest>

#include <thread>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const core::WallTime kStart = core::wallTime(1'760'000'000'000);
constexpr qint64 kStartSecond = 1'760'000'000;

} // namespace

class TestRateWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsDownAndRefuses();
    void slidesOverSecondBoundaries();
    void refusedRequestsAreNotCounted();
    void clockStepsBack();
    void loweredLimitTellsWhenThereIsRoom();
    void off();
    void neverOverTheLimitFromManyThreads();
    void fullTableForgetsTheStalest();
};

void TestRateWindow::countsDownAndRefuses()
{
    const auto window = cluster::makeRateWindow(64);
    for (int i = 0; i < 3; ++i) {
        const auto verdict = window->take("a", 3, kStart + std::chrono::seconds(i));
        QVERIFY(verdict.allowed);
        QCOMPARE(verdict.limit, 3);
        QCOMPARE(verdict.remaining, 2 - i);
        QCOMPARE(verdict.resetEpochSeconds, kStartSecond + 60);
    }
    const auto verdict = window->take("a", 3, kStart + 2s);
    QVERIFY(!verdict.allowed);
    QCOMPARE(verdict.remaining, 0);
    QCOMPARE(verdict.retryAfterSeconds, 58);
    QVERIFY(window->take("b", 3, kStart + 2s).allowed);
}

void TestRateWindow::slidesOverSecondBoundaries()
{
    const auto window = cluster::makeRateWindow(64);
    QVERIFY(window->take("a", 2, kStart + 999ms).allowed);
    QVERIFY(window->take("a", 2, kStart + 1s).allowed);
    QVERIFY(!window->take("a", 2, kStart + 59s + 999ms).allowed);
    const auto first = window->take("a", 2, kStart + 60s); // the request of second 0 has left
    QVERIFY(first.allowed);
    QCOMPARE(first.remaining, 0);
    QCOMPARE(first.resetEpochSeconds, kStartSecond + 61);
    QVERIFY(!window->take("a", 2, kStart + 60s).allowed);
    QVERIFY(window->take("a", 2, kStart + 61s).allowed);
    QVERIFY(window->take("a", 2, kStart + 24h).allowed);
    QCOMPARE(window->take("a", 2, kStart + 24h).remaining, 0);
}

void TestRateWindow::refusedRequestsAreNotCounted()
{
    const auto window = cluster::makeRateWindow(64);
    QVERIFY(window->take("a", 1, kStart).allowed);
    for (int i = 1; i < 60; ++i)
        QVERIFY(!window->take("a", 1, kStart + std::chrono::seconds(i)).allowed);
    QVERIFY(window->take("a", 1, kStart + 60s).allowed);
}

void TestRateWindow::clockStepsBack()
{
    const auto window = cluster::makeRateWindow(64);
    QVERIFY(window->take("a", 1, kStart + 1h).allowed);
    QVERIFY(window->take("a", 1, kStart).allowed);
    QVERIFY(!window->take("a", 1, kStart + 1s).allowed);
}

void TestRateWindow::loweredLimitTellsWhenThereIsRoom()
{
    const auto window = cluster::makeRateWindow(64);
    for (int i = 0; i < 10; ++i)
        QVERIFY(window->take("a", 10, kStart + std::chrono::seconds(i)).allowed);
    const auto verdict = window->take("a", 4, kStart + 10s);
    QCOMPARE(verdict.resetEpochSeconds, kStartSecond + 60);
    QCOMPARE(verdict.retryAfterSeconds, 56); // seven of ten must leave, the last of them at second 66
    QVERIFY(!window->take("a", 4, kStart + 65s).allowed);
    QVERIFY(window->take("a", 4, kStart + 66s).allowed);
}

void TestRateWindow::off()
{
    const auto window = cluster::makeRateWindow(64);
    for (int i = 0; i < 5; ++i)
        QVERIFY(window->take("a", 0, kStart).allowed);
    QCOMPARE(window->take("a", 1, kStart).remaining, 0);
}

void TestRateWindow::neverOverTheLimitFromManyThreads()
{
    const auto window = cluster::makeRateWindow(1024);
    std::atomic<int> allowed = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&] {
            for (int request = 0; request < 5000; ++request) {
                if (window->take("shared", 7777, kStart + std::chrono::milliseconds(request % 900)).allowed)
                    ++allowed;
                window->take(QByteArray::number(request % 300), 100, kStart);
            }
        });
    }
    for (auto &thread : threads)
        thread.join();
    QCOMPARE(allowed.load(), 7777);
}

void TestRateWindow::fullTableForgetsTheStalest()
{
    metrics::Registry registry;
    const auto window = cluster::makeRateWindow("test"_ba, registry, 16);
    QVERIFY(window->take("old", 1, kStart).allowed);
    for (int i = 0; i < 15; ++i)
        QVERIFY(window->take(QByteArray::number(i), 1, kStart + 1s).allowed);
    const auto evictions = [&registry] {
        return registry.read("signalbox_rate_window_evictions_total"_ba).at(0).value;
    };
    QCOMPARE(evictions(), 0.0);
    QVERIFY(window->take("new", 1, kStart + 2s).allowed);
    QCOMPARE(evictions(), 1.0);
    QVERIFY(!window->take("new", 1, kStart + 2s).allowed);
    QVERIFY(!window->take("7", 1, kStart + 2s).allowed);
    QVERIFY(window->take("later", 1, kStart + 10min).allowed); // takes the place of one that counts no more
    QCOMPARE(evictions(), 1.0);
}

QTEST_GUILESS_MAIN(TestRateWindow)
#include "tst_rate_window.moc"
