#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/approvals/outcome.h"

/// Messages of approvers that were answered: `approval_inbound`, and edits announced in one message whose text comes in
/// the next: `approval_pending_edits`. Every function runs inside the caller's transaction.
namespace signalbox::approvals {

/// One answered message.
struct InboundAnswer
{
    Channel channel = Channel::WhatsApp;
    QString messageId; ///< `MessageSid`, `message.id` or a hash
    QString sender;
    QString command; ///< its verb, or why there is none; never its text
    Outcome outcome;
    bool isApprover = false; ///< of any candidate
};

/// Takes a message id for this transaction; false when it was answered before.
Result<bool> claimInbound(storage::Connection &connection, Channel channel, const QString &messageId,
                          core::WallTime now);
/// Forgets a message that was answered before `oldest`, so that the same id counts as a new one.
Result<void> forgetInbound(storage::Connection &connection, Channel channel, const QString &messageId,
                           core::WallTime oldest);
/// Keeps the answer of a claimed message.
Result<void> writeAnswer(storage::Connection &connection, const InboundAnswer &answer);
/// The kept answer; Corrupt when it cannot be read.
Result<InboundAnswer> readAnswer(storage::Connection &connection, Channel channel, const QString &messageId);
Result<qint64> pruneInbound(storage::Connection &connection, core::WallTime oldest);

/// `edit id` without a text.
struct PendingEdit
{
    QString candidateId;
    int revision = 0; ///< 0 = none was named
};
Result<void> writePendingEdit(storage::Connection &connection, const QString &address, const PendingEdit &edit,
                              core::WallTime expires);
/// Takes it away; nothing when there is none or it has expired.
Result<std::optional<PendingEdit>> takePendingEdit(storage::Connection &connection, const QString &address,
                                                   core::WallTime now);

/// The outcome as text and back, to give the same answer again.
QByteArray encodeOutcome(const Outcome &outcome);
std::optional<Outcome> decodeOutcome(const QByteArray &json);

} // namespace signalbox::approvals
