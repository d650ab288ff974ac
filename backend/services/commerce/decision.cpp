#include "backend/services/commerce/decision.h"

namespace signalbox::commerce {

namespace {

void count(Outlook &outlook, const ScoreInput &winner)
{
    constexpr int kUnknownEtaMinutes = 60;
    ++outlook.selections[indexOf(winner.provider)];
    outlook.meanTotalCents += double(winner.totalCents);
    outlook.meanEtaMinutes += winner.etaMinutes > 0 ? winner.etaMinutes : kUnknownEtaMinutes;
    outlook.commissionCents += double(winner.totalCents) * double(winner.commissionMicros) / 1e6;
}

void finish(Outlook &outlook, qint64 decisions)
{
    if (decisions == 0)
        return;
    outlook.meanTotalCents /= double(decisions);
    outlook.meanEtaMinutes /= double(decisions);
}

} // namespace

void DecisionLog::add(DecisionPtr decision)
{
    m_decisions.push_back(std::move(decision));
    while (m_decisions.size() > m_capacity)
        m_decisions.pop_front();
}

Replay replay(const std::deque<DecisionPtr> &decisions, const Weights &baseWeights)
{
    Replay result;
    for (const DecisionPtr &decision : decisions) {
        const auto scores = scoreAll(decision->inputs, effectiveWeights(baseWeights, decision->optimize));
        const size_t winner = rank(decision->inputs, scores, decision->production).front();
        const size_t recorded = decision->ranking.front();
        count(result.recorded, decision->inputs[recorded]);
        count(result.replayed, decision->inputs[winner]);
        result.replayed.changed += winner != recorded ? 1 : 0;
        ++result.decisions;
    }
    finish(result.recorded, result.decisions);
    finish(result.replayed, result.decisions);
    return result;
}

} // namespace signalbox::commerce
