#include "backend/platform/storage/outbox_store.h"

#include "backend/platform/storage/outbox_columns.h"

#include <algorithm>

namespace signalbox::storage {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestPage = 1000;

/// NULL for an empty text: NULLs do not collide in a unique column.
QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QString cursorOf(const OutboxRow &row)
{
    return QString::number(core::epochMs(row.createdAt)) + u'.' + row.webhookId;
}

struct Place
{
    qint64 createdAt = 0;
    QString webhookId;
};

std::optional<Place> placeOf(const QString &cursor)
{
    const qsizetype dot = cursor.indexOf(u'.');
    bool isNumber = false;
    const qint64 createdAt = cursor.left(dot).toLongLong(&isNumber);
    if (dot < 0 || !isNumber)
        return {};
    return Place{createdAt, cursor.sliced(dot + 1)};
}

Result<std::optional<OutboxRow>> one(Connection &connection, const QString &sql, const QVariant &value)
{
    const auto rows = connection.query(sql, {value});
    if (!rows)
        return std::unexpected(rows.error());
    return rows->empty() ? std::nullopt : std::optional(outboxRowFrom(rows->front()));
}

} // namespace

Result<void> OutboxStore::enqueue(Connection &connection, const OutboxRow &row) const
{
    const auto done = connection.execute(
        u"INSERT INTO %1 (webhook_id, subject, target, body, state, attempts, step, next_attempt_at, scheduled_at, "
        "created_at, held) VALUES (?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?)"_s.arg(m_table),
        {row.webhookId, orNull(row.subject), row.target, row.body, row.attempts, row.step,
         outboxTime(row.nextAttemptAt), outboxTime(row.scheduledAt), outboxTime(row.createdAt), row.held ? 1 : 0});
    if (!done)
        return std::unexpected(done.error());
    return {};
}

Result<OutboxRow> OutboxStore::replay(Connection &connection, const QString &webhookId, core::WallTime now) const
{
    const auto done = connection.execute(
        u"UPDATE %1 SET state = 'pending', step = 0, next_attempt_at = ?, scheduled_at = ?, dead_at = NULL, held = 0 "
        "WHERE webhook_id = ? AND state <> 'delivered'"_s.arg(m_table),
        {outboxTime(now), outboxTime(now), webhookId});
    if (!done)
        return std::unexpected(done.error());
    const auto row = find(connection, webhookId);
    if (!row)
        return std::unexpected(row.error());
    if (!*row)
        return fail(ErrorCode::NotFound, PublicText(u"no such message"_s));
    if (*done == 0)
        return fail(ErrorCode::Conflict, PublicText(u"the message was delivered"_s));
    return **row;
}

Result<std::optional<OutboxRow>> OutboxStore::find(Connection &connection, const QString &webhookId) const
{
    return one(connection, u"SELECT %1 FROM %2 WHERE webhook_id = ?"_s.arg(outboxColumns(), m_table), webhookId);
}

Result<std::optional<OutboxRow>> OutboxStore::findBySubject(Connection &connection, const QString &subject) const
{
    return one(connection, u"SELECT %1 FROM %2 WHERE subject = ?"_s.arg(outboxColumns(), m_table), subject);
}

Result<OutboxPage> OutboxStore::list(Connection &connection, std::optional<OutboxState> state, int limit,
                                     const QString &cursor) const
{
    limit = std::clamp(limit, 1, kLongestPage);
    QStringList conditions;
    std::vector<QVariant> values;
    if (state) {
        conditions += u"state = ?"_s;
        values.emplace_back(name(*state));
    }
    if (!cursor.isEmpty()) {
        const auto place = placeOf(cursor);
        if (!place)
            return fail(ErrorCode::InvalidInput, PublicText(u"not a cursor of this list"_s));
        conditions += u"(created_at < ? OR (created_at = ? AND webhook_id < ?))"_s;
        values.insert(values.end(), {QVariant(place->createdAt), QVariant(place->createdAt), place->webhookId});
    }
    values.emplace_back(limit + 1);
    const QString where = conditions.isEmpty() ? QString() : u" WHERE "_s + conditions.join(u" AND "_s);
    const auto rows = connection.query(u"SELECT %1 FROM %2%3 ORDER BY created_at DESC, webhook_id DESC LIMIT ?"_s.arg(
                                           outboxColumns(false), m_table, where),
                                       values);
    if (!rows)
        return std::unexpected(rows.error());
    OutboxPage page;
    for (const Row &row : *rows)
        page.rows.push_back(outboxRowFrom(row));
    if (page.rows.size() > size_t(limit)) {
        page.rows.pop_back();
        page.nextCursor = cursorOf(page.rows.back());
    }
    return page;
}

Result<OutboxStats> OutboxStore::stats(Connection &connection) const
{
    // The states by name: their index leads past the delivered ones, which are a history.
    const auto rows = connection.query(
        u"SELECT state, held, COUNT(*), MIN(created_at) FROM %1 WHERE state IN ('pending', 'dead') GROUP BY state, held"_s
            .arg(m_table));
    if (!rows)
        return std::unexpected(rows.error());
    OutboxStats stats;
    for (const Row &row : *rows) {
        const qint64 count = row[2].toLongLong();
        if (row[0].toString() == name(OutboxState::Dead)) {
            stats.dead += count;
            continue;
        }
        stats.pending += count;
        if (row[1].toInt() != 0)
            stats.held += count;
        else
            stats.oldestPending = core::wallTime(row[3].toLongLong());
    }
    return stats;
}

Result<qint64> OutboxStore::setHeld(Connection &connection, bool held) const
{
    return connection.execute(u"UPDATE %1 SET held = ? WHERE state = 'pending' AND held <> ?"_s.arg(m_table),
                              {held ? 1 : 0, held ? 1 : 0});
}

Result<qint64> OutboxStore::prune(Connection &connection, core::WallTime oldest) const
{
    return connection.execute(u"DELETE FROM %1 WHERE state = 'delivered' AND delivered_at < ?"_s.arg(m_table),
                              {outboxTime(oldest)});
}

} // namespace signalbox::storage
