#pragma once

#include "backend/services/commerce/quote.h"
#include "backend/services/commerce/weights.h"

#include <optional>
#include <vector>

/// Scores of the quotes of one request (contract commerce-router 5). Pure, in whole numbers.
namespace signalbox::commerce {

/// What is known of a provider from its outcomes, in hundredths of a per cent; empty = no data.
struct Reputation
{
    std::optional<int> successRate;
    std::optional<int> marginRate;

    bool operator==(const Reputation &) const = default;
};

/// All that the score of one quote depends on; small enough to keep for a replay with other weights.
struct ScoreInput
{
    ProviderId provider = ProviderId::MealMe;
    Mode mode = Mode::Mock;
    int priority = 0; ///< effective
    qint64 totalCents = 0;
    int etaMinutes = 0; ///< 0 = unknown, counts as 60
    qint64 commissionMicros = 0; ///< commission rate in millionths
    Reputation reputation;
    int found = 0;
    int substituted = 0;
    std::vector<std::optional<qint64>> lineTotals; ///< per requested item; empty = cannot supply
};

ScoreInput scoreInputOf(const ProviderQuote &quote, const ProviderConfig &config, const Reputation &reputation,
                        size_t requestedItems);

/// The six components, 0–100 each (priority: as configured), and their weighted sum.
struct Score
{
    int priority = 0;
    int price = 0;
    int speed = 0;
    int availability = 0;
    int margin = 0;
    int reliability = 0;
    qint64 scoringTotalCents = 0; ///< total plus what the missing items would cost elsewhere
    qint64 total4 = 0; ///< weighted sum in ten-thousandths, as used for ranking

    bool operator==(const Score &) const = default;
};

/// The score as shown: two decimals, half up from four.
double shownScore(qint64 total4);

/// One score per input, in the same order. `effective` has the preference's multipliers in it.
std::vector<Score> scoreAll(const std::vector<ScoreInput> &inputs, const Weights &effective);

/// The curve from success rate (hundredths of a per cent) to 0–100; 50 without data.
int reliabilityScore(std::optional<int> successRate);

/// One English sentence that names the provider and its strong factors.
QString explanationOf(ProviderId provider, const Score &score);

/// Indexes into `inputs`, best first. With `production` every mock quote ranks behind every other one (contract
/// commerce-router 6). Ties: shorter ETA, lower total, higher availability, higher priority, declared order.
std::vector<size_t> rank(const std::vector<ScoreInput> &inputs, const std::vector<Score> &scores, bool production);

} // namespace signalbox::commerce
