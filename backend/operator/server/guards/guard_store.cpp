#include "backend/operator/server/guards/guard_store.h"

#include <QJsonDocument>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

QString bodyOf(const protocol::GuardView &guard)
{
    return QString::fromUtf8(QJsonDocument(protocol::toJson(guard)).toJson(QJsonDocument::Compact));
}

} // namespace

Result<void> addGuard(storage::Connection &connection, const protocol::GuardView &guard)
{
    const auto added
        = connection.execute(u"INSERT INTO signalbox_guards (id, revision, state, body) VALUES (?, ?, ?, ?)"_s,
                             {guard.id, guard.revision, protocol::wordOf(guard.state), bodyOf(guard)});
    return added ? Result<void>() : std::unexpected(added.error());
}

Result<void> updateGuard(storage::Connection &connection, const protocol::GuardView &guard)
{
    const auto changed = connection.execute(
        u"UPDATE signalbox_guards SET state = ?, body = ? WHERE id = ? AND state = 'watching'"_s,
        {protocol::wordOf(guard.state), bodyOf(guard), guard.id});
    if (!changed)
        return std::unexpected(changed.error());
    if (*changed == 0)
        return fail(ErrorCode::Conflict, PublicText(u"%1 is not watching any more"_s.arg(guard.id)));
    return {};
}

Result<std::vector<protocol::GuardView>> readGuards(storage::Connection &connection, int most)
{
    const auto rows = connection.query(
        u"SELECT body FROM (SELECT body, revision, state, ROW_NUMBER() OVER (ORDER BY revision DESC, id) AS place "
        "FROM signalbox_guards) AS numbered WHERE state = 'watching' OR place <= ? ORDER BY place"_s,
        {most});
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<protocol::GuardView> guards;
    for (const storage::Row &row : *rows) {
        const QJsonObject body = QJsonDocument::fromJson(row.front().toString().toUtf8()).object();
        auto guard = protocol::fromJson<protocol::GuardView>(body);
        if (!guard)
            return fail(ErrorCode::Corrupt, PublicText(u"a guard in the store cannot be read"_s));
        guards.push_back(std::move(*guard));
    }
    return guards;
}

} // namespace signalbox::server
