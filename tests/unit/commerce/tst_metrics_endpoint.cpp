#include "backend/platform/core/json_parse.h"
#include "backend/platform/cpu/pool.h"
#include "backend/platform/upstream/client.h"
#include "backend/services/commerce/alerts_watch.h"
#include "backend/services/commerce/metrics_endpoint.h"
#include "backend/services/commerce/metrics_query_store.h"
#include "backend/services/commerce/percentile.h"
#include "tests/unit/commerce/memory_store.h"
#include "tests/unit/commerce/metrics_rows.h"

#include <QJsonArray>
#include <QTest>

using namespace signalbox;
using namespace signalbox::commerce;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const core::WallTime kNow = core::wallTime(1767225600000);

class SetClock final : public core::Clock
{
public:
    core::WallTime wall() const override { return kNow; }
    core::SteadyTime steady() const override { return core::SteadyTime(); }
};

class NoClient final : public upstream::Client
{
public:
    Task<Result<upstream::Reply>> send(upstream::Call) override { co_return fail(ErrorCode::Internal, PublicText()); }
    void close() override { }
};

class NoCache final : public cluster::SharedCache
{
public:
    Task<Result<QByteArray>> getOrFetch(QByteArray, cluster::CacheFetch, CancelToken) override
    {
        co_return fail(ErrorCode::Internal, PublicText());
    }
    void forget(const QByteArray &) override { }
};

ConfigPtr mockConfig()
{
    auto config = std::make_shared<Config>();
    for (const ProviderId id : kAllProviders) {
        auto provider = std::make_shared<ProviderConfig>();
        provider->id = id;
        provider->enabled = id != ProviderId::Kroger;
        if (id == ProviderId::Walmart)
            provider->credentialsExpireAt = "2027-01-01";
        config->providers[indexOf(id)] = provider;
    }
    return config;
}

struct Bench
{
    Bench() : database(memoryStore()), worker(ports()) { }

    ServicePorts ports()
    {
        return {.client = client,
                .database = *database,
                .stores = cache,
                .products = cache,
                .tokens = cache,
                .rate = *rate,
                .metrics = metrics,
                .clock = clock,
                .pool = pool,
                .reputations = board,
                .processSecret = "contract-example-secret-32-bytes-min!",
                .providers = [](const ProviderPorts &) { return ProviderSet(); },
                .decisions = {},
                .alerts = &alerts};
    }

    http::Response get(const QByteArray &query)
    {
        auto request = std::make_shared<http::RequestContext>();
        request->requestId = "req_1767225600000_a1b2c3d4";
        request->head.query = query;
        return QCoro::waitFor(commerceMetrics(worker, request, nullptr));
    }

    SetClock clock;
    NoClient client;
    NoCache cache;
    std::unique_ptr<cluster::RateWindow> rate = cluster::makeRateWindow();
    metrics::Registry metrics;
    cpu::Pool pool {metrics, {.threads = 1}};
    ReputationBoard board;
    AlertBoard alerts;
    std::unique_ptr<storage::Database> database;
    WorkerContext worker;
};

} // namespace

class TestMetricsEndpoint : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void percentilesAreInterpolated()
    {
        const std::vector<ValueCount> values {{100, 1}, {200, 1}, {300, 1}, {400, 1}};
        QCOMPARE(percentile(values, 0.95).value_or(0), 385.0);
        QCOMPARE(percentile(values, 0).value_or(0), 100.0);
        QCOMPARE(percentile(values, 1).value_or(0), 400.0);
        const std::vector<ValueCount> counted {{10, 3}, {20, 1}};
        QCOMPARE(percentile(counted, 0.5).value_or(0), 10.0);
        QCOMPARE(percentile(counted, 0.9).value_or(0), 17.0);
        QCOMPARE(percentile({}, 0.95), std::nullopt);
    }

    void theRingOfAProcessWithoutADatabaseCountsTheSame()
    {
        const auto database = memoryStore();
        MemoryTables memory;
        EventStore store(*database);
        for (const auto age : {0min, 7min, 59min, 61min}) {
            const std::vector<Event> events = knownRows(kNow - age);
            QVERIFY(QCoro::waitFor(store.insert(events)));
            for (const Event &event : events) {
                if (const auto row = EventRing::rowOf(event))
                    memory.events.append({&*row, 1});
            }
        }
        const MetricsRange range = rangeOf(MetricsQuery(), kNow);
        const auto stored = QCoro::waitFor(MetricsQueryStore(*database).sections(range));
        const auto kept = QCoro::waitFor(MetricsQueryStore(*database, &memory).sections(range));
        QVERIFY(stored && kept);
        QCOMPARE(kept->providers, stored->providers);
        QCOMPARE(kept->requests, stored->requests);
        QCOMPARE(kept->series, stored->series);
        memory.events.prune(kNow + 1min);
        QCOMPARE(memory.events.size(), size_t(0));
    }

    void theRingIsBounded()
    {
        EventRing ring;
        const std::vector<EventRing::Row> rows(EventRing::kCapacity / 2 + 10);
        for (int i = 0; i < 3; ++i)
            ring.append(rows);
        QCOMPARE(ring.size(), EventRing::kCapacity);
    }

    void knownRowsGiveKnownNumbers()
    {
        Bench bench;
        EventStore events(*bench.database);
        QVERIFY(QCoro::waitFor(events.insert(knownRows(kNow - 10min))));
        QVERIFY(QCoro::waitFor(events.insert(knownRows(kNow - 61min))));
        const OrderOutcome outcome {u"o-1"_s, ProviderId::Kroger, OutcomeKind::Success, 4850, 30'000, 3, {}, {}, {}, {}};
        QVERIFY(QCoro::waitFor(bench.worker.outcomes.record(outcome, kNow)));
        bench.alerts.replace({{"NO_SUCCESSFUL_QUOTES", {}, AlertSeverity::Critical, 0, 1, kNow}});

        const http::Response response = bench.get({});
        QCOMPARE(response.status, 200);
        QVERIFY2(response.body.contains(kKnownWalmart), response.body.constData());
        QVERIFY2(response.body.contains(R"("MEALME":{"successCount":0,"errorCount":0,"errorRate":null,)"
                                        R"("avgLatencyMs":null,"p95LatencyMs":null,"selectionCount":0,)"
                                        R"("selectionShare":0,"avgTotalCents":null})"),
                 response.body.constData());
        QVERIFY2(response.body.contains(
                     R"("requests":{"count":2,"failedCount":1,"avgLatencyMs":200,"p95LatencyMs":290})"),
                 response.body.constData());
        const auto json = core::parseJsonObject(response.body);
        QVERIFY(json);
        QCOMPARE((*json)["windowSeconds"_L1].toInt(), 3600);
        const QJsonArray series = (*json)["series"_L1].toArray();
        QCOMPARE(series.size(), 12);
        QCOMPARE(series[10]["start"_L1].toString(), u"2025-12-31T23:50:00.000Z"_s);
        QCOMPARE(series[10]["requests"_L1].toInt(), 2);
        QCOMPARE(series[10]["providers"_L1]["WALMART_API"_L1]["errorRate"_L1].toDouble(), 0.2);
        QCOMPARE(series[9]["requests"_L1].toInt(), 0);
        QVERIFY(series[9]["providers"_L1]["WALMART_API"_L1]["errorRate"_L1].isNull());
        QCOMPARE((*json)["alerts"_L1][0]["severity"_L1].toString(), u"critical"_s);
        QCOMPARE((*json)["providerMetrics"_L1]["KROGER_API"_L1]["total_orders"_L1].toInt(), 1);
        QCOMPARE((*json)["requestId"_L1].toString(), u"req_1767225600000_a1b2c3d4"_s);
    }

    void theWatchTellsBoardLogAndGauges()
    {
        Bench bench;
        QVERIFY(QCoro::waitFor(EventStore(*bench.database)
                                   .insert({{EventTable::Request, log::Level::Info, kRouteFunction.toByteArray(),
                                             "router_latency", "req", kNow - 1min, {{"totalLatencyMs", 5}}}})));
        AlertsWatch watch(bench.worker);
        watch.apply(mockConfig(), 1);
        watch.probe();
        watch.evaluate();
        QTRY_COMPARE(bench.alerts.read()->size(), 1U);
        bench.worker.events.flush();
        QTRY_COMPARE(countOf(*bench.database, u"SELECT COUNT(*) FROM request_logs WHERE event = 'alert_raised' "
                                              "AND error_code = 'NO_SUCCESSFUL_QUOTES'"_s), 1);
        for (const metrics::SeriesValue &one : bench.metrics.read("commerce_provider_healthy"))
            QCOMPARE(one.value, one.labels.front().second == "KROGER_API" ? 0.0 : 1.0);
        QVERIFY(bench.metrics.prometheusText().contains(
            "commerce_credential_expiry_timestamp_seconds{provider=\"WALMART_API\"} 17987616"));
    }

    void parametersHaveLimits_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QByteArray>("problem");
        const QByteArray window =
            R"({"field":"windowSeconds","reason":"must be a whole number from 60 to 604800"})";
        const QByteArray bucket = R"({"field":"bucketSeconds","reason":"must be a whole number from 10 to 86400"})";
        QTest::newRow("bounds") << "windowSeconds=604800&bucketSeconds=86400"_ba << ""_ba;
        QTest::newRow("lowest") << "windowSeconds=60&bucketSeconds=10"_ba << ""_ba;
        QTest::newRow("long window") << "windowSeconds=604801"_ba << window;
        QTest::newRow("short window") << "windowSeconds=59"_ba << window;
        QTest::newRow("short bucket") << "bucketSeconds=9"_ba << bucket;
        QTest::newRow("no number") << "bucketSeconds=5m"_ba << bucket;
        QTest::newRow("empty") << "bucketSeconds="_ba << bucket;
        QTest::newRow("both") << "windowSeconds=-1&bucketSeconds=1.5"_ba << QByteArray(window + ',' + bucket);
    }

    void parametersHaveLimits()
    {
        QFETCH(QByteArray, query);
        QFETCH(QByteArray, problem);
        Bench bench;
        const http::Response response = bench.get(query);
        QCOMPARE(response.status, problem.isEmpty() ? 200 : 400);
        QVERIFY2(problem.isEmpty() || response.body.contains(QByteArray(R"("fields":[)" + problem + ']')),
                 response.body.constData());
    }
};

QTEST_GUILESS_MAIN(TestMetricsEndpoint)
#include "tst_metrics_endpoint.moc"
