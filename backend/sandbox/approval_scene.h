#pragma once

#include "backend/sandbox/approval_cast.h"
#include "backend/sandbox/candidate_traffic.h"
#include "backend/sandbox/core_stand_in.h"
#include "backend/sandbox/imessage_stand_in.h"
#include "backend/sandbox/owner.h"
#include "backend/sandbox/twilio_stand_in.h"

#include <optional>

namespace signalbox::sandbox {

/// The outside world of the approvals: Twilio, the iMessage bridge and the core service as stand-ins, the owner and the
/// deputy behind the phones, and the core service's submissions. All meet the gateway over HTTP only. One thread.
class ApprovalScene
{
public:
    ApprovalScene(WorldPtr world, const ApprovalCast &cast);
    Q_DISABLE_COPY_MOVE(ApprovalScene)

    /// The three stand-ins' routes, for one listener.
    http::Routes routes(const http::Owner &owner);
    /// From now on the parties reach the gateway and candidates come in. `client` outlives end().
    void start(upstream::Client &client, const QUrl &gateway);
    /// Ends all of it. To be awaited before the destruction.
    Task<void> end();

private:
    const ApprovalCast m_cast;
    PublicLinePtr m_line;
    std::shared_ptr<TwilioStandIn> m_twilio;
    std::shared_ptr<ImessageStandIn> m_imessage;
    std::shared_ptr<CoreStandIn> m_core;
    CancelToken m_stop;
    std::shared_ptr<CandidateTraffic> m_traffic;
    std::optional<Task<void>> m_running;
};

} // namespace signalbox::sandbox
