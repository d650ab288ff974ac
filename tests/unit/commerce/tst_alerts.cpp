#include "backend/platform/upstream/client.h"
#include "backend/services/commerce/alert_engine.h"
#include "backend/services/commerce/alert_webhook.h"
#include "backend/services/commerce/event_store.h"
#include "backend/services/commerce/metrics_query_store.h"
#include "tests/unit/commerce/memory_store.h"

#include <QTest>

#include <deque>

using namespace signalbox;
using namespace signalbox::commerce;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const core::WallTime kNow = core::wallTime(1767225600000);

std::vector<Alert> judged(qint64 successes, qint64 errors)
{
    AlertWindow window;
    window.providers[indexOf(ProviderId::Walmart)] = {successes, errors, 0, 0, 0};
    return firingAlerts(window, {}, kNow);
}

std::vector<Alert> judgedExpiry(core::milliseconds left, qint64 refusals = 0)
{
    AlertWindow window;
    window.providers[indexOf(ProviderId::Kroger)].refusals = refusals;
    CredentialDates dates;
    dates.expiry[indexOf(ProviderId::Kroger)] = kNow + left;
    return firingAlerts(window, dates, kNow);
}

QByteArray jsonOf(const Alert &alert)
{
    JsonWriter json;
    writeAlert(json, alert);
    return json.take();
}

/// Answers with the given statuses; 0 = no answer.
class ScriptedClient final : public upstream::Client
{
public:
    Task<Result<upstream::Reply>> send(upstream::Call call) override
    {
        calls.push_back(std::move(call));
        const int status = statuses.front();
        statuses.pop_front();
        if (status == 0)
            co_return fail(ErrorCode::Unavailable, PublicText());
        co_return upstream::Reply {status, {}, {}, 0ms, 1};
    }
    void close() override { }

    std::deque<int> statuses;
    std::vector<upstream::Call> calls;
};

Event requestEvent(const QByteArray &event, const QByteArray &id, core::WallTime at)
{
    return {EventTable::Request, log::Level::Info, kRouteFunction.toByteArray(), event, id, at,
            {{"totalLatencyMs", 10}, {"httpStatus", 200}}};
}

Event successEvent(const QByteArray &id, core::WallTime at)
{
    return {EventTable::Edge, log::Level::Info, kRouteFunction.toByteArray(), "provider_quote_success", id, at,
            {{"providerId", u"MEALME"_s}, {"latencyMs", 5}}};
}

bool namesNoQuotes(storage::Database &database)
{
    MetricsQueryStore store(database);
    const auto window = QCoro::waitFor(store.alertWindow(kNow));
    if (!window)
        qFatal("the window was not read");
    const auto alerts = firingAlerts(*window, {}, kNow);
    return !alerts.empty() && alerts.front().name == "NO_SUCCESSFUL_QUOTES";
}

} // namespace

class TestAlerts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorRates() // W12
    {
        QVERIFY(judged(18, 2).empty());
        QVERIFY(judged(0, 9).empty());
        QCOMPARE(jsonOf(judged(18, 3).at(0)),
                 R"({"name":"PROVIDER_ERROR_RATE","providerId":"WALMART_API","severity":"warning","value":0.1429,)"
                 R"("threshold":0.1,"since":"2026-01-01T00:00:00.000Z"})"_ba);
        QCOMPARE(judged(5, 5).at(0).severity, AlertSeverity::Warning);
        QCOMPARE(judged(5, 6).at(0).severity, AlertSeverity::Critical);
    }

    void latencies()
    {
        AlertWindow window;
        window.providers[indexOf(ProviderId::MealMe)] = {2, 0, 2, 10'000, 0};
        window.requests = 2;
        window.requestLatencyMs = 10'000;
        QVERIFY(firingAlerts(window, {}, kNow).empty());
        window.providers[indexOf(ProviderId::MealMe)].latencyMs = 10'001;
        window.requestLatencyMs = 10'002;
        const auto alerts = firingAlerts(window, {}, kNow);
        QCOMPARE(alerts.size(), 2U);
        QCOMPARE(alerts[0].provider, std::optional(ProviderId::MealMe));
        QCOMPARE(alerts[1].provider, std::nullopt);
        QCOMPARE(alerts[1].value, 5001.0);
    }

    void credentials()
    {
        QVERIFY(judgedExpiry(14 * 24h + 1ms).empty());
        QCOMPARE(judgedExpiry(14 * 24h).at(0).severity, AlertSeverity::Warning);
        QCOMPARE(judgedExpiry(-1ms).at(0).severity, AlertSeverity::Critical);
        const auto refused = judgedExpiry(400 * 24h, 3);
        QCOMPARE(refused.size(), 1U);
        QCOMPARE(refused[0].severity, AlertSeverity::Critical);
        QCOMPARE(refused[0].value, 3.0);
        QCOMPARE(expiryOf("2026-01-01"), std::optional(kNow));
        QCOMPARE(expiryOf("2026-01-01T02:00:00+02:00"), std::optional(kNow));
        QCOMPARE(expiryOf(""), std::nullopt);
    }

    void clearingNeedsTwoQuietEvaluations()
    {
        AlertEngine engine;
        QCOMPARE(engine.step(judged(5, 5)).raised.size(), 1U);
        QVERIFY(engine.step({}).cleared.empty());
        auto later = judged(5, 5);
        later[0].since = kNow + 1h;
        QVERIFY(engine.step(later).raised.empty());
        QCOMPARE(engine.active().at(0).since, kNow);
        QVERIFY(engine.step({}).cleared.empty());
        QCOMPARE(engine.active().size(), 1U);
        QCOMPARE(engine.step({}).cleared.size(), 1U);
        QVERIFY(engine.active().empty());
    }

    void aGraverAlertIsRaisedAgain()
    {
        AlertEngine engine;
        engine.step(judged(5, 5));
        const auto changes = engine.step(judged(4, 6));
        QCOMPARE(changes.raised.size(), 1U);
        QCOMPARE(changes.raised[0].severity, AlertSeverity::Critical);
        QCOMPARE(engine.active().size(), 1U);
    }

    void quotesThatAreMissing()
    {
        const auto database = memoryStore();
        QVERIFY(database);
        EventStore events(*database);
        QVERIFY(!namesNoQuotes(*database));
        // Quoted just before the window, answered inside it.
        QVERIFY(QCoro::waitFor(events.insert({successEvent("a", kNow - 5min - 2s),
                                              requestEvent("router_latency", "a", kNow - 5min + 1s)})));
        QVERIFY(!namesNoQuotes(*database));
        const auto other = memoryStore();
        QVERIFY(QCoro::waitFor(EventStore(*other).insert({successEvent("a", kNow - 5min - 2s),
                                                          requestEvent("router_latency", "b", kNow - 1min)})));
        QVERIFY(namesNoQuotes(*other));
    }

    void theRingOfAProcessWithoutADatabaseCountsTheSame()
    {
        const std::vector<Event> events {
            successEvent("a", kNow - 5min - 2s),  requestEvent("router_latency", "a", kNow - 5min + 1s),
            successEvent("b", kNow - 5min - 3s),  requestEvent("router_latency", "c", kNow - 1min),
            successEvent("c", kNow - 1min),       requestEvent("router_failure", "d", kNow - 1min),
            successEvent("old", kNow - 20min),    requestEvent("router_latency", "old", kNow - 20min),
            successEvent("later", kNow + 1min),
        };
        const auto database = memoryStore();
        QVERIFY(QCoro::waitFor(EventStore(*database).insert(events)));
        MemoryTables memory;
        for (const Event &event : events) {
            const auto row = EventRing::rowOf(event);
            QVERIFY(row);
            memory.events.append({&*row, 1});
        }
        const auto stored = QCoro::waitFor(MetricsQueryStore(*database).alertWindow(kNow));
        const auto kept = QCoro::waitFor(MetricsQueryStore(*database, &memory).alertWindow(kNow));
        QVERIFY(stored && kept);
        QCOMPARE(kept->requests, stored->requests);
        QCOMPARE(kept->requestLatencyMs, stored->requestLatencyMs);
        QCOMPARE(kept->recentRequests, stored->recentRequests);
        QCOMPARE(kept->recentSuccesses, stored->recentSuccesses);
        QCOMPARE(kept->recentSuccesses, qint64(2));
        for (size_t i = 0; i < kProviderCount; ++i) {
            QCOMPARE(kept->providers[i].successes, stored->providers[i].successes);
            QCOMPARE(kept->providers[i].timed, stored->providers[i].timed);
            QCOMPARE(kept->providers[i].latencyMs, stored->providers[i].latencyMs);
        }
    }

    void theWebhookIsTriedThreeTimes()
    {
        ScriptedClient client;
        client.statuses = {0, 500, 204};
        const Alert alert = judged(5, 5).at(0);
        QVERIFY(QCoro::waitFor(postAlert(client, core::systemClock(), QUrl(u"https://hooks.example/x"_s), alert,
                                         "alert_raised", {}, 1ms)));
        QCOMPARE(client.calls.size(), 3U);
        QCOMPARE(client.calls[2].body, jsonOf(alert));
        QCOMPARE(client.calls[2].method, "POST"_ba);
        client.statuses = {400, 400, 400, 204};
        QVERIFY(!QCoro::waitFor(postAlert(client, core::systemClock(), QUrl(u"https://hooks.example/x"_s), alert,
                                          "alert_raised", {}, 1ms)));
        QCOMPARE(client.calls.size(), 6U);
    }
};

QTEST_GUILESS_MAIN(TestAlerts)
#include "tst_alerts.moc"
