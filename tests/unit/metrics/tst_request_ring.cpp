#include "backend/platform/metrics/request_ring.h"

#include <QTest>

#include <thread>

using namespace signalbox;
using namespace Qt::StringLiterals;
using metrics::RequestRecord;

class TestRequestRing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newestFirstAndFind();
    void wrapsAroundWithConcurrentWriters();
    void boundedByBytes();
    void keepsRoomForFailures();
    void writerMayOutliveItsRingAndItsThread();

private:
    static RequestRecord record(const QByteArray &id, qint64 at, int status = 200)
    {
        return {.id = id, .at = core::wallTime(at), .service = "shop"_ba, .operation = "invoke"_ba, .route = "/a"_ba,
                .method = "POST"_ba, .path = "/a"_ba, .status = status, .client = "127.0.0.1"_ba,
                .traceId = QByteArray(), .error = QByteArray()};
    }
};

void TestRequestRing::newestFirstAndFind()
{
    metrics::Registry registry;
    metrics::RequestRing ring(registry, 3);
    const auto a = ring.addWriter();
    const auto b = ring.addWriter();
    a->push(record("1"_ba, 10));
    a->push(record("3"_ba, 30, 500));
    b->push(record("2"_ba, 20));
    b->push(record("4"_ba, 40));
    QCOMPARE(ring.drain().size(), size_t(4));
    const auto newest = ring.newest(2);
    QCOMPARE(newest.size(), size_t(2));
    QCOMPARE(newest.at(0)->id, "4"_ba);
    QCOMPARE(newest.at(1)->id, "3"_ba);
    QCOMPARE(ring.newest(9, [](const RequestRecord &each) { return each.status >= 500; }).at(0)->id, "3"_ba);
    QVERIFY(!ring.find("1"));
    QCOMPARE(ring.find("2")->at, core::wallTime(20));
}

void TestRequestRing::wrapsAroundWithConcurrentWriters()
{
    metrics::Registry registry;
    metrics::RequestRing ring(registry, 500);
    constexpr int kWriters = 3;
    constexpr int kEach = 10000;
    std::atomic<int> running = kWriters;
    std::atomic<int> refused = 0;
    std::vector<std::thread> threads;
    for (int writer = 0; writer < kWriters; ++writer) {
        threads.emplace_back([&, writer] {
            const auto own = ring.addWriter();
            for (int i = 0; i < kEach; ++i) {
                if (!own->hasRoom(200))
                    ++refused;
                own->push(record(QByteArray::number(writer) + '-' + QByteArray::number(i), i));
            }
            --running;
        });
    }
    size_t seen = 0;
    std::vector<int> last(kWriters, -1);
    while (true) {
        const bool isLast = running == 0;
        auto fresh = ring.drain();
        seen += fresh.size();
        for (const auto &each : fresh) {
            const int writer = each->id.at(0) - '0';
            const int number = each->id.mid(2).toInt();
            QVERIFY(number > last[size_t(writer)]);
            last[size_t(writer)] = number;
        }
        if (isLast)
            break;
    }
    for (auto &thread : threads)
        thread.join();
    const auto dropped = size_t(registry.read("signalbox_request_records_dropped_total"_ba).at(0).value);
    QCOMPARE(seen + dropped, size_t(kWriters * kEach));
    QVERIFY(dropped <= size_t(refused.load()));
    QCOMPARE(ring.size(), size_t(500));
}

void TestRequestRing::boundedByBytes()
{
    metrics::Registry registry;
    metrics::RequestRing ring(registry, 10000, 100000);
    const auto writer = ring.addWriter();
    for (int i = 0; i < 100; ++i) {
        auto large = record(QByteArray::number(i), i);
        large.path = QByteArray(3000, 'p');
        writer->push(std::move(large));
    }
    auto huge = record("huge"_ba, 1000);
    huge.path = QByteArray(50000, 'p');
    huge.headers.add("x"_ba, QByteArray(50000, 'h'));
    writer->push(std::move(huge));
    ring.drain();
    QVERIFY(ring.bytes() <= 100000);
    QVERIFY(ring.size() > 10 && ring.size() < 40);
    QCOMPARE(ring.find("huge")->path.size(), 2048);
}

void TestRequestRing::keepsRoomForFailures()
{
    metrics::Registry registry;
    metrics::RequestRing ring(registry);
    const auto writer = ring.addWriter();
    while (writer->hasRoom(200))
        writer->push(record("ok"_ba, 1));
    writer->push(record("lost"_ba, 2));
    QVERIFY(writer->hasRoom(500));
    writer->push(record("failed"_ba, 3, 500));
    ring.drain();
    QVERIFY(ring.find("failed"));
    QVERIFY(!ring.find("lost"));
    QCOMPARE(registry.read("signalbox_request_records_dropped_total"_ba).at(0).value, 1.0);
}

void TestRequestRing::writerMayOutliveItsRingAndItsThread()
{
    metrics::Registry registry;
    auto ring = std::make_unique<metrics::RequestRing>(registry);
    std::thread([&ring] { ring->addWriter()->push(record("left"_ba, 1)); }).join();
    ring->drain();
    QVERIFY(ring->find("left"));
    const auto writer = ring->addWriter();
    ring.reset();
    writer->push(record("alone"_ba, 2));
    QVERIFY(writer->hasRoom(200));
}

QTEST_GUILESS_MAIN(TestRequestRing)
#include "tst_request_ring.moc"
