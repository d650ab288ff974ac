#pragma once

#include "backend/operator/protocol/overview_document.h"
#include "backend/operator/protocol/providers.h"

/// The state of the gateway in one sentence about the one worst thing (contract operator-console 1.3). Pure.
///
/// Codes and args (shares are 0..1; `leader`, `leaderShare` when another provider takes the orders; `others` = further
/// findings of the same or a lesser weight, 0 when none):
/// allWell{ratePerSec,errorShare?} · quiet{} · checkFailed{check} · draining{} · noProvider{providers}
/// serviceFails{service,share,limit} · providerFails{provider,name,share,limit,leader?,leaderShare?}
/// providerUnhealthy{provider,name,reason,leader?,leaderShare?} · providerSlow{provider,name,ms,limit}
/// breakerOpen{breaker,count} · serviceSlow{service,ms,limit} · queueFull{queue,depth,limit}
/// bodyMemory{share} · workersBusy{share} · storeLag{ms,limit}
namespace signalbox::server {

/// What counts as wrong.
struct Thresholds
{
    double providerErrors = 0.10; ///< share, over it (commerce-router 9.3)
    double providerMs = 5000; ///< mean
    qint64 providerQuotes = 10; ///< fewer quotes say nothing
    double serviceErrors = 0.05; ///< 5xx share
    double serviceDown = 0.50; ///< 5xx share
    double serviceP95Ms = 5000;
    double minimumRequests = 10; ///< in the last minute; fewer say nothing
    double fullShare = 0.90; ///< of queues and body memory
    double workersBusy = 0.95;
    double storeLagMs = 1000;
};

struct GatewayView
{
    std::vector<protocol::ServiceRed> services;
    std::vector<protocol::ProviderState> providers;
    protocol::Saturation saturation;
    std::vector<QString> failedChecks;
};

/// The state of one service by its own numbers: degraded or down over the thresholds.
protocol::State stateOf(const protocol::ServiceRed &service, const Thresholds &thresholds = {});

/// The whole: the most severe finding wins, among equals the one furthest over its limit.
protocol::Verdict judge(const GatewayView &view, const Thresholds &thresholds = {});

} // namespace signalbox::server
