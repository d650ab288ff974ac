#include "backend/services/commerce/routing_store.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

std::optional<RoutingState> stateOf(const QString &text)
{
    if (text == u"pending")
        return RoutingState::Pending;
    if (text == u"confirming")
        return RoutingState::Confirming;
    if (text == u"confirmed")
        return RoutingState::Confirmed;
    if (text == u"cancelled")
        return RoutingState::Cancelled;
    return std::nullopt;
}

Result<QVariant> readRow(storage::Connection &connection, const QString &jti)
{
    const auto rows = connection.query(
        u"SELECT state, confirming_until_ms, attempt, record, answer FROM commerce_routings WHERE jti = ?"_s, {jti});
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return QVariant();
    const storage::Row &row = rows->front();
    return QVariant(QVariantList(row.begin(), row.end()));
}

} // namespace

Task<Result<void>> RoutingStore::create(RoutingRecord record, core::WallTime now)
{
    const std::vector<QVariant> values {QString::fromLatin1(record.jti), QString::fromLatin1(record.requestId),
                                        record.userId, core::epochMs(now), QString::fromUtf8(encodeRecord(record))};
    const Result<bool> done = co_await change(
        m_database,
        u"INSERT INTO commerce_routings (jti, request_id, user_id, state, created_ms, record) "
        "VALUES (?, ?, ?, 'pending', ?, ?)"_s,
        values);
    if (!done)
        co_return std::unexpected(done.error());
    co_return Result<void>();
}

Task<Result<std::optional<StoredRouting>>> RoutingStore::find(QByteArray jti)
{
    const QString key = QString::fromLatin1(jti);
    const Result<QVariant> found =
        co_await m_database.read([key](storage::Connection &connection) { return readRow(connection, key); });
    if (!found)
        co_return std::unexpected(found.error());
    const QVariantList row = found->toList();
    if (row.size() < 5)
        co_return std::optional<StoredRouting>();
    auto record = decodeRecord(row[3].toString().toUtf8());
    const auto state = stateOf(row[0].toString());
    if (!record || !state)
        co_return fail(ErrorCode::Corrupt, PublicText(u"routing record is not readable"_s));
    co_return StoredRouting {std::move(*record), *state, row[1].toLongLong(), row[2].toInt(),
                             row[4].toString().toUtf8()};
}

Task<Result<bool>> RoutingStore::claim(QByteArray jti, core::WallTime until)
{
    return change(m_database,
                  u"UPDATE commerce_routings SET state = 'confirming', confirming_until_ms = ?, attempt = attempt + 1 "
                  "WHERE jti = ? AND state = 'pending'"_s,
                  {core::epochMs(until), QString::fromLatin1(jti)});
}

Task<Result<bool>> RoutingStore::release(QByteArray jti)
{
    return change(m_database,
                  u"UPDATE commerce_routings SET state = 'pending' WHERE jti = ? AND state = 'confirming'"_s,
                  {QString::fromLatin1(jti)});
}

Task<Result<bool>> RoutingStore::finish(QByteArray jti, QByteArray answer)
{
    return change(
        m_database,
        u"UPDATE commerce_routings SET state = 'confirmed', answer = ? WHERE jti = ? AND state = 'confirming'"_s,
        {QString::fromUtf8(answer), QString::fromLatin1(jti)});
}

Task<Result<bool>> RoutingStore::cancel(QByteArray jti)
{
    return change(m_database, u"UPDATE commerce_routings SET state = 'cancelled' WHERE jti = ? AND state = 'pending'"_s,
                  {QString::fromLatin1(jti)});
}

Task<Result<bool>> RoutingStore::prune(core::WallTime oldest)
{
    return change(m_database, u"DELETE FROM commerce_routings WHERE created_ms < ?"_s, {core::epochMs(oldest)});
}

Task<Result<bool>> RoutingStore::change(storage::Database &database, QString sql, std::vector<QVariant> values)
{
    const Result<QVariant> changed =
        co_await database.write([sql, values](storage::Connection &connection) -> Result<QVariant> {
            const Result<qint64> rows = connection.execute(sql, values);
            if (!rows)
                return std::unexpected(rows.error());
            return QVariant(*rows);
        });
    if (!changed)
        co_return std::unexpected(changed.error());
    co_return changed->toLongLong() > 0;
}

} // namespace signalbox::commerce
