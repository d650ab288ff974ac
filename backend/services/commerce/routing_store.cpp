#include "backend/services/commerce/routing_store.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

/// Standing::Open as a condition; its parameter is the time.
constexpr QLatin1StringView kOpen(
    "(state = 'pending' OR (state = 'confirming' AND confirming_until_ms < ? AND answer IS NULL))");
/// The claim of the caller still stands.
constexpr QLatin1StringView kHeld("WHERE jti = ? AND attempt = ? AND state = 'confirming'");

/// What `answer` holds while an attempt is under way.
QVariant markerOf(bool mayPlace)
{
    return mayPlace ? QVariant(u"{\"placing\":true}"_s) : QVariant();
}

Result<QVariant> insertRow(storage::Connection &connection, const std::vector<QVariant> &values, qint64 keepRows)
{
    auto done = connection.execute(
        u"INSERT INTO commerce_routings (jti, request_id, user_id, state, created_ms, record) "
        "VALUES (?, ?, ?, 'pending', ?, ?)"_s,
        values);
    // A database in memory is always SQLite, whose rowid grows with every row.
    if (done && keepRows > 0)
        done = connection.execute(
            u"DELETE FROM commerce_routings WHERE rowid <= (SELECT MAX(rowid) FROM commerce_routings) - ?"_s,
            {keepRows});
    if (!done)
        return std::unexpected(done.error());
    return QVariant();
}

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

Standing standingOf(const StoredRouting &routing, core::WallTime now)
{
    switch (routing.state) {
    case RoutingState::Pending:
        return Standing::Open;
    case RoutingState::Confirmed:
        return Standing::Confirmed;
    case RoutingState::Cancelled:
        return Standing::Cancelled;
    case RoutingState::Confirming:
        break;
    }
    if (core::epochMs(now) <= routing.confirmingUntilMs)
        return Standing::Busy;
    return routing.answer.isEmpty() ? Standing::Open : Standing::InDoubt;
}

Task<Result<void>> RoutingStore::create(RoutingRecord record, core::WallTime now)
{
    const std::vector<QVariant> values {QString::fromLatin1(record.jti), QString::fromLatin1(record.requestId),
                                        record.userId, core::epochMs(now), QString::fromUtf8(encodeRecord(record))};
    const Result<QVariant> done = co_await m_database.write(
        [values, keep = m_keepRows](storage::Connection &connection) { return insertRow(connection, values, keep); });
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

Task<Result<bool>> RoutingStore::claim(QByteArray jti, int seen, core::WallTime now, core::WallTime until,
                                       bool mayPlace)
{
    return change(m_database,
                  u"UPDATE commerce_routings SET state = 'confirming', confirming_until_ms = ?, attempt = attempt + 1, "
                  "answer = ? WHERE jti = ? AND attempt = ? AND "_s
                      + kOpen,
                  {core::epochMs(until), markerOf(mayPlace), QString::fromLatin1(jti), seen, core::epochMs(now)});
}

Task<Result<bool>> RoutingStore::renew(Claim claim, core::WallTime until, bool mayPlace)
{
    return change(m_database,
                  u"UPDATE commerce_routings SET confirming_until_ms = ?, attempt = attempt + 1, answer = ? "_s + kHeld,
                  {core::epochMs(until), markerOf(mayPlace), QString::fromLatin1(claim.jti), claim.attempt});
}

Task<Result<bool>> RoutingStore::release(Claim claim, QByteArray failure)
{
    return change(m_database, u"UPDATE commerce_routings SET state = 'pending', answer = ? "_s + kHeld,
                  {QString::fromUtf8(failure), QString::fromLatin1(claim.jti), claim.attempt});
}

Task<Result<bool>> RoutingStore::finish(Claim claim, QByteArray answer)
{
    return change(m_database, u"UPDATE commerce_routings SET state = 'confirmed', answer = ? "_s + kHeld,
                  {QString::fromUtf8(answer), QString::fromLatin1(claim.jti), claim.attempt});
}

Task<Result<bool>> RoutingStore::abandon(Claim claim)
{
    return change(m_database, u"UPDATE commerce_routings SET confirming_until_ms = 0, answer = ? "_s + kHeld,
                  {markerOf(true), QString::fromLatin1(claim.jti), claim.attempt});
}

Task<Result<bool>> RoutingStore::cancel(QByteArray jti, int seen, core::WallTime now)
{
    return change(m_database,
                  u"UPDATE commerce_routings SET state = 'cancelled' WHERE jti = ? AND attempt = ? AND "_s + kOpen,
                  {QString::fromLatin1(jti), seen, core::epochMs(now)});
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
