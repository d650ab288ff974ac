#pragma once

#include "backend/platform/core/task_group.h"
#include "backend/services/commerce/commerce_metrics.h"
#include "backend/services/commerce/event_log.h"
#include "backend/services/commerce/provider.h"

namespace signalbox::commerce {

/// What one asked provider came back with.
struct QuoteOutcome
{
    ProviderConfigPtr config;
    ProviderResult<ProviderQuote> result;
    core::milliseconds latency {0};
};

/// What asking needs besides the question. All outlive the call.
struct FanOutPorts
{
    ProviderSet &providers;
    EventLog &events;
    CommerceMetrics &metrics;
    const core::Clock &clock;
    core::TaskGroup tasks; ///< counts what outlives the answer
};

/// Asks all of `eligible` at once and returns when each has answered, failed, fallen back to its mock or reached its
/// deadline; in the order of `eligible`. Never fails as a whole. `request` and `parent` by value for the coroutine.
Task<std::vector<QuoteOutcome>> quoteAll(FanOutPorts ports, QuoteRequest request,
                                         std::vector<ProviderConfigPtr> eligible, CallContext parent);

} // namespace signalbox::commerce
