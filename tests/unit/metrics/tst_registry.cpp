#include "backend/platform/metrics/histogram_cell.h"
#include "backend/platform/metrics/process_metrics.h"
#include "backend/platform/metrics/registry.h"

#include <QProcess>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <cmath>
#include <random>
#include <thread>

using namespace signalbox;
using namespace Qt::StringLiterals;
using metrics::Kind;

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void quantilesStayWithinThreePercent_data();
    void quantilesStayWithinThreePercent();
    void quantileBetweenTwoReadings();
    void threadsAddUp();
    void endedThreadsKeepTheirCounts();
    void labelOrderDoesNotMatter();
    void seriesBound();
    void wrongUseDoesNothing();
    void textIsStableAndComplete();
    void promtoolAccepts();
    void processFamilies();
};

void TestRegistry::quantilesStayWithinThreePercent_data()
{
    QTest::addColumn<double>("scale");
    QTest::newRow("microseconds told in seconds") << 5e-5;
    QTest::newRow("seconds") << 0.02;
    QTest::newRow("an hour in milliseconds") << 3.0e5;
}

void TestRegistry::quantilesStayWithinThreePercent()
{
    QFETCH(double, scale);
    metrics::Registry registry;
    registry.declare({"t_seconds"_ba, "x"_ba, Kind::Histogram});
    const auto histogram = registry.histogram("t_seconds"_ba);
    std::mt19937 random(7);
    std::lognormal_distribution<double> spread(0, 1.0);
    std::vector<double> values;
    for (int i = 0; i < 20000; ++i) {
        values.push_back(scale * spread(random));
        histogram.observe(values.back());
    }
    std::ranges::sort(values);
    const auto merged = registry.read("t_seconds"_ba).at(0);
    QCOMPARE(merged.count, quint64(values.size()));
    for (const double q : {0.01, 0.5, 0.9, 0.95, 0.99, 0.999}) {
        const double exact = values[size_t(std::ceil(q * double(values.size()))) - 1];
        const double told = metrics::quantile(merged.buckets, {}, q);
        QVERIFY2(std::abs(told - exact) <= 0.03 * exact,
                 qPrintable(u"q %1: %2 instead of %3"_s.arg(q).arg(told).arg(exact)));
    }
}

void TestRegistry::quantileBetweenTwoReadings()
{
    metrics::Registry registry;
    registry.declare({"t_seconds"_ba, "x"_ba, Kind::Histogram});
    const auto histogram = registry.histogram("t_seconds"_ba);
    histogram.observe(100);
    const auto before = registry.read("t_seconds"_ba).at(0);
    QVERIFY(std::isnan(metrics::quantile(before.buckets, before.buckets, 0.5)));
    histogram.observe(0.1);
    const auto now = registry.read("t_seconds"_ba).at(0);
    QVERIFY(std::abs(metrics::quantile(now.buckets, before.buckets, 0.99) - 0.1) < 0.003);
    histogram.observe(0);
    histogram.observe(-1);
    histogram.observe(std::numeric_limits<double>::infinity());
    histogram.observe(std::numeric_limits<double>::quiet_NaN());
    QCOMPARE(registry.read("t_seconds"_ba).at(0).count, quint64(5));
}

void TestRegistry::threadsAddUp()
{
    metrics::Registry registry;
    registry.declare({"t_total"_ba, "x"_ba, Kind::Counter});
    registry.declare({"t_open"_ba, "x"_ba, Kind::Gauge});
    registry.declare({"t_seconds"_ba, "x"_ba, Kind::Histogram});
    constexpr int kThreads = 4;
    constexpr int kRounds = 20000;
    std::atomic<bool> done = false;
    std::thread reader([&] {
        double last = 0;
        while (!done) {
            for (const auto &series : registry.read("t_total"_ba)) {
                QVERIFY(series.value >= last);
                last = series.value;
            }
            registry.prometheusText();
        }
    });
    std::vector<std::thread> writers;
    for (int i = 0; i < kThreads; ++i) {
        writers.emplace_back([&registry] {
            const auto counter = registry.counter("t_total"_ba);
            const auto gauge = registry.gauge("t_open"_ba);
            const auto histogram = registry.histogram("t_seconds"_ba);
            for (int round = 0; round < kRounds; ++round) {
                counter.add();
                gauge.add(round % 2 == 0 ? 1 : -1);
                histogram.observe(double(round) * 1e-4);
            }
            gauge.add(1);
        });
    }
    for (auto &writer : writers)
        writer.join();
    done = true;
    reader.join();
    QCOMPARE(registry.read("t_total"_ba).at(0).value, double(kThreads * kRounds));
    QCOMPARE(registry.read("t_open"_ba).at(0).value, double(kThreads));
    QCOMPARE(registry.read("t_seconds"_ba).at(0).count, quint64(kThreads * kRounds));
}

void TestRegistry::endedThreadsKeepTheirCounts()
{
    metrics::Registry registry;
    registry.declare({"t_total"_ba, "x"_ba, Kind::Counter});
    for (int i = 0; i < 50; ++i)
        std::thread([&registry] { registry.counter("t_total"_ba).add(2); }).join();
    QCOMPARE(registry.read("t_total"_ba).at(0).value, 100.0);
}

void TestRegistry::labelOrderDoesNotMatter()
{
    metrics::Registry registry;
    registry.declare({"t_total"_ba, "x"_ba, Kind::Counter});
    registry.counter("t_total"_ba, {{"a"_ba, "1"_ba}, {"b"_ba, "2"_ba}}).add();
    registry.counter("t_total"_ba, {{"b"_ba, "2"_ba}, {"a"_ba, "1"_ba}}).add();
    const auto series = registry.read("t_total"_ba);
    QCOMPARE(series.size(), size_t(1));
    QCOMPARE(series.at(0).value, 2.0);
}

void TestRegistry::seriesBound()
{
    metrics::Registry registry;
    registry.declare({"t_total"_ba, "x"_ba, Kind::Counter});
    for (int i = 0; i < 1005; ++i)
        registry.counter("t_total"_ba, {{"n"_ba, QByteArray::number(i)}}).add();
    const auto series = registry.read("t_total"_ba);
    QCOMPARE(series.size(), size_t(1001));
    const auto isOverflow = [](const auto &each) { return each.labels[0].first == "overflow"; };
    const auto overflow = std::ranges::find_if(series, isOverflow);
    QVERIFY(overflow != series.end());
    QCOMPARE(overflow->value, 5.0);
    const auto counted = registry.read("signalbox_metric_series_overflow_total"_ba);
    QCOMPARE(counted.at(0).value, 5.0);
    QCOMPARE(counted.at(0).labels.at(0).second, "t_total"_ba);
}

void TestRegistry::wrongUseDoesNothing()
{
    metrics::Registry registry;
    registry.declare({"t_total"_ba, "x"_ba, Kind::Counter});
    registry.gauge("t_total"_ba).set(4);
    registry.counter("unknown_total"_ba).add();
    metrics::Histogram().observe(1);
    QVERIFY(registry.read("t_total"_ba).empty());
    QVERIFY(registry.read("unknown_total"_ba).empty());
}

void TestRegistry::textIsStableAndComplete()
{
    metrics::Registry registry;
    registry.declare({"z_total"_ba, "Last"_ba, Kind::Counter});
    registry.declare({"b_seconds"_ba, "Times"_ba, Kind::Histogram, {0.1, 1}});
    registry.declare({"a_unused_total"_ba, "Never counted"_ba, Kind::Counter});
    registry.counter("z_total"_ba, {{"k"_ba, "b"_ba}}).add(3);
    registry.counter("z_total"_ba, {{"k"_ba, "a\"\n"_ba}}).add();
    const auto histogram = registry.histogram("b_seconds"_ba);
    for (const double value : {0.1, 0.5, 7.0})
        histogram.observe(value);
    const QByteArray text = registry.prometheusText();
    QCOMPARE(text, registry.prometheusText());
    QVERIFY(text.contains("# HELP a_unused_total Never counted\n# TYPE a_unused_total counter\n"));
    QVERIFY(text.contains("b_seconds_bucket{le=\"0.1\"} 1\n"));
    QVERIFY(text.contains("b_seconds_bucket{le=\"1\"} 2\n"));
    QVERIFY(text.contains("b_seconds_bucket{le=\"+Inf\"} 3\n"));
    QVERIFY(text.contains("b_seconds_count 3\n"));
    QVERIFY(text.contains("z_total{k=\"a\\\"\\n\"} 1\nz_total{k=\"b\"} 3\n"));
    QVERIFY(text.indexOf("# HELP b_seconds") < text.indexOf("# HELP z_total"));
}

void TestRegistry::promtoolAccepts()
{
    const QString promtool = u"/usr/bin/promtool"_s;
    if (!QFile::exists(promtool))
        QFAIL("promtool is not installed");
    metrics::Registry registry;
    const metrics::ProcessMetrics process(registry);
    registry.declare({"http_requests_total"_ba, "Requests"_ba, Kind::Counter});
    registry.declare({"http_request_duration_seconds"_ba, "Time to answer"_ba, Kind::Histogram});
    registry.declare({"aside_total"_ba, "Nothing yet"_ba, Kind::Counter});
    registry.counter("http_requests_total"_ba, {{"path"_ba, "/a\\b"_ba}, {"status_code"_ba, "200"_ba}}).add();
    registry.histogram("http_request_duration_seconds"_ba, {{"path"_ba, "/a"_ba}}).observe(0.2);
    QProcess check;
    connect(&check, &QProcess::started, this, [&] {
        check.write(registry.prometheusText());
        check.closeWriteChannel();
    });
    check.setProcessChannelMode(QProcess::MergedChannels);
    check.start(promtool, {u"check"_s, u"metrics"_s});
    QTRY_COMPARE_WITH_TIMEOUT(check.state(), QProcess::NotRunning, 20000);
    const QByteArray said = check.readAll();
    QVERIFY2(check.exitCode() == 0 && said.isEmpty(), said.constData());
}

void TestRegistry::processFamilies()
{
    metrics::Registry registry;
    metrics::ProcessMetrics process(registry);
    const auto value = [&registry](const QByteArray &family) { return registry.read(family).at(0).value; };
    const auto now = double(QDateTime::currentSecsSinceEpoch());
    QVERIFY(std::abs(value("process_start_time_seconds"_ba) - now) < 600);
    QVERIFY(value("process_resident_memory_bytes"_ba) > 1e6);
    const double before = value("process_open_fds"_ba);
    QFile file(u"/proc/self/stat"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    process.collect();
    QCOMPARE(value("process_open_fds"_ba), before + 1);
    QVERIFY(registry.prometheusText().contains("# TYPE process_cpu_seconds_total counter"));
}

QTEST_GUILESS_MAIN(TestRegistry)
#include "tst_registry.moc"
