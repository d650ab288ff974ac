#pragma once

#include "backend/services/approvals/submission.h"

namespace signalbox::approvals {

/// OWNER_FALLBACK (section 5.1).
enum class OwnerFallback { NoneGiven, PerChannel };

/// What the settings add to a submission.
struct PolicyDefaults
{
    QString ownerWhatsapp = {}; ///< OWNER_WA_NUMBER; empty = none
    QString ownerImessage = {}; ///< PHOTON_TO; empty = none
    OwnerFallback fallback = OwnerFallback::NoneGiven;
    int requiredApprovals = 1; ///< DEFAULT_REQUIRED_APPROVALS
    int riskRequiredApprovals = 1; ///< RISK_REQUIRED_APPROVALS
    bool whatsappOn = false; ///< the channel is configured
    bool imessageOn = false;
};

/// A 422 with a text instead of a list: `{"detail":text,"code":code}`; code `no_route` or `policy_unsatisfiable`.
struct PolicyFault
{
    QByteArray code;
    QString text;
};

/// Fills in owner, quorum and steps, and checks that somebody can be asked and that enough people can approve
/// (sections 5.2, 20.1). Pure.
std::expected<Policy, PolicyFault> resolvePolicy(const Submission &submission, const PolicyDefaults &defaults);

/// The row of a new candidate, with request, content hash and deadline.
Candidate newCandidate(const Submission &submission, const Policy &policy, core::WallTime now);

/// Is this approver the one who submitted (id or address; a phone number also without `whatsapp:`)?
bool isSubmitter(const QString &submittedBy, const Approver &approver);

} // namespace signalbox::approvals
