#include "backend/services/commerce/provider_metrics_store.h"

#include "backend/services/commerce/money.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

template <class T>
QVariant nullable(const std::optional<T> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QString decimal(qint64 units, qint64 scale)
{
    return QString::fromLatin1(fixedText(units, scale));
}

QVariant rate(std::optional<int> hundredths)
{
    return hundredths ? QVariant(decimal(*hundredths, 100)) : QVariant();
}

/// Issues are words of a closed set, so neither form needs escapes.
QString issuesText(const QStringList &issues, bool postgres)
{
    if (postgres)
        return u'{' + issues.join(u',') + u'}';
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(issues)).toJson(QJsonDocument::Compact));
}

QString timeColumn(const QString &name, bool postgres)
{
    if (!postgres)
        return name;
    return u"to_char("_s + name + uR"( AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))"_s;
}

QString selectText(bool postgres)
{
    return u"SELECT provider_id, total_orders, successful_orders, failed_orders, cancelled_orders, total_gmv, "
           "total_commission, "_s
        + timeColumn(u"last_order_at"_s, postgres) + u", "_s + timeColumn(u"updated_at"_s, postgres)
        + u" FROM provider_metrics"_s;
}

qint64 unitsOf(const QVariant &value, qint64 scale)
{
    return std::llround(value.toDouble() * double(scale));
}

std::optional<ProviderMetrics> metricsOf(const storage::Row &row)
{
    const auto provider = providerFromId(row[0].toString().toLatin1());
    if (!provider)
        return std::nullopt;
    return ProviderMetrics {*provider,
                            row[1].toLongLong(),
                            row[2].toLongLong(),
                            row[3].toLongLong(),
                            row[4].toLongLong(),
                            unitsOf(row[5], 100),
                            unitsOf(row[6], 10000),
                            row[7].toString().toLatin1(),
                            row[8].toString().toLatin1()};
}

Result<qint64> insertOutcome(storage::Connection &connection, const OrderOutcome &outcome, const QString &now)
{
    const bool postgres = connection.dialect() == storage::Dialect::Postgres;
    const bool earns = outcome.kind == OutcomeKind::Success && outcome.valueCents;
    const QVariant value = outcome.valueCents ? QVariant(decimal(*outcome.valueCents, 100)) : QVariant();
    const QVariant commission =
        earns ? QVariant(decimal(commissionOf(*outcome.valueCents, outcome.commissionMicros), 10000)) : QVariant();
    const QString marks = postgres ? u"CAST(? AS text[]), CAST(? AS timestamptz)"_s : u"?, ?"_s;
    return connection.execute(
        u"INSERT INTO order_outcomes (order_id, provider_id, outcome, total_value, commission, "
        "actual_delivery_minutes, items_ordered, items_delivered, user_rating, issues, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, "_s
            + marks + u") ON CONFLICT (order_id, provider_id) DO NOTHING"_s,
        {outcome.orderId, QString::fromLatin1(idText(outcome.provider)), QString(outcomeText(outcome.kind)), value,
         commission, nullable(outcome.deliveryMinutes), outcome.itemsOrdered, nullable(outcome.itemsDelivered),
         nullable(outcome.userRating), issuesText(outcome.issues, postgres), now});
}

/// The provider's row, locked where the database knows row locks; made when it is missing.
Result<ProviderMetrics> lockedRow(storage::Connection &connection, ProviderId provider)
{
    const bool postgres = connection.dialect() == storage::Dialect::Postgres;
    const QString id = QString::fromLatin1(idText(provider));
    const auto made = connection.execute(u"INSERT INTO provider_metrics (provider_id, provider_name) VALUES (?, ?) "
                                         "ON CONFLICT (provider_id) DO NOTHING"_s,
                                         {id, displayName(provider)});
    if (!made)
        return std::unexpected(made.error());
    const QString lock = postgres ? u" FOR UPDATE"_s : QString();
    const auto rows = connection.query(selectText(postgres) + u" WHERE provider_id = ?"_s + lock, {id});
    if (!rows)
        return std::unexpected(rows.error());
    const auto metrics = rows->empty() ? std::nullopt : metricsOf(rows->front());
    if (!metrics)
        return fail(ErrorCode::Corrupt, PublicText(u"provider metrics are not readable"_s));
    return *metrics;
}

Result<qint64> updateRow(storage::Connection &connection, const ProviderMetrics &row)
{
    const bool postgres = connection.dialect() == storage::Dialect::Postgres;
    const QString mark = postgres ? u"CAST(? AS timestamptz)"_s : u"?"_s;
    return connection.execute(
        u"UPDATE provider_metrics SET total_orders = ?, successful_orders = ?, failed_orders = ?, "
        "cancelled_orders = ?, total_gmv = ?, total_commission = ?, success_rate = ?, avg_margin_rate = ?, "
        "last_order_at = "_s
            + mark + u", updated_at = "_s + mark + u" WHERE provider_id = ?"_s,
        {row.totalOrders, row.successfulOrders, row.failedOrders, row.cancelledOrders, decimal(row.gmvCents, 100),
         decimal(row.commission4, 10000), rate(row.successRate()), rate(row.marginRate()),
         QString::fromLatin1(row.lastOrderAt), QString::fromLatin1(row.updatedAt),
         QString::fromLatin1(idText(row.provider))});
}

Result<QVariant> recordOne(storage::Connection &connection, const OrderOutcome &outcome, const QByteArray &now,
                           qint64 keepOutcomes)
{
    const auto inserted = insertOutcome(connection, outcome, QString::fromLatin1(now));
    if (!inserted)
        return std::unexpected(inserted.error());
    Result<ProviderMetrics> row = lockedRow(connection, outcome.provider);
    if (!row)
        return std::unexpected(row.error());
    if (*inserted == 0)
        return QVariant::fromValue(RecordedOutcome {true, *row});
    addOutcome(*row, outcome, now);
    auto updated = updateRow(connection, *row);
    // A database in memory is always SQLite, whose rowid grows with every row.
    if (updated && keepOutcomes > 0)
        updated = connection.execute(
            u"DELETE FROM order_outcomes WHERE rowid <= (SELECT MAX(rowid) FROM order_outcomes) - ?"_s,
            {keepOutcomes});
    if (!updated)
        return std::unexpected(updated.error());
    return QVariant::fromValue(RecordedOutcome {false, *row});
}

Result<QVariant> readAll(storage::Connection &connection)
{
    const auto rows = connection.query(selectText(connection.dialect() == storage::Dialect::Postgres));
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<ProviderMetrics> all;
    for (const storage::Row &row : *rows) {
        if (auto metrics = metricsOf(row))
            all.push_back(std::move(*metrics));
    }
    return QVariant::fromValue(all);
}

} // namespace

Task<Result<RecordedOutcome>> ProviderMetricsStore::record(OrderOutcome outcome, core::WallTime now)
{
    const Result<QVariant> done = co_await m_database.write(
        [outcome, text = core::isoUtc(now), keep = m_keepOutcomes](storage::Connection &connection) {
            return recordOne(connection, outcome, text, keep);
        });
    if (!done)
        co_return std::unexpected(done.error());
    co_return done->value<RecordedOutcome>();
}

Task<Result<std::vector<ProviderMetrics>>> ProviderMetricsStore::all()
{
    const Result<QVariant> found = co_await m_database.read(&readAll);
    if (!found)
        co_return std::unexpected(found.error());
    co_return found->value<std::vector<ProviderMetrics>>();
}

} // namespace signalbox::commerce
