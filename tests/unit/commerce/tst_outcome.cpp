#include "backend/services/commerce/outcome_request.h"
#include "backend/services/commerce/provider_metrics_store.h"
#include "backend/services/commerce/reputation_board.h"
#include "tests/unit/commerce/memory_store.h"

#include <QJsonDocument>
#include <QTest>

using namespace signalbox;
using namespace signalbox::commerce;
using namespace Qt::StringLiterals;

namespace {

const core::WallTime kNow = core::wallTime(1767225600000);

auto parse(const QByteArray &json)
{
    return parseOutcomeRequest(QJsonDocument::fromJson(json).object(), [](ProviderId) { return 0.03; });
}

QByteArray problemsOf(const QByteArray &json)
{
    const auto parsed = parse(json);
    QByteArray names;
    if (!parsed) {
        for (const auto &[field, reason] : parsed.error())
            names += field + ' ';
    }
    return names.trimmed();
}

OrderOutcome outcomeOf(const QString &order, OutcomeKind kind, qint64 cents)
{
    OrderOutcome outcome;
    outcome.orderId = order;
    outcome.provider = ProviderId::Kroger;
    outcome.kind = kind;
    outcome.valueCents = cents;
    outcome.commissionMicros = 30000;
    return outcome;
}

} // namespace

class TestOutcome : public QObject
{
    Q_OBJECT

private:
    template <class T>
    T get(Task<Result<T>> task)
    {
        Result<T> result = QCoro::waitFor(std::move(task));
        if (!result)
            qFatal("the store failed: %s", qPrintable(result.error().detail.text()));
        return std::move(*result);
    }

private Q_SLOTS:
    void theContractsExample() // W11
    {
        const auto parsed = parse(
            R"({"orderId":"o-1","providerId":"kroger","itemsOrdered":3,"wasSuccessful":true,)"
            R"("totalValue":48.5,"commissionRate":0.03})");
        QVERIFY(parsed);
        ProviderMetrics metrics;
        metrics.provider = parsed->provider;
        addOutcome(metrics, *parsed, "2026-01-01T00:00:00.000Z");
        core::JsonWriter json;
        writeProviderMetrics(json, metrics);
        QCOMPARE(json.take(),
                 R"({"provider_id":"KROGER_API","provider_name":"Kroger Direct","total_orders":1,)"
                 R"("successful_orders":1,"failed_orders":0,"cancelled_orders":0,)"
                 R"("total_gmv":48.50,"total_commission":1.4550,"success_rate":100.00,)"
                 R"("avg_margin_rate":3.00,"last_order_at":"2026-01-01T00:00:00.000Z",)"
                 R"("updated_at":"2026-01-01T00:00:00.000Z"})"_ba);
        QCOMPARE(reliabilityScore(metrics.successRate()), 100);
    }

    void onlySuccessesEarnAndCancellationsDoNotCount()
    {
        ProviderMetrics metrics;
        addOutcome(metrics, outcomeOf(u"1"_s, OutcomeKind::Cancelled, 1000), "t");
        QCOMPARE(metrics.successRate(), std::nullopt);
        QCOMPARE(metrics.marginRate(), std::nullopt);
        QCOMPARE(metrics.totalOrders, 1);
        addOutcome(metrics, outcomeOf(u"2"_s, OutcomeKind::Failed, 1000), "t");
        QCOMPARE(metrics.successRate(), std::optional(0));
        addOutcome(metrics, outcomeOf(u"3"_s, OutcomeKind::Success, 333), "t");
        addOutcome(metrics, outcomeOf(u"4"_s, OutcomeKind::Success, 333), "t");
        QCOMPARE(metrics.successRate(), std::optional(6667));
        QCOMPARE(metrics.gmvCents, 666);
        QCOMPARE(metrics.commission4, 2 * 999);
        QCOMPARE(metrics.cancelledOrders, 1);
    }

    void commissionOfLargeAmountsFits()
    {
        QCOMPARE(commissionOf(4850, 30000), 14550);
        QCOMPARE(commissionOf(100'000'000'000, 1'000'000), 10'000'000'000'000);
        QCOMPARE(commissionOf(1, 5000), 1); // half of a ten-thousandth, up
    }

    void everyProblemIsNamed()
    {
        QCOMPARE(problemsOf("{}"), "orderId providerId itemsOrdered wasSuccessful"_ba);
        QCOMPARE(problemsOf(
                     R"({"orderId":"","providerId":"amazon","itemsOrdered":0,"wasSuccessful":"yes","totalValue":-1,)"
                     R"("commissionRate":1.5,"actualDeliveryTime":0,"itemsDelivered":-1,"userRating":6,)"
                     R"("issues":["noise"]})"),
                 "orderId providerId itemsOrdered wasSuccessful totalValue commissionRate actualDeliveryTime "
                 "itemsDelivered userRating issues"_ba);
    }

    void cancelledWinsAndNamesComeInAnyCase()
    {
        const auto parsed = parse(
            R"({"orderId":"o","providerId":"WalMart","itemsOrdered":1,"wasSuccessful":true,"wasCancelled":true,)"
            R"("issues":["other","other"]})");
        QVERIFY(parsed);
        QCOMPARE(parsed->provider, ProviderId::Walmart);
        QCOMPARE(parsed->kind, OutcomeKind::Cancelled);
        QCOMPARE(parsed->commissionMicros, 30000);
        QCOMPARE(parsed->issues, QStringList {u"other"_s});
        QVERIFY(parse(R"({"orderId":"o","providerId":"MEALME","itemsOrdered":1,"wasCancelled":true})"));
    }

    void anOrderIsCountedOnce()
    {
        const auto database = memoryStore();
        QVERIFY(database);
        ProviderMetricsStore store(*database);
        OrderOutcome outcome = outcomeOf(u"o-1"_s, OutcomeKind::Success, 4850);
        outcome.issues = {u"late_delivery"_s};
        const RecordedOutcome first = get(store.record(outcome, kNow));
        QVERIFY(!first.replayed);
        QCOMPARE(first.metrics.commission4, 14550);
        outcome.kind = OutcomeKind::Failed;
        const RecordedOutcome again = get(store.record(outcome, kNow));
        QVERIFY(again.replayed);
        QCOMPARE(again.metrics, first.metrics);
        outcome.provider = ProviderId::MealMe;
        QVERIFY(!get(store.record(outcome, kNow)).replayed);

        const auto all = get(store.all());
        QCOMPARE(all.size(), 2U);
        QVERIFY(std::ranges::find(all, first.metrics) != all.end());
    }

    void outcomesAtTheSameTimeAllCount()
    {
        const auto database = memoryStore();
        QVERIFY(database);
        ProviderMetricsStore store(*database);
        std::vector<Task<Result<RecordedOutcome>>> tasks;
        for (int i = 0; i < 20; ++i)
            tasks.push_back(store.record(outcomeOf(QString::number(i % 10), OutcomeKind::Success, 1), kNow));
        int replayed = 0;
        for (auto &task : tasks)
            replayed += get(std::move(task)).replayed ? 1 : 0;
        QCOMPARE(replayed, 10);
        QCOMPARE(get(store.all()).front().totalOrders, 10);
        QCOMPARE(get(store.all()).front().gmvCents, 10);
    }

    void theBoardKeepsTheNewestNews()
    {
        ReputationBoard board;
        board.update(ProviderId::Kroger, {9000, 300}, 10);
        board.update(ProviderId::Kroger, {5000, 100}, 9);
        board.update(ProviderId::Walmart, {8000, {}}, 1);
        QCOMPARE(board.read()[indexOf(ProviderId::Kroger)], (Reputation {9000, 300}));
        QCOMPARE(board.read()[indexOf(ProviderId::Walmart)], (Reputation {8000, {}}));
        QCOMPARE(board.read()[indexOf(ProviderId::MealMe)], Reputation());
    }
};

QTEST_GUILESS_MAIN(TestOutcome)
#include "tst_outcome.moc"
