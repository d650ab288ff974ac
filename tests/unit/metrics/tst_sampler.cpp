#include "backend/platform/metrics/sampler.h"

#include <QTest>

#include <cmath>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using metrics::Kind;
using metrics::Labels;

class TestSampler : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void redOfAService();
    void windowForgets();
    void valueSumsGauges();

private:
    static double valueOf(const std::vector<metrics::Sample> &samples, const QByteArray &name)
    {
        for (const auto &sample : samples) {
            if (sample.name == name)
                return sample.value;
        }
        return -1;
    }

    static void declare(metrics::Registry &registry)
    {
        registry.declare({"http_requests_total"_ba, "x"_ba, Kind::Counter});
        registry.declare({"http_request_duration_seconds"_ba, "x"_ba, Kind::Histogram});
    }

    static void request(metrics::Registry &registry, const QByteArray &service, const QByteArray &code, double seconds)
    {
        const Labels labels {{"service"_ba, service}, {"status_code"_ba, code}};
        registry.counter("http_requests_total"_ba, labels).add();
        registry.histogram("http_request_duration_seconds"_ba, labels).observe(seconds);
    }
};

void TestSampler::redOfAService()
{
    metrics::Registry registry;
    declare(registry);
    metrics::Sampler sampler(registry, metrics::serviceRed("shop"_ba));
    const core::SteadyTime start {};
    request(registry, "shop"_ba, "500"_ba, 9);
    QVERIFY(std::isnan(valueOf(sampler.take(start), "shop.rate"_ba)));
    for (int i = 0; i < 16; ++i)
        request(registry, "shop"_ba, "200"_ba, 0.1);
    for (int i = 0; i < 3; ++i)
        request(registry, "shop"_ba, "404"_ba, 0.1);
    request(registry, "shop"_ba, "503"_ba, 2);
    request(registry, "aurora"_ba, "500"_ba, 30);
    const auto samples = sampler.take(start + 2s);
    QCOMPARE(valueOf(samples, "shop.rate"_ba), 10.0);
    QCOMPARE(valueOf(samples, "shop.share4xx"_ba), 0.15);
    QCOMPARE(valueOf(samples, "shop.share5xx"_ba), 0.05);
    QVERIFY(std::abs(valueOf(samples, "shop.p50"_ba) - 0.1) < 0.003);
    QVERIFY(std::abs(valueOf(samples, "shop.p99"_ba) - 2) < 0.06);
    const auto idle = sampler.take(start + 3s);
    QCOMPARE(valueOf(idle, "shop.rate"_ba), 0.0);
    QVERIFY(std::isnan(valueOf(idle, "shop.share5xx"_ba)));
    QVERIFY(std::isnan(valueOf(idle, "shop.p95"_ba)));
}

void TestSampler::windowForgets()
{
    metrics::Registry registry;
    declare(registry);
    metrics::Sampler sampler(registry, metrics::serviceRed("shop"_ba, 60s));
    const core::SteadyTime start {};
    sampler.take(start);
    request(registry, "shop"_ba, "500"_ba, 1);
    double share = 0;
    for (int second = 1; second <= 50; ++second)
        share = valueOf(sampler.take(start + std::chrono::seconds(second)), "shop.share5xx"_ba);
    QCOMPARE(share, 1.0);
    for (int second = 51; second <= 75; ++second) {
        request(registry, "shop"_ba, "200"_ba, 1);
        share = valueOf(sampler.take(start + std::chrono::seconds(second)), "shop.share5xx"_ba);
    }
    QCOMPARE(share, 0.0);
}

void TestSampler::valueSumsGauges()
{
    metrics::Registry registry;
    registry.declare({"signalbox_queue_depth"_ba, "x"_ba, Kind::Gauge});
    registry.gauge("signalbox_queue_depth"_ba, {{"queue"_ba, "a"_ba}}).set(3);
    registry.gauge("signalbox_queue_depth"_ba, {{"queue"_ba, "b"_ba}}).set(4);
    const QByteArray depth = "signalbox_queue_depth"_ba;
    metrics::Sampler sampler(registry,
                             {{"all"_ba, depth, {}, metrics::SampleKind::Value},
                              {"b"_ba, depth, {{"queue"_ba, "b"_ba}}, metrics::SampleKind::Value}});
    const auto samples = sampler.take({});
    QCOMPARE(samples.at(0).value, 7.0);
    QCOMPARE(samples.at(1).value, 4.0);
}

QTEST_GUILESS_MAIN(TestSampler)
#include "tst_sampler.moc"
