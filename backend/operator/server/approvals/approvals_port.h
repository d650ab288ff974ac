#pragma once

#include "backend/operator/protocol/approval_detail.h"
#include "backend/operator/server/operator_auth.h"
#include "backend/platform/core/task.h"
#include "backend/platform/storage/database.h"

#include <functional>

namespace signalbox::server {

/// Approvals that a list holds at most, open and decided ones apart.
inline constexpr int kMostApprovals = 2000;

/// The first rows of the inbox: open ones by deadline, then decided ones, the newest first.
struct ApprovalRows
{
    std::vector<protocol::ApprovalRow> rows;
    qint64 total = 0; ///< that there are, those beyond kMostApprovals left out
};

/// What an operator wants done.
struct ApprovalWish
{
    QString id;
    protocol::ApprovalAction action = protocol::ApprovalAction::Approve;
    int revision = 0; ///< the one that was on the screen
    QString text = {}; ///< of an edit
    QString reason = {}; ///< of a skip
    OperatorIdentity by;
};

/// Why it was not done.
enum class ApprovalRefusal {
    NotFound,
    NotAnApprover,
    StaleRevision,
    AlreadyDecided,
    EditTooLong,
    EmptyEdit,
    EditNotAllowed,
};

/// What came of it.
struct ApprovalVerdict
{
    std::optional<ApprovalRefusal> refusal = {}; ///< with one nothing may be committed
    protocol::ApprovalRow before = {}; ///< as it was; empty for NotFound
    protocol::ApprovalRow approval = {}; ///< as it is now
    bool decided = false; ///< false: counted, more approvals are needed
    qint64 editLimit = 0; ///< code points, of EditTooLong
    std::function<void()> wake = {}; ///< to be called once it is committed
};

/// What became of messages that the gateway signed itself as Twilio would.
struct SignatureTest
{
    QString url; ///< that they were signed for; empty: no setting names it, so nothing was tested
    bool isTaken = false; ///< the right one
    bool areForgedRefused = false; ///< those with another text, with another token, without a signature
};

/// Approval candidates. Everything is called and answers on the operator thread, but for a Step.
class ApprovalsPort
{
public:
    /// One step of a transaction, on the store's thread; may run again.
    using Step = std::function<Result<ApprovalVerdict>(storage::Connection &)>;

    virtual ~ApprovalsPort() = default;

    /// The first `most` rows as `by` sees them; all of them without it.
    virtual Task<Result<ApprovalRows>> rows(OperatorIdentity by, std::optional<int> most) = 0;
    /// Nothing when there is none of this id.
    virtual Task<Result<std::optional<protocol::ApprovalDetail>>> detail(OperatorIdentity by, QString id) = 0;

    /// The decision, on the store that OperatorPorts names.
    virtual Step decision(ApprovalWish wish) = 0;
    /// Keeps a decision that was refused in the approval's history; the row as it is now.
    virtual Task<Result<protocol::ApprovalRow>> keepRefused(ApprovalWish wish, ApprovalRefusal why) = 0;

    /// Nothing while WhatsApp is off. Takes under 1 ms and changes nothing.
    virtual std::optional<SignatureTest> testSignature() const = 0;

    /// What has happened since the last look; nothing when nothing has. Asked once a second.
    virtual Task<Result<std::optional<protocol::ApprovalNews>>> look() = 0;
};

} // namespace signalbox::server
