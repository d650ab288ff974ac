#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"
#include "backend/platform/storage/database.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

/// The durable outbox: what must be told to the outside is written in the transaction that decided it, as the bytes
/// that will be signed, and a dispatcher delivers it at least once (contract approval-gateway 15, 20.4). Any owner has
/// a table of this shape: outboxTableSql() is its migration.
namespace signalbox::storage {

enum class OutboxState { Pending, Delivered, Dead };

/// `pending`, `delivered`, `dead`.
QString name(OutboxState state);
/// Nothing for any other word.
std::optional<OutboxState> outboxStateFrom(const QString &word);

/// One message.
struct OutboxRow
{
    QString webhookId; ///< `msg_` + ULID: the same over all attempts and replays
    QString subject = {}; ///< what it is about, unique in the table; empty = nothing (NULL)
    /// Who gets it: a name or URL that the port understands. Messages of one target share its part of the slots.
    QString target;
    QByteArray body; ///< never serialised again: signed and sent as it is

    OutboxState state = OutboxState::Pending;
    int attempts = 0; ///< begun in all; for the receiver of a claimed row this attempt's number (1, 2, …)
    int step = 0; ///< failed since it was written or replayed: the place in the schedule
    core::WallTime nextAttemptAt = {};
    core::WallTime scheduledAt = {}; ///< when nextAttemptAt was set: in the future only after the clock was put back
    QString leaseOwner = {};
    std::optional<core::WallTime> leaseUntil = {};
    int lastStatus = 0; ///< HTTP status of the last attempt; 0 = no answer or no attempt
    QString lastError = {}; ///< one word or sentence without secrets; empty after success
    core::WallTime createdAt = {};
    std::optional<core::WallTime> deliveredAt = {};
    std::optional<core::WallTime> deadAt = {};
    bool held = false; ///< restored from a backup and not released yet: is not delivered
};

/// A new message, first due at `now` + `delay` (RetrySchedule::first()).
OutboxRow outboxMessage(QString webhookId, QString subject, QString target, QByteArray body, core::WallTime now,
                        core::milliseconds delay = core::milliseconds(0));

/// What one attempt came to.
struct DeliveryResult
{
    enum class Kind {
        Delivered, ///< the receiver has it (2xx)
        Failed, ///< try again by the schedule; dead after the last attempt
        Refused, ///< the receiver wants it never again (410): dead at once
        NotSent, ///< nothing left this process (it ends, a setting is missing): as if it had not been tried
    };

    Kind kind = Kind::Failed;
    int status = 0; ///< 0 without an answer
    QString error = {}; ///< for lastError
    std::optional<core::milliseconds> retryAfter = {}; ///< of 429 and 503
};

/// What waits and what has failed for good.
struct OutboxStats
{
    qint64 pending = 0; ///< held ones included
    qint64 held = 0;
    qint64 dead = 0;
    std::optional<core::WallTime> oldestPending = {}; ///< its createdAt; held ones do not count
};

/// One page of a list, newest first.
struct OutboxPage
{
    std::vector<OutboxRow> rows; ///< without the bodies
    QString nextCursor; ///< empty on the last page
};

/// The statements that make table `name` and its indexes, in the dialect's words, for a migration file. `name` is a
/// plain lower-case SQL name.
QString outboxTableSql(const QString &name, Dialect dialect);

} // namespace signalbox::storage
