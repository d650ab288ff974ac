#pragma once

#include "backend/operator/protocol/overview.h"
#include "backend/operator/server/approvals/approvals_port.h"
#include "backend/platform/cpu/pool.h"
#include "backend/runtime/approvals_host.h"

namespace signalbox::runtime {

/// What the console sees of the approval gateway, and its decisions. Lives on the operator thread; reads the store, so
/// it also sees what other replicas do.
class ApprovalsView final : public server::ApprovalsPort
{
public:
    /// `pool` may be null.
    ApprovalsView(ApprovalsShared &shared, const settings::Publisher &settings, cpu::Pool *pool,
                  const core::Clock &clock);

    Task<Result<server::ApprovalRows>> rows(server::OperatorIdentity by, std::optional<int> most) override;
    Task<Result<std::optional<protocol::ApprovalDetail>>> detail(server::OperatorIdentity by, QString id) override;
    Step decision(server::ApprovalWish wish) override;
    Task<Result<protocol::ApprovalRow>> keepRefused(server::ApprovalWish wish, server::ApprovalRefusal why) override;
    std::optional<server::SignatureTest> testSignature() const override;
    Task<Result<std::optional<protocol::ApprovalNews>>> look() override;

    /// What is open, as of the last look.
    const protocol::Waiting &waiting() const { return m_waiting; }

private:
    approvals::ConfigPtr config() const { return approvals::configFrom(*m_settings.current()); }

    ApprovalsShared &m_shared;
    const settings::Publisher &m_settings;
    cpu::Pool *m_pool;
    const core::Clock &m_clock;
    std::optional<qint64> m_lastSeq; ///< of the audit's head at the last look
    protocol::Waiting m_waiting;
};

} // namespace signalbox::runtime
