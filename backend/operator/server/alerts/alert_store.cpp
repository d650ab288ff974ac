#include "backend/operator/server/alerts/alert_store.h"

#include <QJsonDocument>

namespace signalbox::server {

using namespace Qt::StringLiterals;

Result<void> writeAlert(storage::Connection &connection, const protocol::Alert &alert)
{
    const QString body = QString::fromUtf8(QJsonDocument(protocol::toJson(alert)).toJson(QJsonDocument::Compact));
    const auto done = connection.execute(
        u"INSERT INTO signalbox_alerts (id, since_ms, state, body) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id, since_ms) DO UPDATE SET state = excluded.state, body = excluded.body"_s,
        {alert.id, core::epochMs(alert.since), protocol::wordOf(alert.state), body});
    return done ? Result<void>() : std::unexpected(done.error());
}

Result<std::vector<protocol::Alert>> readAlerts(storage::Connection &connection, int most)
{
    const auto rows = connection.query(
        u"SELECT body FROM (SELECT body, state, since_ms, id, ROW_NUMBER() OVER (ORDER BY since_ms DESC, id) AS place "
        "FROM signalbox_alerts) AS numbered WHERE state <> 'resolved' OR place <= ? ORDER BY place"_s,
        {most});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<protocol::Alert> alerts;
    for (const storage::Row &row : *rows) {
        const QJsonObject body = QJsonDocument::fromJson(row.front().toString().toUtf8()).object();
        auto alert = protocol::fromJson<protocol::Alert>(body);
        if (!alert)
            return fail(ErrorCode::Corrupt, PublicText(u"an alert in the store cannot be read"_s));
        alerts.push_back(std::move(*alert));
    }
    return alerts;
}

Result<void> pruneAlerts(storage::Connection &connection, int most)
{
    const auto done = connection.execute(
        u"DELETE FROM signalbox_alerts WHERE state = 'resolved' AND since_ms < COALESCE((SELECT MIN(since_ms) FROM "
        "(SELECT since_ms FROM signalbox_alerts ORDER BY since_ms DESC LIMIT ?) AS newest), 0)"_s,
        {most});
    return done ? Result<void>() : std::unexpected(done.error());
}

} // namespace signalbox::server
