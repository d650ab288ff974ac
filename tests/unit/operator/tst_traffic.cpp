#include "backend/operator/server/traffic_watch.h"
#include "fake_gateway.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace signalbox;
using namespace signalbox::server;

namespace {

const QByteArray kDuration = "http_request_duration_seconds";
const core::WallTime kStart = core::wallTime(1'767'225'600'000); // 2026-01-01T00:00:00Z

/// Both clocks stand still until they are moved.
class ManualClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return kStart + m_passed; }
    core::SteadyTime steady() const override { return core::SteadyTime(1000s) + m_passed; }
    void advance(core::milliseconds by) { m_passed += by; }

private:
    core::milliseconds m_passed{0};
};

/// Counts as the pipeline and the upstream client do.
class Traffic
{
public:
    explicit Traffic(metrics::Registry &registry)
        : m_registry(registry)
    {
        registry.declare({kDuration, "d", metrics::Kind::Histogram});
        registry.declare({"signalbox_upstream_requests_total", "r", metrics::Kind::Counter});
        registry.declare({"signalbox_upstream_retries_total", "r", metrics::Kind::Counter});
        registry.declare({"signalbox_upstream_failures_total", "f", metrics::Kind::Counter});
    }

    void request(const QByteArray &operation, int status, double ms, int times = 1,
                 const QByteArray &service = "commerce")
    {
        const auto histogram = m_registry.histogram(kDuration,
                                                    {{"method", "POST"},
                                                     {"path", operation},
                                                     {"status_code", QByteArray::number(status)},
                                                     {"service", service}});
        for (int i = 0; i < times; ++i)
            histogram.observe(ms / 1000);
    }

    void upstream(const QByteArray &name, quint64 calls, const QByteArray &failure = {}, quint64 failures = 0)
    {
        m_registry.counter("signalbox_upstream_requests_total", {{"upstream", name}, {"result", "2xx"}}).add(calls);
        if (failures > 0)
            m_registry.counter("signalbox_upstream_failures_total", {{"upstream", name}, {"type", failure}})
                .add(failures);
    }

private:
    metrics::Registry &m_registry;
};

protocol::OperationRed find(const protocol::TrafficOperations &all, const QString &operation)
{
    for (const protocol::OperationRed &red : all.items) {
        if (red.operation == operation)
            return red;
    }
    return {};
}

qint64 sum(const std::vector<std::optional<qint64>> &counts)
{
    qint64 all = 0;
    for (const auto &count : counts)
        all += count.value_or(0);
    return all;
}

} // namespace

/// What the Traffic documents count.
class TstTraffic : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fakes = std::make_unique<test::FakePorts>();
        m_clock = std::make_unique<ManualClock>();
        m_traffic = std::make_unique<Traffic>(m_fakes->metrics);
    }

    void operationsCoverTheLastMinute()
    {
        m_traffic->request("/old", 200, 5);
        const OperatorPorts ports = portsNow();
        TrafficWatch watch(ports);
        for (int i = 0; i < 12; ++i)
            pass(watch, 10s);
        m_traffic->request("/a", 200, 10, 90);
        m_traffic->request("/a", 404, 10, 6);
        m_traffic->request("/a", 503, 900, 4);
        pass(watch, 5s);

        const protocol::TrafficOperations operations = watch.operations();
        QVERIFY2(operations.windowMs >= 55'000 && operations.windowMs <= 70'000,
                 qPrintable(QString::number(operations.windowMs)));
        QCOMPARE(operations.items.front().operation, u"/a"_s);
        const protocol::OperationRed a = find(operations, u"/a"_s);
        QCOMPARE(a.service, u"commerce"_s);
        QCOMPARE(a.method, u"POST"_s);
        QCOMPARE(a.requests, 100);
        QCOMPARE(a.ratePerSec, 100.0 * 1000 / double(operations.windowMs));
        QCOMPARE(*a.error4xx, 0.06);
        QCOMPARE(*a.error5xx, 0.04);
        QVERIFY(qAbs(*a.p50Ms - 10) < 0.4 && qAbs(*a.p95Ms - 10) < 0.4);
        QVERIFY(qAbs(*a.p99Ms - 900) < 30);
        const protocol::OperationRed old = find(operations, u"/old"_s);
        QCOMPARE(old.requests, 0);
        QVERIFY2(!old.p95Ms && !old.error5xx, "an idle operation has no shares and no latency");

        // A minute later nothing of it is left.
        for (int i = 0; i < 7; ++i)
            pass(watch, 10s);
        QCOMPARE(find(watch.operations(), u"/a"_s).requests, 0);
    }

    void aYoungGatewayHasAShortWindow()
    {
        const OperatorPorts ports = portsNow();
        TrafficWatch watch(ports);
        m_traffic->request("/a", 200, 10, 8);
        pass(watch, 4s);
        QCOMPARE(watch.operations().windowMs, 4000);
        QCOMPARE(find(watch.operations(), u"/a"_s).ratePerSec, 2.0);
    }

    void historyCountsEachTenSecondsOnce()
    {
        const OperatorPorts ports = portsNow();
        TrafficWatch watch(ports);
        m_traffic->upstream("kroger", 7, "timeout", 3);
        pass(watch, 1s);
        QCOMPARE(sum(read(watch, "upstream.kroger.calls", 1min)), 0);
        pass(watch, 9s);
        m_traffic->upstream("kroger", 5, "tls", 1);
        pass(watch, 10s);
        pass(watch, 10s);
        const auto calls = read(watch, "upstream.kroger.calls", 30s);
        QCOMPARE(calls, (std::vector<std::optional<qint64>>{7, 5, 0}));
        QCOMPARE(sum(read(watch, "upstream.kroger.failed.timeout", 30s)), 3);
        const auto tls = read(watch, "upstream.kroger.failed.tls", 30s);
        QVERIFY2(!tls.front(), "nothing was known of it then");
        QCOMPARE(tls[1], 1);
    }

    void bandsAndPayments()
    {
        const OperatorPorts ports = portsNow();
        TrafficWatch watch(ports);
        m_traffic->request("/functions/v1/loopgpt_confirm_order", 200, 40, 9);
        m_traffic->request("/loopgpt_confirm_order", 502, 12'000, 1);
        m_traffic->request("/loopgpt_confirm_order", 402, 0.5, 2);
        m_traffic->request("/loopgpt_route_order", 200, 40, 5);
        m_traffic->request("/loopgpt_confirm_order", 200, 40, 5, "shop");
        pass(watch, 10s);
        QCOMPARE(sum(read(watch, "payments.commerce.all", 20s)), 12);
        QCOMPARE(sum(read(watch, "payments.commerce.ok", 20s)), 9);
        QVERIFY2(watch.history()->names("payments.shop").empty(), "only services that sell have payments");
        QCOMPARE(bandSeries("commerce", 5), "latency.commerce.50"_ba);
        QCOMPARE(bandSeries("commerce", kBands - 1), "latency.commerce.over"_ba);
        QCOMPARE(sum(read(watch, bandSeries("commerce", 0), 20s)), 2);
        QCOMPARE(sum(read(watch, bandSeries("commerce", 5), 20s)), 14);
        QCOMPARE(sum(read(watch, bandSeries("commerce", kBands - 1), 20s)), 1);
        QCOMPARE(sum(read(watch, bandSeries("shop", 5), 20s)), 5);
    }

    void historySurvivesARestartAndShowsTheGap()
    {
        {
            const OperatorPorts ports = portsNow();
            TrafficWatch watch(ports);
            m_traffic->upstream("kroger", 60);
            pass(watch, 10s);
        }
        m_clock->advance(30s); // nobody counts
        metrics::Registry fresh;
        const OperatorPorts ports = portsNow(&fresh);
        Traffic again(fresh);
        TrafficWatch watch(ports);
        again.upstream("kroger", 4);
        pass(watch, 10s);
        const auto calls = read(watch, "upstream.kroger.calls", 50s);
        QCOMPARE(calls, (std::vector<std::optional<qint64>>{60, std::nullopt, std::nullopt, std::nullopt, 4}));
    }

    void stepsAreRoundAndFew_data()
    {
        QTest::addColumn<int>("minutes");
        QTest::addColumn<int>("step");
        QTest::newRow("10 min") << 10 << 10;
        QTest::newRow("1 h") << 60 << 30;
        QTest::newRow("24 h") << 24 * 60 << 1200;
        QTest::newRow("7 d") << 7 * 24 * 60 << 7200;
        QTest::newRow("30 d") << 30 * 24 * 60 << 21600;
        QTest::newRow("a year is cut to 30 d") << 365 * 24 * 60 << 21600;
    }

    void stepsAreRoundAndFew()
    {
        QFETCH(int, minutes);
        QFETCH(int, step);
        const TrafficHistory history(m_fakes->traffic, kStart);
        const HistorySpan span = history.spanOf(kStart - std::chrono::minutes(minutes), kStart);
        QCOMPARE(span.step, core::milliseconds(std::chrono::seconds(step)));
        QVERIFY(span.count <= 121);
        QCOMPARE(span.from.time_since_epoch() % span.step, 0ms);
        QVERIFY(span.step % span.fine == 0ms);
    }

    /// Sums are right at every distance, the running step included.
    void sumsAreRightHoweverFarBack()
    {
        const OperatorPorts ports = portsNow();
        TrafficWatch watch(ports);
        quint64 calls = 0;
        for (int i = 0; i < 6 * 60 * 4; ++i) { // four hours
            m_traffic->upstream("kroger", 3);
            calls += 3;
            pass(watch, 10s);
        }
        QCOMPARE(sum(read(watch, "upstream.kroger.calls", 10min)), 60 * 3);
        QCOMPARE(sum(read(watch, "upstream.kroger.calls", 4h)), qint64(calls));
        QCOMPARE(sum(read(watch, "upstream.kroger.calls", 72h)), qint64(calls));
    }

private:
    OperatorPorts portsNow(metrics::Registry *registry = nullptr)
    {
        return {.gateway = m_fakes->gateway,
                .catalogue = m_fakes->catalogue,
                .settings = m_fakes->settings,
                .metrics = registry ? *registry : m_fakes->metrics,
                .requests = m_fakes->requests,
                .traffic = &m_fakes->traffic,
                .clock = *m_clock};
    }

    void pass(TrafficWatch &watch, core::milliseconds time)
    {
        m_clock->advance(time);
        watch.tick();
    }

    std::vector<std::optional<qint64>> read(const TrafficWatch &watch, const QByteArray &name,
                                            core::milliseconds back) const
    {
        const TrafficHistory &history = *watch.history();
        return history.read(name, history.spanOf(m_clock->wall() - back, m_clock->wall()));
    }

    std::unique_ptr<test::FakePorts> m_fakes;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<Traffic> m_traffic;
};

QTEST_GUILESS_MAIN(TstTraffic)
#include "tst_traffic.moc"
