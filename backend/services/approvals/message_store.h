#pragma once

#include "backend/platform/storage/database.h"
#include "backend/services/approvals/prompt.h"

/// What a provider has accepted, by its own id: `approval_messages`; and when each WhatsApp address last wrote:
/// `approval_wa_windows`. Every function runs inside the caller's transaction.
namespace signalbox::approvals {

/// One accepted message: a prompt, or a part of one.
struct SentMessage
{
    QString sid = {};
    PromptKey key = {}; ///< candidateId empty: the send was not recorded yet
    int part = 1; ///< 0 = the prompt went out anew after it
    QString address = {};
    QByteArray status = {}; ///< `queued`, `sent`, `delivered`, …
    QString errorCode = {};
};

/// Writes a message; adopts what a status callback has said of its id before.
Result<SentMessage> writeMessage(storage::Connection &connection, const SentMessage &message, core::WallTime now);
/// The parts of a prompt that were accepted, by part.
Result<std::vector<SentMessage>> messagesOf(storage::Connection &connection, const PromptKey &key);
/// The ids of all messages about a candidate, also of those whose prompt went out anew.
Result<QByteArrayList> sidsAbout(storage::Connection &connection, const QString &candidateId);
/// Nothing when the id is unknown; to be changed.
Result<std::optional<SentMessage>> readMessage(storage::Connection &connection, const QString &sid);
Result<void> writeMessageStatus(storage::Connection &connection, const SentMessage &message);
/// The messages of a prompt that goes out anew are no parts of it any more.
Result<void> supersedeMessages(storage::Connection &connection, const PromptKey &key);
/// Deletes status callbacks that found no message since `oldest`.
Result<void> pruneStrays(storage::Connection &connection, core::WallTime oldest);

/// When this address last wrote; nothing when never.
Result<std::optional<core::WallTime>> lastInbound(storage::Connection &connection, const QString &address);
Result<void> writeInboundTime(storage::Connection &connection, const QString &address, core::WallTime now);
Result<void> pruneWindows(storage::Connection &connection, core::WallTime oldest);

} // namespace signalbox::approvals
