#pragma once

#include "backend/services/approvals/candidate.h"

#include <QJsonArray>
#include <QJsonObject>

#include <expected>

namespace signalbox::approvals {

/// One item of a 422's `detail` (section 3). `loc` begins with `body` or `query`.
struct Fault
{
    QByteArray type;
    QJsonArray loc;
    QString msg;

    bool operator==(const Fault &) const = default;
};
using Faults = std::vector<Fault>;

/// The body of a 422: `{"detail":[…],"code":"validation_error"}`, one item per fault, in the given order.
QByteArray faultsJson(const Faults &faults);

/// `policy.escalation[]` as submitted.
struct GivenStep
{
    std::chrono::seconds after {};
    std::vector<Approver> approvers;
};

/// `policy` as submitted, addresses normalised.
struct GivenPolicy
{
    std::optional<int> requiredApprovals;
    bool allowEdit = true;
    std::vector<Approver> approvers;
    std::vector<GivenStep> escalation;
};

/// A valid body of POST /candidate (section 5.1).
struct Submission
{
    QString id;
    QString brandId;
    QString platform;
    QString sourceRef;
    QString proposedText;
    QString persona;
    QString contextUrl;
    QStringList riskFlags;
    std::chrono::seconds deadline {900};
    QString ownerWhatsapp; ///< as written; empty = null
    QString ownerImessage; ///< as written; empty = null
    QString submittedBy; ///< empty = null
    GivenPolicy policy;
};

/// Reads and checks a body. On failure every fault, in the order of section 5.1's table. Pure.
std::expected<Submission, Faults> parseSubmission(const QByteArray &body);

/// The known fields with constant defaults filled in: what GET /candidate/{id} shows of the request and what the
/// content hash is taken of. What a setting would fill in (owner addresses) stays null, so that a retry after a change
/// of settings is still the same content.
QJsonObject requestObject(const Submission &submission);

} // namespace signalbox::approvals
