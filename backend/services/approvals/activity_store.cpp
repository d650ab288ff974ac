#include "backend/services/approvals/activity_store.h"

#include "backend/services/approvals/decision_body.h"
#include "backend/services/approvals/rows.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;

namespace {

struct Place
{
    qint64 createdMs = 0;
    QString id;
};

QString cursorOf(const Activity &entry)
{
    return QString::number(core::epochMs(entry.createdAt)) + u'.' + entry.id;
}

std::optional<Place> placeOf(const QString &cursor)
{
    const qsizetype dot = cursor.indexOf(u'.');
    bool isNumber = false;
    const qint64 createdMs = cursor.left(dot).toLongLong(&isNumber);
    if (dot < 0 || !isNumber)
        return {};
    return Place {createdMs, cursor.sliced(dot + 1)};
}

Activity activityFrom(const storage::Row &row)
{
    Activity entry;
    entry.id = row[0].toString();
    entry.brandId = row[1].toString();
    entry.platform = row[2].toString();
    entry.proposedText = row[3].toString();
    entry.state = row[4].toString();
    entry.createdAt = core::wallTime(row[5].toLongLong());
    entry.decidedAt = optionalTime(row[6]);
    entry.decision = row[7].toString();
    entry.hasFinalText = row[8].isValid();
    entry.finalText = row[8].toString();
    entry.decider = row[9].toString();
    if (row[10].isValid())
        entry.latencyMs = row[10].toLongLong();
    return entry;
}

} // namespace

Result<void> writeActivity(Connection &connection, const Candidate &candidate)
{
    const QVariant decision = candidate.decision ? QVariant(QString(name(*candidate.decision))) : QVariant();
    const QVariant finalText = candidate.finalText.isNull() ? QVariant() : QVariant(candidate.finalText);
    const QVariant latency = candidate.decision ? QVariant(latencyMs(candidate)) : QVariant();
    return only(connection.execute(
        u"INSERT INTO approval_activity (id, brand_id, platform, proposed_text, state, created_ms, decided_ms, decision, "
        "final_text, decider, latency_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"_s,
        {candidate.id, candidate.brandId, candidate.platform, candidate.proposedText, QString(name(candidate.state)),
         timeValue(candidate.createdAt), timeOrNull(candidate.decidedAt), decision, finalText,
         textOrNull(candidate.decider), latency}));
}

Result<ActivityPage> readActivity(Connection &connection, const QString &brandId, int limit, const QString &cursor)
{
    QString sql = u"SELECT id, brand_id, platform, proposed_text, state, created_ms, decided_ms, decision, final_text, "
                  "decider, latency_ms FROM approval_activity WHERE brand_id = ?"_s;
    std::vector<QVariant> values {brandId};
    if (!cursor.isEmpty()) {
        const std::optional<Place> place = placeOf(cursor);
        if (!place)
            return fail(ErrorCode::InvalidInput, PublicText(u"cursor is not one of a page"_s));
        sql += u" AND (created_ms, id) < (?, ?)"_s;
        values.insert(values.end(), {place->createdMs, place->id});
    }
    values.emplace_back(limit + 1);
    const auto rows = connection.query(sql + u" ORDER BY created_ms DESC, id DESC LIMIT ?"_s, values);
    if (!rows)
        return std::unexpected(rows.error());
    ActivityPage page;
    for (const storage::Row &row : *rows) {
        if (int(page.entries.size()) == limit) {
            page.nextCursor = cursorOf(page.entries.back());
            break;
        }
        page.entries.push_back(activityFrom(row));
    }
    return page;
}

Result<qint64> pruneActivity(Connection &connection, core::WallTime oldest)
{
    return connection.execute(u"DELETE FROM approval_activity WHERE decided_ms < ?"_s, {timeValue(oldest)});
}

} // namespace signalbox::approvals
