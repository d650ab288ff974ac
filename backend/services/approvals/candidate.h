#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>
#include <QLatin1StringView>
#include <QString>
#include <QStringList>
#include <QStringView>

#include <chrono>
#include <optional>
#include <vector>

/// The words of the approval gateway (contract approval-gateway). Plain values, any thread.
namespace signalbox::approvals {

/// Section 11. The first two are open, the others terminal.
enum class State { New, Prompted, Approved, Edited, Rejected, Expired, Cancelled };
bool isTerminal(State state);
/// As on the wire and in the store: `new`, `prompted`, …
QLatin1StringView name(State state);
std::optional<State> stateFromName(QStringView text);

/// What core is told (section 15). A cancelled candidate has none.
enum class Decision { Approved, Edited, Rejected, Expired };
QLatin1StringView name(Decision decision);
std::optional<Decision> decisionFromName(QStringView text);
/// The terminal state that goes with a decision.
State stateOf(Decision decision);

/// Where a person is asked and answers. The console asks nobody, it only answers.
enum class Channel { WhatsApp, Imessage, Console };
/// `whatsapp`, `imessage`, `console`.
QLatin1StringView name(Channel channel);
std::optional<Channel> channelFromName(QStringView text);

/// What an approver did; `approve`, `edit`, `skip` in the store and in `meta.approvals`.
enum class Action { Approve, Edit, Skip };
QLatin1StringView name(Action action);
std::optional<Action> actionFromName(QStringView text);

/// Why a prompt goes out; `prompt`, `revision`, `escalation`.
enum class PromptKind { Prompt, Revision, Escalation };
QLatin1StringView name(PromptKind kind);
std::optional<PromptKind> promptKindFromName(QStringView text);

/// One person entitled to decide. Counts once whatever the number of channels.
struct Approver
{
    QString id;
    QString whatsapp = {}; ///< normalised (addresses.h); empty = none
    QString imessage = {}; ///< normalised; empty = none
    int step = 0; ///< 0 = entitled from the start, n = joins with escalation step n
    bool owner = false; ///< came from owner_* or the owner settings, not from `policy`

    /// The address on a channel; empty = none. The console has none.
    QString address(Channel channel) const;
    bool operator==(const Approver &) const = default;
};

/// One escalation (section 20.1): these approvers are prompted when the candidate is still open. Some may be known
/// from an earlier step already: they are asked again.
struct EscalationStep
{
    std::chrono::seconds after {}; ///< from `created_at`
    QStringList approvers = {}; ///< ids of Policy::approvers

    bool operator==(const EscalationStep &) const = default;
};

/// Who may decide and how many must (section 20.1), settings and fallbacks filled in.
struct Policy
{
    int requiredApprovals = 1;
    bool allowEdit = true;
    std::vector<Approver> approvers = {}; ///< everybody of every step, ids distinct
    std::vector<EscalationStep> escalation = {}; ///< step 1 is the first

    bool operator==(const Policy &) const = default;
};

/// One row of `approval_candidates`.
struct Candidate
{
    QString id;
    QString brandId;
    QString platform; ///< `x`, `reddit`, `linkedin`
    QString sourceRef;
    QString proposedText;
    QString persona;
    QString contextUrl;
    QStringList riskFlags;
    std::chrono::seconds deadline {900};
    QString ownerWhatsapp; ///< as submitted; empty = null
    QString ownerImessage; ///< as submitted; empty = null
    QString submittedBy; ///< empty = null
    QByteArray request; ///< canonical JSON of the request fields (content_hash.h)
    QByteArray contentHash; ///< 64 hex digits, of `request` with a quorum that was not given as 1

    int requiredApprovals = 1;
    bool allowEdit = true;
    int escalationStep = 0; ///< steps that have joined so far

    State state = State::New;
    int revision = 1;
    QString currentText; ///< the proposed text, or the last edit's
    QString editedBy; ///< approver id of the last edit; empty at revision 1
    core::WallTime createdAt {};
    std::optional<core::WallTime> promptedAt; ///< first acceptance by a provider
    core::WallTime deadlineAt {};
    std::optional<core::WallTime> decidedAt;
    std::optional<Decision> decision;
    QString finalText; ///< null QString unless approved or edited
    QString decider; ///< `whatsapp:+…`, `imessage:…`, `console:…`, `system:timeout`; empty while open
    QString reason; ///< of a skip; empty = none
};

/// One row of `approval_votes`: what an approver did to a revision.
struct Vote
{
    QString approver;
    Channel channel = Channel::WhatsApp;
    Action action = Action::Approve;
    int revision = 1;
    core::WallTime at {};
    bool counts = true; ///< false for the submitter's own (self-approval)

    bool operator==(const Vote &) const = default;
};

} // namespace signalbox::approvals
