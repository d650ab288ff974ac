#pragma once

#include "backend/operator/server/outbox/outbox_port.h"
#include "backend/platform/cpu/pool.h"
#include "backend/platform/upstream/breaker.h"
#include "backend/runtime/approvals_host.h"

namespace signalbox::runtime {

/// The decisions on their way to core, for the operator listener's outbox. Lives on the operator thread.
class ApprovalsOutbox final : public server::OutboxPort
{
public:
    /// `pool` may be null.
    ApprovalsOutbox(ApprovalsShared &shared, const settings::Publisher &settings,
                    std::shared_ptr<upstream::BreakerBoard> breakers, cpu::Pool *pool, const core::Clock &clock);

    Task<Result<std::vector<protocol::OutboxItem>>> items(bool delivered) override;
    Task<Result<std::vector<protocol::OutboxTarget>>> targets() override;
    Task<Result<protocol::ReplayAnswer>> preview(QString id) override;
    Step replay(QString id, QString actor) override;
    void wake() override;

private:
    QString breakerWord() const;

    ApprovalsShared &m_shared;
    const settings::Publisher &m_settings;
    std::shared_ptr<upstream::BreakerBoard> m_breakers;
    cpu::Pool *m_pool;
    const core::Clock &m_clock;
};

} // namespace signalbox::runtime
