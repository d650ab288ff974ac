#pragma once

#include "backend/operator/protocol/decisions.h"
#include "backend/services/commerce/config.h"
#include "backend/services/commerce/decision.h"

namespace signalbox::runtime {

/// How far back shares and means look.
inline constexpr std::chrono::minutes kSummaryWindow {15};

/// Configuration, shares and means of every provider over the decisions since `from`; latencies and breakers are the
/// caller's. Pure.
std::vector<protocol::ProviderState> summarize(const std::deque<commerce::DecisionPtr> &decisions,
                                               const commerce::Config &config, core::WallTime from,
                                               core::WallTime now);

/// One decision as the console shows it. Pure.
protocol::Decision shown(const commerce::Decision &decision);

protocol::Weights shownWeights(const commerce::Weights &weights);
commerce::Weights weightsOf(const protocol::Weights &weights);

} // namespace signalbox::runtime
