#pragma once

#include "backend/platform/cluster/rate_window.h"
#include "backend/services/approvals/approvals_owner.h"
#include "backend/services/approvals/background.h"

namespace signalbox::approvals {

/// What runtime gives one worker's approval service. All references outlive the service.
struct ServicePorts
{
    upstream::Client &client; ///< the worker's own
    storage::Database &database;
    cluster::RateWindow &rate; ///< counts failed authentications
    metrics::Registry &metrics;
    const core::Clock &clock;
    BackgroundDoor &door; ///< one per process
    BackgroundState &state; ///< one per process
    cluster::TokenBuckets *buckets = nullptr; ///< used on the first worker's thread; null: in memory
    bool first = false; ///< the one worker that holds the background
};

/// The parts of one worker that the flows share. Lives on the worker's thread as long as the service.
struct WorkerContext
{
    explicit WorkerContext(const ServicePorts &given)
        : ports(given), metrics(given.metrics), imessage(given.client, given.clock)
    {
    }

    /// Counts and passes on what a committed step leaves behind.
    void finish(const Wakes &wakes)
    {
        metrics.decided(wakes);
        ports.door.wake(wakes);
    }

    ServicePorts ports;
    core::TaskGroup tasks; ///< what runs without a request; cancelled when the worker ends
    ApprovalsOwner owner;
    ApprovalsMetrics metrics;
    ImessageClient imessage; ///< for acknowledgements
};

using Flow = Task<http::Response> (*)(WorkerContext &, http::RequestPtr, ConfigPtr);

} // namespace signalbox::approvals
