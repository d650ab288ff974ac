#pragma once

#include "backend/platform/core/clock.h"
#include "backend/services/commerce/scoring.h"

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace signalbox::commerce {

/// One routing decision with everything needed to show and to replay it. Immutable.
struct Decision
{
    QByteArray requestId;
    core::WallTime at;
    Optimize optimize = Optimize::Balanced;
    bool production = false;
    Weights baseWeights;
    std::vector<ScoreInput> inputs; ///< declared order
    std::vector<Score> scores; ///< of `inputs`
    std::vector<size_t> ranking; ///< indexes into `inputs`, best first; never empty
    std::vector<std::pair<ProviderId, QByteArray>> failures; ///< provider and error code
};
using DecisionPtr = std::shared_ptr<const Decision>;

/// Where a worker hands its decisions; must not block. Runtime posts them to the operator thread.
using DecisionSink = std::function<void(DecisionPtr)>;

/// The newest decisions, oldest first. One thread (the operator's).
class DecisionLog
{
public:
    explicit DecisionLog(size_t capacity = 2000) : m_capacity(capacity) { }

    void add(DecisionPtr decision);
    const std::deque<DecisionPtr> &decisions() const { return m_decisions; }

private:
    size_t m_capacity;
    std::deque<DecisionPtr> m_decisions;
};

/// What a set of decisions amounts to.
struct Outlook
{
    std::array<qint64, kProviderCount> selections {};
    double meanTotalCents = 0;
    double meanEtaMinutes = 0;
    double commissionCents = 0; ///< sum over the selected quotes
    qint64 changed = 0; ///< decisions whose winner differs from the recorded one
};

/// What-if: the recorded winners, and who would have won under other base weights. Pure.
struct Replay
{
    qint64 decisions = 0;
    Outlook recorded;
    Outlook replayed;
};
Replay replay(const std::deque<DecisionPtr> &decisions, const Weights &baseWeights);

} // namespace signalbox::commerce
