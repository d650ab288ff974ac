#include "backend/platform/metrics/series_store.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

#include <sys/wait.h>
#include <unistd.h>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using metrics::SeriesStore;

namespace {

const core::WallTime kStart = core::wallTime(1'760'000'400'000); // a whole number of ten minutes

} // namespace

class TestSeriesStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesRestartAndKill();
    void rollsUpByMean();
    void gapsStayGaps();
    void oldValuesFade();
    void clockStepsBack();
    void foreignFileIsPutAside_data();
    void foreignFileIsPutAside();
    void bounds();

private:
    QString path() const { return m_dir.filePath(QString::fromLatin1(QTest::currentTestFunction())); }
    SeriesStore opened() const { return std::move(*SeriesStore::open(path(), kStart)); }

    QTemporaryDir m_dir;
};

void TestSeriesStore::survivesRestartAndKill()
{
    const pid_t child = fork();
    if (child == 0) {
        auto store = SeriesStore::open(path(), kStart);
        for (int i = 0; i < 20; ++i)
            (void)store->append("shop.rate"_ba, kStart + std::chrono::seconds(i), i);
        kill(getpid(), SIGKILL);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QVERIFY(WIFSIGNALED(status));
    const qint64 size = QFile(path()).size();
    auto store = opened();
    const auto points = store.read("shop.rate"_ba, kStart, kStart + 19s, 1s);
    QVERIFY(points.has_value());
    QCOMPARE(points->size(), size_t(20));
    QCOMPARE(points->at(7).value, 7.0);
    QVERIFY(points->at(7).at == kStart + 7s);
    QVERIFY(store.append("other"_ba, kStart + 20s, 1).has_value());
    QCOMPARE(QFile(path()).size(), size);
}

void TestSeriesStore::rollsUpByMean()
{
    auto store = opened();
    for (int i = 0; i < 1200; ++i)
        QVERIFY(store.append("a"_ba, kStart + std::chrono::seconds(i), i).has_value());
    const auto tens = store.read("a"_ba, kStart + 700s, kStart + 719s, 10s);
    QCOMPARE(tens->size(), size_t(2));
    QCOMPARE(tens->at(0).value, 704.5);
    const auto minutes = store.read("a"_ba, kStart, kStart + 119s, 60s);
    QCOMPARE(minutes->size(), size_t(2));
    QCOMPARE(minutes->at(1).value, 89.5);
    const auto tenMinutes = store.read("a"_ba, kStart, kStart + 1199s, 600s);
    QCOMPARE(tenMinutes->at(0).value, 299.5);
    const auto between = store.read("a"_ba, kStart + 1140s, kStart + 1199s, 30s);
    QCOMPARE(between->size(), size_t(2));
    QCOMPARE(between->at(0).value, 1154.5);
    // The first seconds have left the finest ring: ten-second values answer for them.
    const auto coarse = store.read("a"_ba, kStart, kStart + 19s, 1s);
    QCOMPARE(coarse->size(), size_t(2));
    QCOMPARE(coarse->at(1).value, 14.5);
}

void TestSeriesStore::gapsStayGaps()
{
    auto store = opened();
    QVERIFY(store.append("a"_ba, kStart, 4).has_value());
    QVERIFY(store.append("a"_ba, kStart + 1s, std::numeric_limits<double>::quiet_NaN()).has_value());
    QVERIFY(store.append("a"_ba, kStart + 30s, 6).has_value());
    const auto seconds = store.read("a"_ba, kStart, kStart + 30s, 1s);
    QCOMPARE(seconds->size(), size_t(31));
    QVERIFY(std::isnan(seconds->at(1).value) && std::isnan(seconds->at(15).value));
    QCOMPARE(seconds->at(30).value, 6.0);
    const auto tens = store.read("a"_ba, kStart, kStart + 30s, 10s);
    QCOMPARE(tens->at(0).value, 4.0);
    QVERIFY(std::isnan(tens->at(1).value));
}

void TestSeriesStore::oldValuesFade()
{
    auto store = opened();
    QVERIFY(store.append("a"_ba, kStart, 4).has_value());
    QVERIFY(store.append("b"_ba, kStart + 600s, 1).has_value());
    // The slot of kStart is due for kStart + 600 s now, and nothing was told for that second.
    QVERIFY(std::isnan(store.read("a"_ba, kStart + 600s, kStart + 600s, 1s)->at(0).value));
    QVERIFY(store.append("b"_ba, kStart + 31 * 24h, 1).has_value());
    const auto all = store.read("a"_ba, kStart, kStart + 31 * 24h, 10min);
    QVERIFY(!all->empty());
    for (const auto &point : *all)
        QVERIFY(std::isnan(point.value));
}

void TestSeriesStore::clockStepsBack()
{
    auto store = opened();
    for (int i = 0; i < 100; ++i)
        QVERIFY(store.append("a"_ba, kStart + std::chrono::seconds(i), 1).has_value());
    for (int i = 0; i < 100; ++i)
        QVERIFY(store.append("a"_ba, kStart - 1h + std::chrono::seconds(i), 2).has_value());
    QCOMPARE(store.read("a"_ba, kStart - 1h, kStart - 1h + 9s, 1s)->at(9).value, 2.0);
    for (int i = 0; i < 100; ++i)
        QVERIFY(store.append("a"_ba, kStart + 1h + std::chrono::seconds(i), 3).has_value());
    const auto points = store.read("a"_ba, kStart + 1h, kStart + 1h + 99s, 1s);
    QCOMPARE(points->size(), size_t(100));
    for (const auto &point : *points)
        QCOMPARE(point.value, 3.0);
}

void TestSeriesStore::foreignFileIsPutAside_data()
{
    QTest::addColumn<qint64>("at");
    QTest::addColumn<qint64>("newSize");
    QTest::newRow("magic") << qint64(2) << qint64(-1);
    QTest::newRow("version") << qint64(8) << qint64(-1);
    QTest::newRow("count of names") << qint64(13) << qint64(-1);
    QTest::newRow("a name") << qint64(24) << qint64(-1);
    QTest::newRow("cut") << qint64(0) << qint64(1000);
}

void TestSeriesStore::foreignFileIsPutAside()
{
    QFETCH(qint64, at);
    QFETCH(qint64, newSize);
    const QString file = path() + QString::fromLatin1(QTest::currentDataTag());
    {
        auto store = std::move(*SeriesStore::open(file, kStart));
        QVERIFY(store.append("a"_ba, kStart, 4).has_value());
    }
    QFile damaged(file);
    QVERIFY(damaged.open(QIODevice::ReadWrite));
    if (newSize >= 0) {
        QVERIFY(damaged.resize(newSize));
    } else {
        QVERIFY(damaged.seek(at));
        QCOMPARE(damaged.write("\xf0"_ba), qint64(1));
    }
    damaged.close();
    auto store = SeriesStore::open(file, kStart);
    QVERIFY(store.has_value());
    QVERIFY(store->names().empty());
    QVERIFY(store->append("a"_ba, kStart, 4).has_value());
    QVERIFY(QFile::exists(file + u".corrupt-"_s + QString::number(core::epochMs(kStart))));
}

void TestSeriesStore::bounds()
{
    auto store = opened();
    QCOMPARE(store.append(QByteArray(96, 'x'), kStart, 1).error().code, ErrorCode::InvalidInput);
    QCOMPARE(store.append("with space"_ba, kStart, 1).error().code, ErrorCode::InvalidInput);
    for (int i = 0; i < 256; ++i)
        QVERIFY(store.append("s" + QByteArray::number(i), kStart, i).has_value());
    QCOMPARE(store.append("one.more"_ba, kStart, 1).error().code, ErrorCode::Full);
    QCOMPARE(store.read("s255"_ba, kStart, kStart, 1s)->at(0).value, 255.0);
    QCOMPARE(store.read("nobody"_ba, kStart, kStart, 1s).error().code, ErrorCode::NotFound);
    QVERIFY(store.append("s0"_ba, kStart + 24h * 20, 1).has_value());
    QVERIFY(store.read("s0"_ba, kStart, kStart + 24h * 20, 1s)->size() <= 10000);
}

QTEST_GUILESS_MAIN(TestSeriesStore)
#include "tst_series_store.moc"
