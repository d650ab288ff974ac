#include "backend/platform/storage/outbox_leases.h"

#include "backend/platform/storage/outbox_columns.h"

#include <algorithm>

namespace signalbox::storage {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// How far the clocks of two replicas may be apart; more is a clock that was put back.
constexpr core::milliseconds kClockSkew = 2s;

/// Which of the waiting messages a search looks at.
enum class Due {
    Planned, ///< the time of the next attempt has come
    ClockPutBack, ///< written in what is the future now
};

QString marks(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u", "_s);
}

/// Messages by target, to see who has no slot left.
std::map<QString, int> countByTarget(const OutboxClaim &claim)
{
    std::map<QString, int> counts;
    for (const auto &[id, target] : claim.inFlight)
        ++counts[target];
    return counts;
}

Result<Rows> search(Connection &connection, const QString &table, const OutboxClaim &claim, Due due, int limit)
{
    QStringList busy = claim.pausedTargets;
    for (const auto &[target, count] : countByTarget(claim)) {
        if (count >= claim.perTarget)
            busy += target;
    }
    const bool planned = due == Due::Planned;
    QString sql = u"SELECT %1 FROM %2 WHERE state = 'pending' AND held = 0 AND %3 AND (lease_until IS NULL OR "
                  "lease_until <= ? OR lease_until > ?)"_s.arg(
                      outboxColumns(), table, planned ? u"next_attempt_at <= ?"_s : u"scheduled_at > ?"_s);
    std::vector<QVariant> values{outboxTime(planned ? claim.now : claim.now + kClockSkew), outboxTime(claim.now),
                                 outboxTime(claim.now + claim.lease + kClockSkew)};
    if (!busy.isEmpty()) {
        sql += u" AND target NOT IN (%1)"_s.arg(marks(busy.size()));
        values.insert(values.end(), busy.cbegin(), busy.cend());
    }
    sql += planned ? u" ORDER BY next_attempt_at LIMIT ?"_s : u" ORDER BY scheduled_at LIMIT ?"_s;
    values.emplace_back(limit);
    if (connection.dialect() == Dialect::Postgres)
        sql += u" FOR UPDATE SKIP LOCKED"_s;
    return connection.query(sql, values);
}

void applyResult(OutboxRow &row, const DeliveryResult &result, const OutboxLeases::Next &next, core::WallTime now)
{
    row.leaseOwner.clear();
    row.leaseUntil.reset();
    row.lastStatus = result.status;
    row.scheduledAt = now;
    if (result.kind == DeliveryResult::Kind::Delivered) {
        row.state = OutboxState::Delivered;
        row.lastError.clear();
        row.deliveredAt = now;
        row.deadAt.reset();
        return;
    }
    ++row.step;
    row.lastError = result.error;
    const auto again = result.kind == DeliveryResult::Kind::Refused ? std::nullopt : next(row.step);
    row.nextAttemptAt = again.value_or(now);
    if (!again) {
        row.state = OutboxState::Dead;
        row.deadAt = now;
    }
}

} // namespace

Result<OutboxClaimed> OutboxLeases::claim(Connection &connection, const OutboxClaim &claim) const
{
    OutboxClaimed claimed;
    std::map<QString, int> counts = countByTarget(claim);
    const int limit = claim.limit + int(claim.inFlight.size());
    for (const Due due : {Due::Planned, Due::ClockPutBack}) {
        const auto found = search(connection, m_table, claim, due, limit);
        if (!found)
            return std::unexpected(found.error());
        for (const Row &each : *found) {
            OutboxRow row = outboxRowFrom(each);
            const auto isRow = [&row](const OutboxRow &other) { return other.webhookId == row.webhookId; };
            if (claim.inFlight.contains(row.webhookId) || std::ranges::any_of(claimed.rows, isRow))
                continue;
            if (int(claimed.rows.size()) == claim.limit || counts[row.target] == claim.perTarget) {
                claimed.more = true;
                continue;
            }
            ++counts[row.target];
            row.leaseOwner = claim.owner;
            row.leaseUntil = claim.now + claim.lease;
            ++row.attempts;
            claimed.rows.push_back(std::move(row));
        }
        claimed.more = claimed.more || int(found->size()) == limit;
    }
    for (const OutboxRow &row : claimed.rows) {
        const auto done = connection.execute(
            u"UPDATE %1 SET lease_owner = ?, lease_until = ?, attempts = ? WHERE webhook_id = ?"_s.arg(m_table),
            {row.leaseOwner, outboxTime(row.leaseUntil), row.attempts, row.webhookId});
        if (!done)
            return std::unexpected(done.error());
    }
    return claimed;
}

Result<void> OutboxLeases::renew(Connection &connection, const QString &owner, const QStringList &ids,
                                 core::WallTime until) const
{
    for (const QString &id : ids) {
        const auto done = connection.execute(
            u"UPDATE %1 SET lease_until = ? WHERE webhook_id = ? AND lease_owner = ? AND state = 'pending'"_s.arg(
                m_table),
            {outboxTime(until), id, owner});
        if (!done)
            return std::unexpected(done.error());
    }
    return {};
}

Result<void> OutboxLeases::giveBack(Connection &connection, const QString &owner, const QString &webhookId) const
{
    const auto done = connection.execute(
        u"UPDATE %1 SET lease_owner = NULL, lease_until = NULL, attempts = attempts - 1 WHERE webhook_id = ? AND "
        "lease_owner = ? AND state = 'pending'"_s.arg(m_table),
        {webhookId, owner});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<void> OutboxLeases::release(Connection &connection, const QString &owner) const
{
    const auto done = connection.execute(
        u"UPDATE %1 SET lease_owner = NULL, lease_until = NULL WHERE state = 'pending' AND lease_owner = ?"_s.arg(
            m_table),
        {owner});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<void> OutboxLeases::takeOver(Connection &connection) const
{
    if (connection.dialect() != Dialect::Sqlite)
        return {};
    const auto done = connection.execute(
        u"UPDATE %1 SET lease_owner = NULL, lease_until = NULL WHERE state = 'pending' AND lease_owner IS NOT NULL"_s
            .arg(m_table));
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<std::optional<OutboxRow>> OutboxLeases::record(Connection &connection, const QString &owner,
                                                      const QString &webhookId, const DeliveryResult &result,
                                                      const Next &next, core::WallTime now) const
{
    const QString lock = connection.dialect() == Dialect::Postgres ? u" FOR UPDATE"_s : QString();
    const auto found = connection.query(
        u"SELECT %1 FROM %2 WHERE webhook_id = ?%3"_s.arg(outboxColumns(), m_table, lock), {webhookId});
    if (!found)
        return std::unexpected(found.error());
    if (found->empty())
        return std::nullopt;
    OutboxRow row = outboxRowFrom(found->front());
    const bool delivered = result.kind == DeliveryResult::Kind::Delivered;
    const bool isOurs = row.state == OutboxState::Pending && row.leaseOwner == owner;
    // That it has arrived is a fact, whoever holds the lease by now.
    if (delivered ? row.state == OutboxState::Delivered : !isOurs)
        return std::nullopt;
    applyResult(row, result, next, now);
    const auto done = connection.execute(
        u"UPDATE %1 SET state = ?, step = ?, next_attempt_at = ?, scheduled_at = ?, lease_owner = NULL, lease_until = "
        "NULL, last_status = ?, last_error = ?, delivered_at = ?, dead_at = ? WHERE webhook_id = ?"_s.arg(m_table),
        {name(row.state), row.step, outboxTime(row.nextAttemptAt), outboxTime(row.scheduledAt), row.lastStatus,
         row.lastError, outboxTime(row.deliveredAt), outboxTime(row.deadAt), webhookId});
    if (!done)
        return std::unexpected(done.error());
    return row;
}

} // namespace signalbox::storage
