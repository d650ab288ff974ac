#pragma once

#include "backend/operator/protocol/approvals.h"
#include "backend/platform/core/clock.h"

#include <QCoreApplication>

#include <optional>

namespace signalbox::shell {

/// What the desktop says of approvals that wait for this operator: at most once in 30 s, and never their text, because
/// others may see the screen. Pure but for what it remembers.
class ApprovalCall
{
    Q_DECLARE_TR_FUNCTIONS(ApprovalCall)

public:
    static constexpr std::chrono::seconds kQuiet {30};

    /// These began to wait.
    void add(const std::vector<protocol::ApprovalRow> &fresh);
    /// The sentence to say now; nothing while it is too early or nothing is new. It is said then.
    std::optional<QString> next(core::SteadyTime now);
    /// Until next() has something; nothing when there is nothing to wait for.
    std::optional<std::chrono::milliseconds> wait(core::SteadyTime now) const;
    /// A person sees them: nobody needs to be told.
    void forget() { m_waiting.clear(); }

private:
    struct Waiting
    {
        QString brand;
        core::WallTime deadline;
    };
    std::vector<Waiting> m_waiting; ///< not told yet; at most 200
    std::optional<core::SteadyTime> m_toldAt;
};

} // namespace signalbox::shell
