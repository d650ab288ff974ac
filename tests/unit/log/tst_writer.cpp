#include "backend/platform/log/log.h"
#include "backend/platform/log/writer.h"

#include <QTest>

#include <mutex>
#include <semaphore>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// Collects lines; used on the writer's thread, read after a flush.
struct Collected
{
    std::mutex mutex;
    QByteArrayList lines;

    log::Sink sink()
    {
        return [this](const QByteArray &line) {
            const std::scoped_lock lock(mutex);
            lines += line;
        };
    }

    QByteArrayList take()
    {
        const std::scoped_lock lock(mutex);
        return std::exchange(lines, {});
    }
};

QByteArray readAll(int descriptor)
{
    QByteArray bytes(65536, '\0');
    const ssize_t count = ::read(descriptor, bytes.data(), size_t(bytes.size()));
    bytes.truncate(std::max<qsizetype>(0, count));
    return bytes;
}

} // namespace

class TstWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        log::setSink({});
        log::setLevel(log::Level::Info);
        log::stop();
    }

    void writesLinesToTheDescriptorInOrder()
    {
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        log::start({.descriptor = ends[1]});
        log::info("platform", u"first"_s);
        log::writePlain("signalbox ready");
        log::error("platform", u"second"_s);
        QVERIFY(log::flush());
        const QByteArrayList lines = readAll(ends[0]).split('\n');
        ::close(ends[0]);
        ::close(ends[1]);
        QCOMPARE(lines.size(), qsizetype(4));
        QVERIFY(lines[0].contains("\"message\":\"first\""));
        QCOMPARE(lines[1], QByteArray("signalbox ready"));
        QVERIFY(lines[2].contains("\"level\":\"error\""));
        QVERIFY(lines[3].isEmpty());
    }

    void linesBelowTheLevelAreNotBuilt()
    {
        Collected collected;
        log::setSink(collected.sink());
        log::start();
        log::setLevel(log::Level::Warn);
        log::info("platform", u"quiet"_s);
        log::warn("platform", u"loud"_s);
        QVERIFY(log::flush());
        const QByteArrayList lines = collected.take();
        QCOMPARE(lines.size(), qsizetype(1));
        QVERIFY(lines.first().contains("loud"));
    }

    void hiddenValuesAreMaskedFromThenOn()
    {
        Collected collected;
        log::setSink(collected.sink());
        log::start();
        log::hideValue("pa55-of-this-test");
        log::hideValue("abc"); // too short to be masked without hiding ordinary text
        log::info("platform", u"pa55-of-this-test and abc"_s);
        QVERIFY(log::flush());
        QVERIFY(collected.take().first().contains("\"message\":\"[redacted] and abc\""));
    }

    /// While nobody takes the lines, the caller goes on, the queue stays bounded, and the loss is told afterwards.
    void dropsAndCountsOverTheBound()
    {
        std::binary_semaphore entered(0);
        std::binary_semaphore release(0);
        Collected collected;
        bool isFirst = true;
        const auto into = collected.sink();
        log::setSink([&, into](const QByteArray &line) {
            if (std::exchange(isFirst, false)) {
                entered.release();
                release.acquire();
            }
            into(line);
        });
        log::start({.maxQueued = 10});
        const quint64 before = log::droppedLines();
        log::info("platform", u"blocks"_s);
        QVERIFY(entered.try_acquire_for(std::chrono::seconds(10)));
        for (int i = 0; i < 25; ++i)
            log::info("platform", u"line %1"_s.arg(i));
        QCOMPARE(log::queuedLines(), size_t(10));
        QCOMPARE(log::droppedLines() - before, quint64(15));
        QVERIFY(!log::flush(std::chrono::milliseconds(1)));
        release.release();
        QVERIFY(log::flush());
        const QByteArrayList lines = collected.take();
        QCOMPARE(lines.size(), qsizetype(12));
        QVERIFY2(lines.last().contains("log.dropped") && lines.last().contains("\"count\":15"),
                 lines.last().constData());
    }

    void recentLinesAreNumberedAndBounded()
    {
        Collected collected;
        log::setSink(collected.sink());
        log::start({.maxQueued = 20'000});
        const quint64 before = log::recentLines().lastSequence();
        for (int i = 0; i < 10'500; ++i)
            log::info("platform", u"n%1"_s.arg(i));
        QVERIFY(log::flush(std::chrono::seconds(20)));
        QCOMPARE(log::recentLines().lastSequence() - before, quint64(10'500));
        QCOMPARE(log::recentLines().latest(20'000).size(), size_t(10'000));
        const auto newest = log::recentLines().after(before + 10'498);
        QCOMPARE(newest.size(), size_t(2));
        QVERIFY(newest.back().json.contains("\"n10499\""));
        QCOMPARE(log::recentLines().after(before + 10'500).size(), size_t(0));
    }

    void manyThreadsLoseNothing()
    {
        Collected collected;
        log::setSink(collected.sink());
        log::start({.maxQueued = 20'000});
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([] {
                for (int i = 0; i < 500; ++i)
                    log::info("platform", u"x"_s);
            });
        }
        for (std::thread &thread : threads)
            thread.join();
        QVERIFY(log::flush(std::chrono::seconds(20)));
        QCOMPARE(collected.take().size(), qsizetype(2000));
    }
};

QTEST_GUILESS_MAIN(TstWriter)
#include "tst_writer.moc"
