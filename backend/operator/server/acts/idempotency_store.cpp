#include "backend/operator/server/acts/idempotency_store.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

Result<std::optional<KeptAnswer>> findAnswer(storage::Connection &connection, const QString &actor,
                                             const QByteArray &key, core::WallTime now)
{
    const auto rows = connection.query(
        u"SELECT body_hash, answer FROM signalbox_idempotency WHERE actor = ? AND key = ? AND at_ms > ?"_s,
        {actor, QString::fromLatin1(key), core::epochMs(now - kAnswersKept)});
    if (!rows)
        return std::unexpected(rows.error());
    if (rows->empty())
        return std::optional<KeptAnswer>();
    const storage::Row &row = rows->front();
    return KeptAnswer {row[0].toString().toLatin1(), row[1].toString().toUtf8()};
}

Result<void> keepAnswer(storage::Connection &connection, const QString &actor, const QByteArray &key,
                        const KeptAnswer &answer, core::WallTime now)
{
    const std::vector<std::pair<QString, std::vector<QVariant>>> steps {
        {u"DELETE FROM signalbox_idempotency WHERE at_ms <= ?"_s, {core::epochMs(now - kAnswersKept)}},
        {u"DELETE FROM signalbox_idempotency WHERE at_ms < (SELECT at_ms FROM signalbox_idempotency "
         "ORDER BY at_ms DESC LIMIT 1 OFFSET ?)"_s,
         {kMostAnswers - 1}},
        {u"INSERT INTO signalbox_idempotency (actor, key, body_hash, answer, at_ms) VALUES (?, ?, ?, ?, ?) "
         "ON CONFLICT (actor, key) DO UPDATE SET body_hash = excluded.body_hash, answer = excluded.answer, "
         "at_ms = excluded.at_ms"_s,
         {actor, QString::fromLatin1(key), QString::fromLatin1(answer.bodyHash), QString::fromUtf8(answer.answer),
          core::epochMs(now)}},
    };
    for (const auto &[sql, values] : steps) {
        if (const auto done = connection.execute(sql, values); !done)
            return std::unexpected(done.error());
    }
    return {};
}

} // namespace signalbox::server
