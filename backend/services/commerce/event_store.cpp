#include "backend/services/commerce/event_store.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

struct Column
{
    QByteArrayView field;
    QLatin1StringView column;
};

constexpr std::array kEdgeColumns {
    Column {"providerId", "provider_id"_L1},
    Column {"selectedProviderId", "selected_provider_id"_L1},
    Column {"latencyMs", "latency_ms"_L1},
    Column {"totalCents", "total_cents"_L1},
    Column {"estimatedDeliveryMinutes", "estimated_delivery_minutes"_L1},
    Column {"itemsFound", "items_found"_L1},
    Column {"itemsRequested", "items_requested"_L1},
    Column {"score", "score"_L1},
    Column {"error", "error"_L1},
    Column {"errorCode", "error_code"_L1},
    Column {"retryable", "retryable"_L1},
    Column {"mode", "mode"_L1},
};

constexpr std::array kRequestColumns {
    Column {"userRef", "user_ref"_L1},
    Column {"httpStatus", "http_status"_L1},
    Column {"totalLatencyMs", "total_latency_ms"_L1},
    Column {"code", "error_code"_L1},
};

/// Names and values of one row, built side by side.
struct RowText
{
    QString columns = u"timestamp, level, function_name, event, request_id"_s;
    QString marks = u"?, ?, ?, ?, ?"_s;
    std::vector<QVariant> values;

    void add(QLatin1StringView column, const QVariant &value, QLatin1StringView mark = "?"_L1)
    {
        columns += u", "_s + column;
        marks += u", "_s + mark;
        values.push_back(value);
    }
};

QLatin1StringView levelText(log::Level level)
{
    static constexpr std::array<QLatin1StringView, 4> kTexts {"debug"_L1, "info"_L1, "warn"_L1, "error"_L1};
    return kTexts[static_cast<size_t>(level)];
}

template <size_t Count>
const Column *columnOf(const std::array<Column, Count> &columns, const QByteArray &field)
{
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column &c) { return c.field == field; });
    return found == columns.end() ? nullptr : &*found;
}

Result<qint64> insertOne(storage::Connection &connection, const Event &event)
{
    const bool edge = event.table == EventTable::Edge;
    const bool postgres = connection.dialect() == storage::Dialect::Postgres;
    RowText row;
    row.values = {QString::fromLatin1(core::isoUtc(event.at)), QString(levelText(event.level)),
                  QString::fromLatin1(event.functionName), QString::fromLatin1(event.event),
                  QString::fromLatin1(event.requestId)};
    if (postgres)
        row.marks = u"CAST(? AS timestamptz), ?, ?, ?, ?"_s;
    QJsonObject payload;
    QVariant selected(u""_s);
    for (const log::Field &field : event.fields) {
        const Column *column = edge ? columnOf(kEdgeColumns, field.name) : columnOf(kRequestColumns, field.name);
        if (column == nullptr)
            payload[QString::fromLatin1(field.name)] = field.value.toJson();
        else
            row.add(column->column, field.value.toVariant());
        if (field.name == "selectedProviderId")
            selected = field.value.toVariant();
    }
    const bool namesProvider = row.columns.contains(u", provider_id"_s);
    if (edge && !namesProvider)
        row.add("provider_id"_L1, selected);
    if (!payload.isEmpty())
        row.add("payload"_L1, QString::fromUtf8(QJsonDocument(payload).toJson(QJsonDocument::Compact)),
                postgres ? "CAST(? AS jsonb)"_L1 : "?"_L1);
    const QString table = edge ? u"edge_logs"_s : u"request_logs"_s;
    return connection.execute(u"INSERT INTO "_s + table + u" ("_s + row.columns + u") VALUES ("_s + row.marks + u')',
                              row.values);
}

const std::array kTables {u"edge_logs"_s, u"request_logs"_s};

Result<QVariant> insertAll(storage::Connection &connection, const std::vector<Event> &events)
{
    for (const Event &event : events) {
        if (const auto done = insertOne(connection, event); !done)
            return std::unexpected(done.error());
    }
    return QVariant();
}

Result<QVariant> pruneAll(storage::Connection &connection, const QString &oldest)
{
    const bool postgres = connection.dialect() == storage::Dialect::Postgres;
    const QString mark = postgres ? u"CAST(? AS timestamptz)"_s : u"?"_s;
    for (const QString &table : kTables) {
        const auto done = connection.execute(u"DELETE FROM "_s + table + u" WHERE timestamp < "_s + mark, {oldest});
        if (!done)
            return std::unexpected(done.error());
    }
    return QVariant();
}

} // namespace

Task<Result<QVariant>> EventStore::insert(std::vector<Event> events)
{
    return m_database.write([events = std::move(events)](storage::Connection &connection) {
        return insertAll(connection, events);
    });
}

Task<Result<QVariant>> EventStore::prune(core::WallTime oldest)
{
    return m_database.write([text = QString::fromLatin1(core::isoUtc(oldest))](storage::Connection &connection) {
        return pruneAll(connection, text);
    });
}

} // namespace signalbox::commerce
