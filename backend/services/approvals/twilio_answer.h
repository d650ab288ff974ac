#pragma once

#include <QByteArray>

#include <chrono>
#include <optional>

namespace signalbox::approvals {

/// How far a send got.
enum class Transfer {
    Answered, ///< status and body are there
    NotSent, ///< no connection: nothing can have happened
    Unknown, ///< time-out or reset after the request went out
};

/// What to do next (section 7.1's table).
enum class SendAction {
    Accepted, ///< `sid` and `status` are set
    RetryLater, ///< not processed; wait `wait` (a floor for the backoff), then send again
    Reconcile, ///< outcome unknown: look the message up first (section 20.5)
    UseTemplate, ///< outside the 24-hour window
    Permanent, ///< mark failed, give the token back, other channel, escalate
    StopSending, ///< credentials refused: stop, alert, keep the queue
    SplitAgain, ///< body too long
};

struct SendResult
{
    SendAction action = SendAction::Reconcile;
    QByteArray sid = {};
    QByteArray status = {}; ///< `queued`, `accepted`, …
    int errorCode = 0; ///< Twilio's code, 0 = none known
    std::chrono::milliseconds wait {}; ///< RetryLater: least time to wait
    bool perRecipient = false; ///< 63018: only this recipient waits
};

/// Classifies the answer to a send. `retryAfter` as read from the header. A body that is not JSON is survived. Pure.
SendResult readSendAnswer(Transfer transfer, int status, const QByteArray &body,
                          std::optional<std::chrono::seconds> retryAfter = {});

/// What a Twilio error code means wherever it appears (an answer, or `ErrorCode` of a status callback); nothing for a
/// code the contract does not name.
std::optional<SendAction> actionOfCode(int errorCode);

/// Status only moves forward (section 8.4). Rank of a `MessageStatus`: queued and accepted 0, sending 1, sent 2,
/// delivered 3, read 4, undelivered and failed 5; -1 for unknown words.
int statusRank(QByteArrayView messageStatus);

} // namespace signalbox::approvals
