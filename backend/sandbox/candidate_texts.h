#pragma once

#include "backend/sandbox/approval_cast.h"

#include <chrono>
#include <random>

namespace signalbox::sandbox {

/// One invented candidate.
struct CandidateDraft
{
    QByteArray id;
    std::chrono::seconds deadline {0};
    bool needsTwo = false; ///< the deputy has to agree
};

/// Candidates of a few brands: short, long and several-line texts, with and without risk flags, due in one to ten
/// minutes, one in eight of them for two approvers.
class CandidateTexts
{
public:
    /// `cast`: whose addresses stand in the policy of those for two.
    CandidateTexts(ApprovalCast cast, quint32 seed);

    struct Body
    {
        CandidateDraft draft;
        QByteArray json; ///< of POST /candidate
    };
    Body next();

private:
    QString text();

    ApprovalCast m_cast;
    std::mt19937 m_random;
};

} // namespace signalbox::sandbox
