#pragma once

#include "backend/operator/server/operator_ports.h"
#include "backend/platform/upstream/breaker.h"
#include "backend/runtime/decision_inbox.h"
#include "backend/services/commerce/config.h"
#include "backend/services/commerce/decision.h"
#include "backend/services/commerce/health.h"

namespace signalbox::runtime {

/// What the console sees of the commerce router, made from its decisions, its settings and the breakers. Lives on the
/// operator thread; workers only post decisions to it.
class ProvidersView final : public server::ProvidersPort
{
public:
    ProvidersView(const settings::Publisher &settings, const metrics::Registry &metrics,
                  std::shared_ptr<upstream::BreakerBoard> breakers, const core::Clock &clock);

    /// Any thread, never blocks.
    void receive(commerce::DecisionPtr decision) { m_inbox.push(std::move(decision)); }

    /// How the probe of runtime asks a provider; see CommerceShared::probe().
    using Ask = std::function<Task<Result<commerce::ProviderHealth>>(commerce::ProviderId)>;
    /// Asks through `ask`, unless the provider's breaker would not let it.
    Task<Result<protocol::ProviderProbe>> probe(Ask ask, QByteArray name);

    std::vector<QByteArray> ids() const override;
    Task<Result<protocol::Providers>> providers() override;
    Task<Result<std::vector<protocol::Decision>>> decisions() override;
    Task<Result<protocol::WhatIfAnswer>> whatIf(protocol::WhatIfRequest request) override;

private:
    commerce::ConfigPtr config() const;
    /// The log with everything that has arrived.
    const std::deque<commerce::DecisionPtr> &log();

    const settings::Publisher &m_settings;
    const metrics::Registry &m_metrics;
    std::shared_ptr<upstream::BreakerBoard> m_breakers;
    const core::Clock &m_clock;
    DecisionInbox m_inbox;
    commerce::DecisionLog m_log;
};

} // namespace signalbox::runtime
