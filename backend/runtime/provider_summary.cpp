#include "backend/runtime/provider_summary.h"


namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

/// A provider that fails more often than this is not healthy.
constexpr double kUnhealthyShare = 0.5;

/// Sums of one provider over the window.
struct Tally
{
    qint64 quotes = 0;
    qint64 failures = 0;
    qint64 selections = 0;
    double totalCents = 0;
    double etaMinutes = 0;
    double commissionCents = 0;
    QByteArray lastFailure;
    bool lastFailed = false;
};

double commissionOf(const commerce::ScoreInput &input)
{
    return double(input.totalCents) * double(input.commissionMicros) / 1e6;
}

void count(std::array<Tally, commerce::kProviderCount> &tallies, const commerce::Decision &decision)
{
    for (const commerce::ScoreInput &input : decision.inputs) {
        Tally &tally = tallies[commerce::indexOf(input.provider)];
        ++tally.quotes;
        tally.totalCents += double(input.totalCents);
        tally.etaMinutes += input.etaMinutes;
        tally.commissionCents += commissionOf(input);
        tally.lastFailed = false;
    }
    for (const auto &[provider, code] : decision.failures) {
        Tally &tally = tallies[commerce::indexOf(provider)];
        ++tally.failures;
        tally.lastFailure = code;
        tally.lastFailed = true;
    }
    if (!decision.ranking.empty())
        ++tallies[commerce::indexOf(decision.inputs[decision.ranking.front()].provider)].selections;
}

void judge(protocol::ProviderState &state, const commerce::ProviderConfig &config, const Tally &tally)
{
    if (!config.enabled)
        state.reason = u"DISABLED"_s;
    else if (config.missingCredentials && !config.forcedMock && config.production)
        state.reason = u"MISSING_CREDENTIALS"_s;
    else if (tally.lastFailed && state.errorShare.value_or(0) > kUnhealthyShare)
        state.reason = QString::fromLatin1(tally.lastFailure);
    state.healthy = state.reason.isEmpty();
}

std::optional<core::WallTime> expiryOf(const QByteArray &isoDate)
{
    const QDate date = QDate::fromString(QString::fromLatin1(isoDate), Qt::ISODate);
    if (!date.isValid())
        return std::nullopt;
    return core::wallTime(date.startOfDay(Qt::UTC).toMSecsSinceEpoch());
}

protocol::ProviderState stateOf(const commerce::ProviderConfig &config, const Tally &tally, qint64 allSelections)
{
    protocol::ProviderState state;
    state.id = QString::fromLatin1(commerce::idText(config.id));
    state.name = commerce::displayName(config.id);
    state.enabled = config.enabled;
    state.mode = protocol::ProviderMode(int(config.mode));
    state.priority = config.priority;
    state.credentialsExpireAt = expiryOf(config.credentialsExpireAt);
    state.quotes = tally.quotes;
    state.selections = tally.selections;
    if (tally.quotes + tally.failures > 0)
        state.errorShare = double(tally.failures) / double(tally.quotes + tally.failures);
    if (allSelections > 0)
        state.selectionShare = double(tally.selections) / double(allSelections);
    if (tally.quotes > 0) {
        state.meanTotalCents = tally.totalCents / double(tally.quotes);
        state.meanEtaMinutes = tally.etaMinutes / double(tally.quotes);
        state.meanCommissionCents = tally.commissionCents / double(tally.quotes);
    }
    judge(state, config, tally);
    return state;
}

protocol::ScoreBreakdown breakdownOf(const commerce::Score &score, const commerce::Weights &weights,
                                     commerce::ProviderId provider)
{
    return {.priorityScore = double(score.priority),
            .priceScore = double(score.price),
            .speedScore = double(score.speed),
            .availabilityScore = double(score.availability),
            .marginScore = double(score.margin),
            .reliabilityScore = double(score.reliability),
            .weightedTotal = commerce::shownScore(score.total4),
            .weights = shownWeights(weights),
            .explanation = commerce::explanationOf(provider, score)};
}

} // namespace

std::vector<protocol::ProviderState> summarize(const std::deque<commerce::DecisionPtr> &decisions,
                                               const commerce::Config &config, core::WallTime from,
                                               core::WallTime now)
{
    std::array<Tally, commerce::kProviderCount> tallies;
    qint64 selections = 0;
    for (const commerce::DecisionPtr &decision : decisions) {
        if (decision->at < from)
            continue;
        count(tallies, *decision);
        ++selections;
    }
    std::vector<protocol::ProviderState> states;
    for (const commerce::ProviderId id : commerce::kAllProviders) {
        states.push_back(stateOf(config.provider(id), tallies[commerce::indexOf(id)], selections));
        states.back().at = now;
    }
    return states;
}

protocol::Decision shown(const commerce::Decision &decision)
{
    const commerce::Weights weights = commerce::effectiveWeights(decision.baseWeights, decision.optimize);
    protocol::Decision out;
    out.requestId = QString::fromLatin1(decision.requestId);
    out.at = decision.at;
    out.optimize = QString::fromLatin1(commerce::optimizeText(decision.optimize));
    for (const size_t index : decision.ranking) {
        const commerce::ScoreInput &input = decision.inputs[index];
        out.items = int(input.lineTotals.size());
        out.candidates.push_back({.providerId = QString::fromLatin1(commerce::idText(input.provider)),
                                  .name = commerce::displayName(input.provider),
                                  .mode = protocol::ProviderMode(int(input.mode)),
                                  .totalCents = input.totalCents,
                                  .etaMinutes = input.etaMinutes,
                                  .commissionCents = commissionOf(input),
                                  .breakdown = breakdownOf(decision.scores[index], weights, input.provider),
                                  .errorCode = {},
                                  .errorMessage = {}});
    }
    for (const auto &[provider, code] : decision.failures) {
        protocol::Candidate failed;
        failed.providerId = QString::fromLatin1(commerce::idText(provider));
        failed.name = commerce::displayName(provider);
        failed.errorCode = QString::fromLatin1(code);
        out.candidates.push_back(failed);
    }
    if (!decision.ranking.empty()) {
        const protocol::Candidate &best = out.candidates.front();
        out.chosen = best.providerId;
        out.chosenName = best.name;
        out.totalCents = *best.totalCents;
        out.etaMinutes = *best.etaMinutes;
        out.score = best.breakdown->weightedTotal;
    }
    return out;
}

protocol::Weights shownWeights(const commerce::Weights &weights)
{
    const auto plain = [](qint64 micros) { return double(micros) / commerce::kWeightScale; };
    return {plain(weights.priority), plain(weights.price), plain(weights.speed),
            plain(weights.margin), plain(weights.availability), plain(weights.reliability)};
}

commerce::Weights weightsOf(const protocol::Weights &weights)
{
    return {commerce::weightMicros(weights.priority), commerce::weightMicros(weights.price),
            commerce::weightMicros(weights.speed), commerce::weightMicros(weights.margin),
            commerce::weightMicros(weights.availability), commerce::weightMicros(weights.reliability)};
}

} // namespace signalbox::runtime
