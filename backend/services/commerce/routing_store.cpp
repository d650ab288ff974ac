#include "backend/services/commerce/routing_store.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

/// Standing::Open as a condition; its parameter is the time.
constexpr QLatin1StringView kOpen(
    "(state = 'pending' OR (state = 'confirming' AND confirming_until_ms < ? AND answer IS NULL))");
/// The claim of the caller still stands.
constexpr QLatin1StringView kHeld("WHERE jti = ? AND attempt = ? AND state = 'confirming'");

/// What `answer` holds while an attempt is under way; null = nothing.
QByteArray markerOf(bool mayPlace)
{
    return mayPlace ? QByteArray("{\"placing\":true}") : QByteArray();
}

QVariant textOrNull(const QByteArray &utf8)
{
    return utf8.isNull() ? QVariant() : QVariant(QString::fromUtf8(utf8));
}

Result<QVariant> insertRow(storage::Connection &connection, const std::vector<QVariant> &values)
{
    const auto done = connection.execute(
        u"INSERT INTO commerce_routings (jti, request_id, user_id, state, created_ms, record) "
        "VALUES (?, ?, ?, 'pending', ?, ?)"_s,
        values);
    if (!done)
        return std::unexpected(done.error());
    return QVariant();
}

/// kOpen of a row in memory.
bool isOpen(const RoutingBoard::Row &row, core::WallTime now)
{
    return row.state == RoutingState::Pending
        || (row.state == RoutingState::Confirming && row.confirmingUntilMs < core::epochMs(now)
            && row.answer.isEmpty());
}

/// kHeld of a row in memory.
bool isHeld(const RoutingBoard::Row &row, const Claim &claim)
{
    return row.attempt == claim.attempt && row.state == RoutingState::Confirming;
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

std::unexpected<Error> unreadable()
{
    return fail(ErrorCode::Corrupt, PublicText(u"routing record is not readable"_s));
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
    if (m_board) {
        m_board->add(record.jti, encodeRecord(record), core::epochMs(now));
        co_return Result<void>();
    }
    const std::vector<QVariant> values {QString::fromLatin1(record.jti), QString::fromLatin1(record.requestId),
                                        record.userId, core::epochMs(now), QString::fromUtf8(encodeRecord(record))};
    const Result<QVariant> done = co_await m_database.write(
        [values](storage::Connection &connection) { return insertRow(connection, values); });
    if (!done)
        co_return std::unexpected(done.error());
    co_return Result<void>();
}

Result<std::optional<StoredRouting>> RoutingStore::findOnBoard(const QByteArray &jti) const
{
    std::optional<RoutingBoard::Row> row = m_board->find(jti);
    if (!row)
        return std::optional<StoredRouting>();
    auto record = decodeRecord(row->record);
    if (!record)
        return unreadable();
    return StoredRouting {std::move(*record), row->state, row->confirmingUntilMs, row->attempt, row->answer};
}

Task<Result<std::optional<StoredRouting>>> RoutingStore::find(QByteArray jti)
{
    if (m_board)
        co_return findOnBoard(jti);
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
        co_return unreadable();
    co_return StoredRouting {std::move(*record), *state, row[1].toLongLong(), row[2].toInt(),
                             row[4].toString().toUtf8()};
}

Task<Result<bool>> RoutingStore::claim(QByteArray jti, int seen, core::WallTime now, core::WallTime until,
                                       bool mayPlace)
{
    if (m_board) {
        co_return m_board->change(jti, [=](RoutingBoard::Row &row) {
            if (row.attempt != seen || !isOpen(row, now))
                return false;
            row.state = RoutingState::Confirming;
            row.confirmingUntilMs = core::epochMs(until);
            row.attempt = seen + 1;
            row.answer = markerOf(mayPlace);
            return true;
        });
    }
    co_return co_await change(
        m_database,
        u"UPDATE commerce_routings SET state = 'confirming', confirming_until_ms = ?, attempt = attempt + 1, "
        "answer = ? WHERE jti = ? AND attempt = ? AND "_s
            + kOpen,
        {core::epochMs(until), textOrNull(markerOf(mayPlace)), QString::fromLatin1(jti), seen, core::epochMs(now)});
}

Task<Result<bool>> RoutingStore::renew(Claim claim, core::WallTime until, bool mayPlace)
{
    if (m_board) {
        co_return m_board->change(claim.jti, [=](RoutingBoard::Row &row) {
            if (!isHeld(row, claim))
                return false;
            row.confirmingUntilMs = core::epochMs(until);
            ++row.attempt;
            row.answer = markerOf(mayPlace);
            return true;
        });
    }
    co_return co_await change(
        m_database,
        u"UPDATE commerce_routings SET confirming_until_ms = ?, attempt = attempt + 1, answer = ? "_s + kHeld,
        {core::epochMs(until), textOrNull(markerOf(mayPlace)), QString::fromLatin1(claim.jti), claim.attempt});
}

Task<Result<bool>> RoutingStore::release(Claim claim, QByteArray failure)
{
    if (m_board)
        co_return settle(claim, RoutingState::Pending, failure);
    co_return co_await change(m_database, u"UPDATE commerce_routings SET state = 'pending', answer = ? "_s + kHeld,
                              {QString::fromUtf8(failure), QString::fromLatin1(claim.jti), claim.attempt});
}

Task<Result<bool>> RoutingStore::finish(Claim claim, QByteArray answer)
{
    if (m_board)
        co_return settle(claim, RoutingState::Confirmed, answer);
    co_return co_await change(m_database, u"UPDATE commerce_routings SET state = 'confirmed', answer = ? "_s + kHeld,
                              {QString::fromUtf8(answer), QString::fromLatin1(claim.jti), claim.attempt});
}

bool RoutingStore::settle(const Claim &claim, RoutingState state, const QByteArray &answer)
{
    return m_board->change(claim.jti, [&](RoutingBoard::Row &row) {
        if (!isHeld(row, claim))
            return false;
        row.state = state;
        row.answer = answer;
        return true;
    });
}

Task<Result<bool>> RoutingStore::abandon(Claim claim)
{
    if (m_board) {
        co_return m_board->change(claim.jti, [&](RoutingBoard::Row &row) {
            if (!isHeld(row, claim))
                return false;
            row.confirmingUntilMs = 0;
            row.answer = markerOf(true);
            return true;
        });
    }
    co_return co_await change(
        m_database, u"UPDATE commerce_routings SET confirming_until_ms = 0, answer = ? "_s + kHeld,
        {textOrNull(markerOf(true)), QString::fromLatin1(claim.jti), claim.attempt});
}

Task<Result<bool>> RoutingStore::cancel(QByteArray jti, int seen, core::WallTime now)
{
    if (m_board) {
        co_return m_board->change(jti, [=](RoutingBoard::Row &row) {
            if (row.attempt != seen || !isOpen(row, now))
                return false;
            row.state = RoutingState::Cancelled;
            return true;
        });
    }
    co_return co_await change(
        m_database,
        u"UPDATE commerce_routings SET state = 'cancelled' WHERE jti = ? AND attempt = ? AND "_s + kOpen,
        {QString::fromLatin1(jti), seen, core::epochMs(now)});
}

Task<Result<bool>> RoutingStore::prune(core::WallTime oldest)
{
    if (m_board)
        co_return m_board->prune(core::epochMs(oldest));
    co_return co_await change(m_database, u"DELETE FROM commerce_routings WHERE created_ms < ?"_s,
                              {core::epochMs(oldest)});
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
