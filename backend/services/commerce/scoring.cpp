#include "backend/services/commerce/scoring.h"

#include "backend/services/commerce/money.h"

#include <QStringList>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr int kUnknownEtaMinutes = 60;
constexpr int kNoData = 50;

int etaOf(const ScoreInput &input)
{
    return input.etaMinutes > 0 ? input.etaMinutes : kUnknownEtaMinutes;
}

/// 0–100 for each value between the lowest and the highest; 100 for all when they are equal.
std::vector<int> spread(const std::vector<qint64> &values, bool highIsGood)
{
    const auto [low, high] = std::ranges::minmax(values);
    std::vector<int> result;
    result.reserve(values.size());
    for (const qint64 value : values) {
        const qint64 distance = highIsGood ? value - low : high - value;
        result.push_back(high == low ? 100 : int(roundedQuotient(100 * distance, high - low)));
    }
    return result;
}

qint64 median(std::vector<qint64> values)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : roundedQuotient(values[middle - 1] + values[middle], 2);
}

/// What item `item` costs at the others that can supply it.
qint64 priceElsewhere(const std::vector<ScoreInput> &inputs, size_t self, size_t item)
{
    std::vector<qint64> totals;
    for (size_t other = 0; other < inputs.size(); ++other) {
        if (other != self && item < inputs[other].lineTotals.size() && inputs[other].lineTotals[item])
            totals.push_back(*inputs[other].lineTotals[item]);
    }
    return median(std::move(totals));
}

qint64 scoringTotal(const std::vector<ScoreInput> &inputs, size_t self)
{
    qint64 total = inputs[self].totalCents;
    for (size_t item = 0; item < inputs[self].lineTotals.size(); ++item) {
        if (!inputs[self].lineTotals[item])
            total += priceElsewhere(inputs, self, item);
    }
    return total;
}

int availabilityScore(const ScoreInput &input)
{
    const qint64 requested = qint64(input.lineTotals.size());
    return requested == 0 ? 0 : int(roundedQuotient(100 * input.found + 80 * input.substituted, requested));
}

std::vector<int> marginScores(const std::vector<ScoreInput> &inputs)
{
    std::vector<qint64> known;
    for (const ScoreInput &input : inputs) {
        if (input.reputation.marginRate)
            known.push_back(*input.reputation.marginRate);
    }
    std::vector<int> result(inputs.size(), kNoData);
    if (known.size() >= 2) {
        const std::vector<int> scores = spread(known, true);
        for (size_t i = 0, next = 0; i < inputs.size(); ++i) {
            if (inputs[i].reputation.marginRate)
                result[i] = scores[next++];
        }
        return result;
    }
    std::vector<qint64> revenue;
    for (const ScoreInput &input : inputs)
        revenue.push_back(input.totalCents * input.commissionMicros);
    return spread(revenue, true);
}

qint64 weightedTotal4(const Score &score, const Weights &weights)
{
    const qint64 micros = weights.priority * score.priority + weights.price * score.price
        + weights.speed * score.speed + weights.margin * score.margin + weights.availability * score.availability
        + weights.reliability * score.reliability;
    return roundedQuotient(micros, 100);
}

} // namespace

ScoreInput scoreInputOf(const ProviderQuote &quote, const ProviderConfig &config, const Reputation &reputation,
                        size_t requestedItems)
{
    ScoreInput input;
    input.provider = quote.provider;
    input.mode = quote.quote.mode;
    input.priority = config.priority;
    input.totalCents = quote.quote.totalCents;
    input.etaMinutes = quote.quote.etaMinutes;
    input.commissionMicros = std::llround(config.commissionRate * 1'000'000);
    input.reputation = reputation;
    input.lineTotals.resize(requestedItems);
    for (size_t i = 0, line = 0; i < quote.availability.size() && i < requestedItems; ++i) {
        const ItemStatus status = quote.availability[i].status;
        if (status == ItemStatus::Unavailable)
            continue;
        input.found += status == ItemStatus::Found ? 1 : 0;
        input.substituted += status == ItemStatus::Substituted ? 1 : 0;
        if (line < quote.cart.size())
            input.lineTotals[i] = quote.cart[line++].lineTotalCents;
    }
    return input;
}

double shownScore(qint64 total4)
{
    return double(roundedQuotient(total4, 100)) / 100.0;
}

std::vector<Score> scoreAll(const std::vector<ScoreInput> &inputs, const Weights &effective)
{
    std::vector<Score> scores(inputs.size());
    if (inputs.empty())
        return scores;
    std::vector<qint64> totals;
    std::vector<qint64> etas;
    for (size_t i = 0; i < inputs.size(); ++i) {
        totals.push_back(scoringTotal(inputs, i));
        etas.push_back(etaOf(inputs[i]));
    }
    const std::vector<int> price = spread(totals, false);
    const std::vector<int> speed = spread(etas, false);
    const std::vector<int> margin = marginScores(inputs);
    for (size_t i = 0; i < inputs.size(); ++i) {
        Score &score = scores[i];
        score.priority = inputs[i].priority;
        score.price = price[i];
        score.speed = speed[i];
        score.availability = availabilityScore(inputs[i]);
        score.margin = margin[i];
        score.reliability = reliabilityScore(inputs[i].reputation.successRate);
        score.scoringTotalCents = totals[i];
        score.total4 = weightedTotal4(score, effective);
    }
    return scores;
}

int reliabilityScore(std::optional<int> successRate)
{
    if (!successRate)
        return kNoData;
    const qint64 rate = *successRate;
    if (rate >= 9500)
        return int(roundedQuotient(90 * 100 + 2 * (rate - 9500), 100));
    if (rate >= 8500)
        return int(roundedQuotient(70 * 100 + 2 * (rate - 8500), 100));
    if (rate >= 7000)
        return int(roundedQuotient(50 * 1500 + 20 * (rate - 7000), 1500));
    return int(roundedQuotient(rate * 50, 7000));
}

QString explanationOf(ProviderId provider, const Score &score)
{
    QStringList factors;
    if (score.priority >= 60)
        factors += u"preferred partner"_s;
    if (score.price > 80)
        factors += u"low price"_s;
    if (score.speed > 80)
        factors += u"fast delivery"_s;
    if (score.availability == 100)
        factors += u"every item available"_s;
    else if (score.availability > 80)
        factors += u"most items available"_s;
    if (score.margin > 80)
        factors += u"good terms"_s;
    if (score.reliability > 80)
        factors += u"reliable delivery"_s;
    if (factors.isEmpty())
        return displayName(provider) + u" is the best available option."_s;
    return displayName(provider) + u" is the best match: "_s + factors.join(u", "_s) + u'.';
}

std::vector<size_t> rank(const std::vector<ScoreInput> &inputs, const std::vector<Score> &scores, bool production)
{
    std::vector<size_t> order(inputs.size());
    std::iota(order.begin(), order.end(), size_t(0));
    const auto key = [&](size_t i) {
        const bool behind = production && inputs[i].mode == Mode::Mock;
        return std::make_tuple(behind, -scores[i].total4, etaOf(inputs[i]), inputs[i].totalCents,
                               -scores[i].availability, -inputs[i].priority, indexOf(inputs[i].provider));
    };
    std::ranges::sort(order, [&](size_t a, size_t b) { return key(a) < key(b); });
    return order;
}

} // namespace signalbox::commerce
