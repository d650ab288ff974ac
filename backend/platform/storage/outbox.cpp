#include "backend/platform/storage/outbox.h"

#include "backend/platform/storage/outbox_columns.h"

namespace signalbox::storage {

using namespace Qt::StringLiterals;

QString name(OutboxState state)
{
    switch (state) {
    case OutboxState::Pending:
        return u"pending"_s;
    case OutboxState::Delivered:
        return u"delivered"_s;
    case OutboxState::Dead:
        return u"dead"_s;
    }
    return {};
}

std::optional<OutboxState> outboxStateFrom(const QString &word)
{
    for (const OutboxState state : {OutboxState::Pending, OutboxState::Delivered, OutboxState::Dead}) {
        if (name(state) == word)
            return state;
    }
    return {};
}

OutboxRow outboxMessage(QString webhookId, QString subject, QString target, QByteArray body, core::WallTime now,
                        core::milliseconds delay)
{
    OutboxRow row{.webhookId = std::move(webhookId),
                  .subject = std::move(subject),
                  .target = std::move(target),
                  .body = std::move(body)};
    row.nextAttemptAt = now + delay;
    row.scheduledAt = now;
    row.createdAt = now;
    return row;
}

QString outboxTableSql(const QString &table, Dialect dialect)
{
    const QString bytes = dialect == Dialect::Postgres ? u"BYTEA"_s : u"BLOB"_s;
    return uR"(CREATE TABLE %1 (
    webhook_id TEXT PRIMARY KEY,
    subject TEXT UNIQUE,
    target TEXT NOT NULL,
    body %2 NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'delivered', 'dead')),
    attempts INTEGER NOT NULL DEFAULT 0,
    step INTEGER NOT NULL DEFAULT 0,
    next_attempt_at BIGINT NOT NULL,
    scheduled_at BIGINT NOT NULL,
    lease_owner TEXT,
    lease_until BIGINT,
    last_status INTEGER NOT NULL DEFAULT 0,
    last_error TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL,
    delivered_at BIGINT,
    dead_at BIGINT,
    held INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX %1_due ON %1 (next_attempt_at) WHERE state = 'pending';
CREATE INDEX %1_scheduled ON %1 (scheduled_at) WHERE state = 'pending';
CREATE INDEX %1_listed ON %1 (state, created_at, webhook_id);
)"_s.arg(table, bytes);
}

QString outboxColumns(bool withBody)
{
    return u"webhook_id, subject, target, %1, state, attempts, step, next_attempt_at, scheduled_at, lease_owner, "
           "lease_until, last_status, last_error, created_at, delivered_at, dead_at, held"_s.arg(withBody ? u"body"_s
                                                                                                          : u"NULL"_s);
}

namespace {

core::WallTime timeFrom(const QVariant &value)
{
    return core::wallTime(value.toLongLong());
}

std::optional<core::WallTime> maybeTimeFrom(const QVariant &value)
{
    return value.isValid() ? std::optional(timeFrom(value)) : std::nullopt;
}

} // namespace

OutboxRow outboxRowFrom(const Row &row)
{
    return OutboxRow{.webhookId = row[0].toString(),
                     .subject = row[1].toString(),
                     .target = row[2].toString(),
                     .body = row[3].toByteArray(),
                     .state = outboxStateFrom(row[4].toString()).value_or(OutboxState::Dead),
                     .attempts = row[5].toInt(),
                     .step = row[6].toInt(),
                     .nextAttemptAt = timeFrom(row[7]),
                     .scheduledAt = timeFrom(row[8]),
                     .leaseOwner = row[9].toString(),
                     .leaseUntil = maybeTimeFrom(row[10]),
                     .lastStatus = row[11].toInt(),
                     .lastError = row[12].toString(),
                     .createdAt = timeFrom(row[13]),
                     .deliveredAt = maybeTimeFrom(row[14]),
                     .deadAt = maybeTimeFrom(row[15]),
                     .held = row[16].toInt() != 0};
}

QVariant outboxTime(core::WallTime time)
{
    return QVariant::fromValue(core::epochMs(time));
}

QVariant outboxTime(const std::optional<core::WallTime> &time)
{
    return time ? outboxTime(*time) : QVariant();
}

} // namespace signalbox::storage
