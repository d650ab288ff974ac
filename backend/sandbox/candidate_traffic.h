#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/task.h"
#include "backend/sandbox/candidate_texts.h"

#include <QUrl>

#include <deque>

namespace signalbox::upstream {
class Client;
}

namespace signalbox::sandbox {

/// How the core service of the sandbox submits.
struct CandidatePlan
{
    QUrl gateway; ///< loopback address of the gateway
    ApprovalCast cast;
    size_t aim = 10; ///< open candidates: fewer make it quicker, more slower
    size_t most = 15; ///< beyond it nothing is submitted
    quint32 seed = 17;
};

/// The part of the core service that submits candidates, at a pace that keeps the gateway's queue lively; some are sent
/// twice, some withdrawn, a few are not valid. Runs on the calling thread's event loop until the token is cancelled.
class CandidateTraffic
{
public:
    CandidateTraffic(upstream::Client &client, CandidatePlan plan, CancelToken stop);

    /// Ends when the token is cancelled.
    Task<void> run();
    /// The core service was told a decision about this candidate.
    void decided(const QString &candidateId);
    /// Candidates that were submitted, and neither decided nor past their deadline.
    size_t open() const { return m_open.size(); }

private:
    struct Open
    {
        QByteArray id;
        core::SteadyTime forgetAt;
    };

    Task<bool> submit();
    Task<int> post(QString path, QByteArray body);
    Task<void> withdrawOldest();
    void forgetOverdue();
    core::milliseconds pause();
    bool luck(double share);

    upstream::Client &m_client;
    CandidatePlan m_plan;
    CancelToken m_stop;
    CandidateTexts m_texts;
    std::mt19937 m_random;
    std::deque<Open> m_open; ///< oldest first, at most m_plan.most
};

} // namespace signalbox::sandbox
