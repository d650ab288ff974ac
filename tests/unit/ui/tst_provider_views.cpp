#include "ui/pages/providers/decision_rows.h"
#include "ui/pages/providers/hourly_requests.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/providers/provider_words.h"

#include <QDateTime>
#include <QTest>

#include <cmath>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::pages;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kHour = 60 * kMinute;

protocol::ProviderState provider()
{
    protocol::ProviderState state;
    state.id = u"KROGER_API"_s;
    state.name = u"Kroger Direct"_s;
    state.enabled = true;
    state.healthy = true;
    state.mode = protocol::ProviderMode::Live;
    state.at = core::wallTime(1'790'000'000'000);
    return state;
}

const kit::Cell &cell(const kit::Row &row, const QByteArray &id)
{
    const std::vector<kit::Column> columns = ProviderRows::columns();
    return row.cells[std::size_t(std::ranges::find(columns, id, &kit::Column::id) - columns.begin())];
}

protocol::Candidate candidate(const QString &id, const QString &name, double total)
{
    protocol::Candidate one;
    one.providerId = id;
    one.name = name;
    one.totalCents = 2933;
    one.etaMinutes = 90;
    one.breakdown = protocol::ScoreBreakdown {.priorityScore = 60, .priceScore = 100, .speedScore = 52, .availabilityScore = 95,
                                              .marginScore = 67, .reliabilityScore = 50, .weightedTotal = total, .weights = {}, .explanation = {}};
    return one;
}

} // namespace

class TstProviderViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDayHas24HoursOfTheLocalClock()
    {
        const qint64 now = QDateTime(QDate(2026, 1, 31), QTime(14, 18, 52)).toMSecsSinceEpoch();
        const std::vector<qint64> starts = hourStarts(now);
        QCOMPARE(starts.size(), std::size_t(24));
        QCOMPARE(QDateTime::fromMSecsSinceEpoch(starts.back()), QDateTime(QDate(2026, 1, 31), QTime(14, 0)));
        QCOMPARE(starts.front(), starts.back() - 23 * kHour);
    }

    void requestsAreRatesTimesTheirTime()
    {
        const std::vector<QPointF> rates {{0, 2}, {kMinute, 3}, {2 * kMinute, std::nan("")}, {3 * kMinute, 1}};
        QCOMPARE(requestsBetween(rates, 0, kHour), 2 * 60 + 3 * 60 + 60.0);
        // The minute that is not over counts as far as it went.
        QCOMPARE(requestsBetween(rates, 0, kMinute + 20'000), 2 * 60 + 3 * 20.0);
        QCOMPARE(requestsBetween(rates, 30'000, kMinute), 60.0);
        QVERIFY(std::isnan(requestsBetween(rates, 2 * kMinute, 3 * kMinute)));
        QVERIFY(std::isnan(requestsBetween({}, 0, kHour)));
    }

    void credentialsAreToldByWordAndShape()
    {
        const auto told = [](const protocol::ProviderState &state) {
            const kit::Row row = ProviderRows::row(state, 12);
            return std::pair(cell(row, "credentials").health, cell(row, "credentials").text);
        };
        protocol::ProviderState state = provider();
        QCOMPARE(told(state), std::pair(kit::Health::Well, u"present"_s));
        state.credentialsExpireAt = state.at + 5 * 24h;
        QCOMPARE(told(state).first, kit::Health::Degraded);
        QVERIFY(told(state).second.contains(u'5'));
        state.credentialsExpireAt = state.at - 1h;
        QCOMPARE(told(state).first, kit::Health::Down);
        state.reason = u"AUTH_FAILED"_s;
        state.healthy = false;
        QCOMPARE(told(state), std::pair(kit::Health::Down, u"refused"_s));
        state.mode = protocol::ProviderMode::Mock;
        state.reason.clear();
        QCOMPARE(told(state), std::pair(kit::Health::Unknown, u"not used"_s));
    }

    void aBreakerTellsWhyItOpened()
    {
        protocol::ProviderState state = provider();
        state.breaker = {protocol::BreakerState::Open, 3, u"time-outs"_s, core::wallTime(1'790'000'000'000)};
        const kit::Row row = ProviderRows::row(state, qQNaN());
        QCOMPARE(cell(row, "breaker").health, kit::Health::Down);
        QCOMPARE(cell(row, "breaker").text, u"open"_s);
        QVERIFY(cell(row, "breaker").tip.contains(u'3') && cell(row, "breaker").tip.contains(u"time-outs"_s));
        QCOMPARE(cell(row, "requests").text, u"–"_s);
    }

    void aDecisionTellsItsRunnerUpAndWhoFailed()
    {
        protocol::Decision decision;
        decision.requestId = u"req_1"_s;
        decision.chosen = u"WALMART_API"_s;
        decision.chosenName = u"Walmart Direct"_s;
        decision.score = 141.2;
        decision.candidates = {candidate(u"WALMART_API"_s, u"Walmart Direct"_s, 141.2), candidate(u"MEALME"_s, u"MealMe MCP"_s, 117.8)};
        protocol::Candidate failed;
        failed.providerId = u"KROGER_API"_s;
        failed.name = u"Kroger Direct"_s;
        failed.errorCode = u"TIMEOUT"_s;
        decision.candidates.push_back(failed);
        const kit::Row row = DecisionRows::row(decision);
        QCOMPARE(row.cells[4].text, u"MealMe  \u221223.40"_s);
        QCOMPARE(row.cells[7].text, u"Kroger: timed out"_s);
        QVERIFY(row.cells[7].alarming);

        const std::vector<kit::Row> rows = DecisionRows::candidates(decision);
        QCOMPARE(rows.size(), std::size_t(3));
        QCOMPARE(rows[0].cells[5].tip, u"100 × 0.30 = 30.00"_s);
        QCOMPARE(rows[2].cells.back().text, u"timed out"_s);
    }

    void theWhyFollowsTheScores()
    {
        const protocol::Candidate one = candidate(u"WALMART_API"_s, u"Walmart Direct"_s, 141.2);
        const QString why = whyText(one);
        for (const QString &strong : {u"preferred partner"_s, u"low price"_s, u"most items available"_s})
            QVERIFY2(why.contains(strong), qPrintable(why));
        QVERIFY(!why.contains(u"fast delivery"_s) && !why.contains(u"good terms"_s));
        QCOMPARE(quoteFailureText(u"HTTP_503"_s), u"answers with status 503"_s);
        QCOMPARE(quoteFailureText(u"SOMETHING_NEW"_s), u"SOMETHING_NEW"_s);
    }
};

QTEST_MAIN(TstProviderViews)
#include "tst_provider_views.moc"
