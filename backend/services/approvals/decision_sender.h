#pragma once

#include "backend/platform/storage/outbox.h"
#include "backend/platform/upstream/client.h"
#include "backend/services/approvals/config.h"

#include <functional>

namespace signalbox::approvals {

/// The outbox's port to core (section 15): posts a decision's bytes, signed anew for each attempt. Follows no redirect
/// and repeats nothing itself. One thread, that of its upstream client. The upstream is called `core_webhook`; the
/// outbox's schedule is the only one that counts, so its breaker should be forced closed.
class DecisionSender
{
public:
    /// `settings`: those of now. `client` must outlive what was asked.
    DecisionSender(upstream::Client &client, std::function<CallbackSettings()> settings,
                   const core::Clock &clock = core::systemClock())
        : m_client(client)
        , m_settings(std::move(settings))
        , m_clock(clock)
    {
    }

    /// One attempt. NotSent when there is no URL, or it was cancelled or refused before anything left.
    Task<storage::DeliveryResult> deliver(storage::OutboxRow row, CancelToken cancel);

private:
    upstream::Client &m_client;
    std::function<CallbackSettings()> m_settings;
    const core::Clock &m_clock;
};

/// The headers of an attempt at `now`. Pure.
Headers deliveryHeaders(const CallbackSettings &settings, const storage::OutboxRow &row, core::WallTime now);

/// What an answer means. Pure.
storage::DeliveryResult readDeliveryAnswer(const Result<upstream::Reply> &reply, core::WallTime now);

} // namespace signalbox::approvals
