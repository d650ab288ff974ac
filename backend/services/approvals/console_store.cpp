#include "backend/services/approvals/console_store.h"

#include "backend/platform/storage/outbox.h"
#include "backend/services/approvals/inbound_store.h"
#include "backend/services/approvals/prompt.h"
#include "backend/services/approvals/rows.h"

#include <functional>

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using storage::Connection;
using storage::Row;

namespace {

constexpr QLatin1StringView kOpen("state IN ('new', 'prompted')");
/// Both databases take more values in one statement; a list this long already costs nothing a row.
constexpr qsizetype kIdsAtOnce = 500;
/// A candidate leaves about three when it comes in and two for each answer.
constexpr int kEntriesOfOne = 8;

/// Runs a query for many candidates, some at a time: `select` … IN (ids) `rest`.
Result<void> eachRow(Connection &connection, const QStringList &ids, QLatin1StringView select, QLatin1StringView rest,
                     const std::function<void(const Row &)> &take)
{
    for (qsizetype from = 0; from < ids.size(); from += kIdsAtOnce) {
        const QStringList some = ids.mid(from, kIdsAtOnce);
        const QString sql = select + u" WHERE candidate_id IN ("_s + marks(some.size()) + u") "_s + rest;
        const auto rows = connection.query(sql, {some.begin(), some.end()});
        if (!rows)
            return std::unexpected(rows.error());
        std::ranges::for_each(*rows, take);
    }
    return {};
}

void countPrompts(PromptTally &tally, PromptStatus status, int count)
{
    switch (status) {
    case PromptStatus::Held:
    case PromptStatus::Pending:
    case PromptStatus::Sending:
        tally.waiting += count;
        break;
    case PromptStatus::Sent:
        tally.sent += count;
        break;
    case PromptStatus::Delivered:
    case PromptStatus::Read:
        tally.delivered += count;
        break;
    case PromptStatus::Failed:
    case PromptStatus::OutsideWindow:
    case PromptStatus::Unknown:
        tally.failed += count;
        break;
    }
}

void addToTally(OutboxTally &tally, const Row &row)
{
    const int count = row[4].toInt();
    if (row[1].toString() == storage::name(storage::OutboxState::Dead)) {
        tally.dead += count;
    } else if (row[2].toInt() != 0) {
        tally.held += count;
    } else {
        (row[3].toInt() != 0 ? tally.retrying : tally.pending) += count;
        const core::WallTime oldest = core::wallTime(row[5].toLongLong());
        tally.oldest = std::min(oldest, tally.oldest.value_or(oldest));
    }
}

} // namespace

Result<std::map<QString, std::vector<Approver>>> approversOf(Connection &connection, const QStringList &ids)
{
    std::map<QString, std::vector<Approver>> found;
    const auto read = eachRow(connection, ids,
                              "SELECT candidate_id, approver_id, whatsapp, imessage, step, origin FROM "
                              "approval_approvers"_L1,
                              "ORDER BY candidate_id, position"_L1, [&found](const Row &row) {
                                  found[row[0].toString()].push_back({.id = row[1].toString(),
                                                                      .whatsapp = row[2].toString(),
                                                                      .imessage = row[3].toString(),
                                                                      .step = row[4].toInt(),
                                                                      .owner = row[5].toString() == u"owner"});
                              });
    if (!read)
        return std::unexpected(read.error());
    return found;
}

Result<std::map<QString, std::vector<Vote>>> votesOf(Connection &connection, const QStringList &ids)
{
    std::map<QString, std::vector<Vote>> found;
    const auto read = eachRow(connection, ids,
                              "SELECT candidate_id, approver_id, channel, action, revision, at_ms, counts FROM "
                              "approval_votes"_L1,
                              "ORDER BY candidate_id, at_ms, revision, approver_id"_L1, [&found](const Row &row) {
                                  found[row[0].toString()].push_back(
                                      {.approver = row[1].toString(),
                                       .channel = channelFromName(row[2].toString()).value_or(Channel::Console),
                                       .action = actionFromName(row[3].toString()).value_or(Action::Skip),
                                       .revision = row[4].toInt(),
                                       .at = core::wallTime(row[5].toLongLong()),
                                       .counts = row[6].toInt() != 0});
                              });
    if (!read)
        return std::unexpected(read.error());
    return found;
}

Result<std::map<QString, PromptTally>> promptTallies(Connection &connection, const QStringList &ids)
{
    std::map<QString, PromptTally> found;
    const auto read = eachRow(connection, ids, "SELECT candidate_id, status, count(*) FROM approval_prompts"_L1,
                              "AND coalesce(error_code, '') <> 'skipped' GROUP BY candidate_id, status"_L1,
                              [&found](const Row &row) {
                                  if (const auto status = promptStatusFromName(row[1].toString()))
                                      countPrompts(found[row[0].toString()], *status, row[2].toInt());
                              });
    if (!read)
        return std::unexpected(read.error());
    return found;
}

Result<OpenSummary> openSummary(Connection &connection)
{
    const auto rows
        = connection.query(u"SELECT count(*), min(deadline_ms) FROM approval_candidates WHERE "_s + kOpen);
    if (!rows)
        return std::unexpected(rows.error());
    return OpenSummary {rows->front()[0].toLongLong(), optionalTime(rows->front()[1])};
}

Result<qint64> countDecided(Connection &connection, int most)
{
    const auto rows = connection.query(u"SELECT count(*) FROM (SELECT 1 FROM approval_candidates WHERE decided_ms IS "
                                       "NOT NULL LIMIT ?) counted"_s,
                                       {most});
    if (!rows)
        return std::unexpected(rows.error());
    return rows->front()[0].toLongLong();
}

Result<std::vector<AuditRow>> newestAudit(Connection &connection, const QString &candidateId, int limit)
{
    const auto first = connection.query(
        u"SELECT min(seq) FROM (SELECT seq FROM approval_audit_chain WHERE candidate_id = ? ORDER BY seq DESC "
        "LIMIT ?) newest"_s,
        {candidateId, limit});
    if (!first)
        return std::unexpected(first.error());
    if (!first->front()[0].isValid())
        return std::vector<AuditRow>();
    return readAudit(connection, candidateId, first->front()[0].toLongLong() - 1, limit);
}

Result<std::optional<QStringList>> changedSince(Connection &connection, qint64 afterSeq, int limit)
{
    // The entries in their order, and the ids made distinct here: asked for distinct ids, SQLite reads the whole chain.
    const int mostEntries = limit * kEntriesOfOne;
    const auto rows = connection.query(u"SELECT candidate_id FROM approval_audit_chain WHERE seq > ? AND "
                                       "candidate_id IS NOT NULL ORDER BY seq LIMIT ?"_s,
                                       {afterSeq, mostEntries + 1});
    if (!rows)
        return std::unexpected(rows.error());
    QStringList ids;
    for (const Row &row : *rows)
        ids += row[0].toString();
    ids.removeDuplicates();
    if (int(rows->size()) > mostEntries || ids.size() > limit)
        return std::optional<QStringList>();
    return std::optional(ids);
}

Result<std::optional<Outcome>> outcomeOf(Connection &connection, const QString &channel, const QString &messageId)
{
    const auto rows = connection.query(u"SELECT answer FROM approval_inbound WHERE channel = ? AND message_id = ?"_s,
                                       {channel, messageId});
    if (!rows)
        return std::unexpected(rows.error());
    return rows->empty() ? std::optional<Outcome>() : decodeOutcome(rows->front()[0].toString().toUtf8());
}

Result<std::vector<OutboxTally>> outboxTallies(Connection &connection)
{
    const auto rows = connection.query(
        u"SELECT target, state, held, CASE WHEN attempts > 0 THEN 1 ELSE 0 END AS tried, count(*), min(created_at) "
        "FROM approval_outbox WHERE state IN ('pending', 'dead') GROUP BY target, state, held, tried ORDER BY target"_s);
    if (!rows)
        return std::unexpected(rows.error());
    std::vector<OutboxTally> tallies;
    for (const Row &row : *rows) {
        const QString target = row[0].toString();
        if (tallies.empty() || tallies.back().target != target)
            tallies.push_back({.target = target});
        addToTally(tallies.back(), row);
    }
    return tallies;
}

} // namespace signalbox::approvals
