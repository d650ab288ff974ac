#include "backend/services/commerce/mock_quotes.h"
#include "backend/services/commerce/scoring.h"

#include <QTest>

using namespace signalbox::commerce;
using namespace Qt::StringLiterals;

namespace {

constexpr std::array kPriorities {50, 40, 60, 60};
constexpr std::array kCommissions {0.03, 0.02, 0.03, 0.03};

ProviderConfig configOf(ProviderId id)
{
    ProviderConfig config;
    config.id = id;
    config.priority = kPriorities[indexOf(id)];
    config.commissionRate = kCommissions[indexOf(id)];
    return config;
}

QuoteRequest cartOf(const std::vector<qint64> &quantitiesMilli)
{
    QuoteRequest request;
    for (size_t i = 0; i < quantitiesMilli.size(); ++i)
        request.items.push_back({QString::number(i), u"Item"_s, quantitiesMilli[i], u"pcs"_s, {}});
    return request;
}

std::vector<ScoreInput> mockInputs(const std::vector<qint64> &quantitiesMilli, const std::vector<ProviderId> &ids)
{
    const QuoteRequest request = cartOf(quantitiesMilli);
    std::vector<ScoreInput> inputs;
    for (const ProviderId id : ids)
        inputs.push_back(scoreInputOf(mockQuote(request, configOf(id)), configOf(id), {}, request.items.size()));
    return inputs;
}

const std::vector kFour {ProviderId::MealMe, ProviderId::Instacart, ProviderId::Kroger, ProviderId::Walmart};

} // namespace

class TestScoring : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGuidesVerificationRequest() // contract 5.1
    {
        const auto inputs = mockInputs({2000}, kFour);
        const auto scores = scoreAll(inputs, effectiveWeights({}, Optimize::Balanced));
        const auto is = [&](ProviderId id, int price, int speed, int margin, qint64 total4) {
            const Score &score = scores[indexOf(id)];
            QCOMPARE(score.price, price);
            QCOMPARE(score.speed, speed);
            QCOMPARE(score.margin, margin);
            QCOMPARE(score.availability, 100);
            QCOMPARE(score.reliability, 50);
            QCOMPARE(score.total4, total4);
        };
        is(ProviderId::MealMe, 12, 100, 96, 1178000);
        is(ProviderId::Instacart, 65, 85, 0, 1022500);
        is(ProviderId::Kroger, 0, 0, 100, 1100000);
        is(ProviderId::Walmart, 100, 52, 67, 1412000);
        QCOMPARE(rank(inputs, scores, false), (std::vector<size_t> {3, 0, 2, 1}));
        QCOMPARE(shownScore(scores[3].total4), 141.2);
        QCOMPARE(explanationOf(ProviderId::Walmart, scores[3]),
                 u"Walmart Direct is the best match: preferred partner, low price, every item available."_s);
    }

    void pricePreferenceWithThreeProviders() // W2
    {
        const auto inputs =
            mockInputs({1500, 2000}, {ProviderId::MealMe, ProviderId::Instacart, ProviderId::Walmart});
        QCOMPARE(inputs[0].totalCents, 5410);
        QCOMPARE(inputs[1].totalCents, 4943);
        QCOMPARE(inputs[2].totalCents, 4537);
        const Weights weights = effectiveWeights({}, Optimize::Price);
        QCOMPARE(weights.price, 600'000);
        QCOMPARE(weights.speed, 75'000);
        QCOMPARE(weights.margin, 100'000);
        const auto scores = scoreAll(inputs, weights);
        QCOMPARE(scores[2].total4, 1559000);
        QCOMPARE(scores[2].margin, 59);
        QCOMPARE(scores[1].total4, 1069750);
        QCOMPARE(shownScore(scores[1].total4), 106.98);
        QCOMPARE(scores[0].total4, 975000);
    }

    void oneProviderLess() // W5
    {
        const auto inputs = mockInputs({4000}, {ProviderId::MealMe, ProviderId::Instacart, ProviderId::Walmart});
        const auto scores = scoreAll(inputs, effectiveWeights({}, Optimize::Balanced));
        QCOMPARE(inputs[2].totalCents, 5071);
        QCOMPARE(scores[2].total4, 1314000);
        QCOMPARE(inputs[0].totalCents, 6111);
        QCOMPARE(scores[0].total4, 1150000);
        QCOMPARE(inputs[1].totalCents, 5563);
        QCOMPARE(scores[1].total4, 962500);
    }

    void theCartOfTheFailoverExample() // W9
    {
        const auto inputs = mockInputs({2000, 1000, 3000}, kFour);
        const auto scores = scoreAll(inputs, effectiveWeights({}, Optimize::Balanced));
        QCOMPARE(inputs[3].totalCents, 7209);
        QCOMPARE(scores[3].total4, 1361000);
        QCOMPARE(inputs[2].totalCents, 7089);
        QCOMPARE(scores[2].total4, 1298000);
    }

    void speedPreferenceKeepsTheFormula() // contract 11, known contradiction
    {
        const auto inputs = mockInputs({2000, 1000, 3000}, kFour);
        const auto scores = scoreAll(inputs, effectiveWeights({}, Optimize::Speed));
        QCOMPARE(scores[3].total4, 1286500);
        QCOMPARE(scores[0].total4, 1275000);
        Weights guide;
        guide.speed = weightMicros(0.40);
        guide.price = weightMicros(0.20);
        const auto first = scoreAll(inputs, effectiveWeights(guide, Optimize::Balanced));
        QCOMPARE(first[0].total4, 1400000);
        QCOMPARE(first[3].total4, 1398000);
    }

    void equalScoresGoToTheFaster() // contract 11, tie-break
    {
        const auto inputs = mockInputs({2000, 1000, 3000}, kFour);
        const auto scores = scoreAll(inputs, effectiveWeights({}, Optimize::Price));
        QCOMPARE(scores[2].total4, 1549000);
        QCOMPARE(scores[3].total4, 1549000);
        QCOMPARE(rank(inputs, scores, false).front(), size_t(3));
    }

    void tiesFallThroughToTheDeclaredOrder()
    {
        std::vector<ScoreInput> inputs(2);
        inputs[0].provider = ProviderId::Walmart;
        inputs[1].provider = ProviderId::Instacart;
        for (ScoreInput &input : inputs) {
            input.totalCents = 1000;
            input.lineTotals = {1000};
            input.found = 1;
            input.etaMinutes = 60;
        }
        inputs[0].etaMinutes = 0; // counts as 60
        const auto scores = scoreAll(inputs, {});
        QCOMPARE(rank(inputs, scores, false), (std::vector<size_t> {1, 0}));
    }

    void aSingleQuoteScoresFull()
    {
        const auto inputs = mockInputs({1000}, {ProviderId::Kroger});
        const Score score = scoreAll(inputs, {}).front();
        QCOMPARE(score.price, 100);
        QCOMPARE(score.speed, 100);
        QCOMPARE(score.margin, 100);
    }

    void inProductionMockRanksLast()
    {
        auto inputs = mockInputs({2000}, kFour);
        inputs[1].mode = Mode::Live;
        inputs[2].mode = Mode::Estimated;
        const auto scores = scoreAll(inputs, {});
        QCOMPARE(rank(inputs, scores, true), (std::vector<size_t> {2, 1, 3, 0}));
        QCOMPARE(rank(inputs, scores, false).front(), size_t(3));
    }

    void missingItemsCountAtTheMedianElsewhere()
    {
        std::vector<ScoreInput> inputs(3);
        inputs[0].totalCents = 500;
        inputs[0].lineTotals = {500, std::nullopt};
        inputs[1].totalCents = 1500;
        inputs[1].lineTotals = {500, 1000};
        inputs[2].totalCents = 1601;
        inputs[2].lineTotals = {500, 1101};
        inputs[0].found = 1;
        const auto scores = scoreAll(inputs, {});
        QCOMPARE(scores[0].scoringTotalCents, 500 + 1051);
        QCOMPARE(scores[0].availability, 50);
        QCOMPARE(scores[1].scoringTotalCents, 1500);
    }

    void substitutesCountFourFifths()
    {
        ScoreInput input;
        input.found = 1;
        input.substituted = 1;
        input.lineTotals = {1, 1, std::nullopt};
        QCOMPARE(scoreAll({input}, {}).front().availability, 60);
    }

    void marginComesFromOutcomesWhenTwoAreKnown()
    {
        std::vector<ScoreInput> inputs(3);
        inputs[0].reputation.marginRate = 300;
        inputs[1].reputation.marginRate = 200;
        auto scores = scoreAll(inputs, {});
        QCOMPARE(scores[0].margin, 100);
        QCOMPARE(scores[1].margin, 0);
        QCOMPARE(scores[2].margin, 50);
        inputs[1].reputation.marginRate = 300;
        QCOMPARE(scoreAll(inputs, {})[1].margin, 100);
    }

    void reliabilityCurve_data()
    {
        QTest::addColumn<int>("rate");
        QTest::addColumn<int>("score");
        for (const auto &[rate, score] : {std::pair {10000, 100}, {9750, 95}, {9500, 90}, {9499, 90}, {8500, 70},
                                          {7000, 50}, {7750, 60}, {3500, 25}, {0, 0}})
            QTest::newRow(qPrintable(QString::number(rate))) << rate << score;
    }

    void reliabilityCurve()
    {
        QFETCH(int, rate);
        QTEST(reliabilityScore(rate), "score");
    }

    void noOrdersIsNotZero()
    {
        QCOMPARE(reliabilityScore(std::nullopt), 50);
    }
};

QTEST_GUILESS_MAIN(TestScoring)
#include "tst_scoring.moc"
