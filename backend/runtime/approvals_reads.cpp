#include "backend/runtime/approvals_reads.h"

#include "backend/platform/core/json_parse.h"
#include "backend/services/approvals/reply_text.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;
using approvals::Candidate;
using storage::Connection;

namespace {

constexpr int kMostHistory = 200;
constexpr int kMostChanged = 500;
constexpr int kMostWaiting = 20;
constexpr qsizetype kTitleLength = 60;

/// Reads several things one after the other; the first error ends it.
template <class T>
bool took(Result<T> read, T &into, std::optional<Error> &error)
{
    if (read)
        into = std::move(*read);
    else
        error = read.error();
    return !error;
}

/// Rows of these candidates in their order.
Result<std::vector<protocol::ApprovalRow>> rowsOf(Connection &connection,
                                                  const std::vector<approvals::StoredCandidate> &candidates,
                                                  const Onlooker &onlooker)
{
    QStringList ids;
    for (const approvals::StoredCandidate &each : candidates)
        ids += each.candidate.id;
    std::map<QString, std::vector<approvals::Approver>> approvers;
    std::map<QString, std::vector<approvals::Vote>> votes;
    std::map<QString, approvals::PromptTally> prompts;
    std::optional<Error> error;
    if (!took(approvals::approversOf(connection, ids), approvers, error)
        || !took(approvals::votesOf(connection, ids), votes, error)
        || !took(approvals::promptTallies(connection, ids), prompts, error))
        return std::unexpected(*error);
    std::vector<protocol::ApprovalRow> rows;
    rows.reserve(candidates.size());
    for (const approvals::StoredCandidate &each : candidates) {
        const QString &id = each.candidate.id;
        rows.push_back(approvalRow(each.candidate, approvers[id], votes[id], prompts[id], onlooker));
    }
    return rows;
}

/// With what came of the messages that they tell of.
Result<std::vector<HistoryEntry>> readHistory(Connection &connection, const QString &id)
{
    const auto entries = approvals::newestAudit(connection, id, kMostHistory);
    if (!entries)
        return std::unexpected(entries.error());
    std::vector<HistoryEntry> history;
    for (const approvals::AuditRow &row : *entries) {
        history.push_back({row});
        const auto details = row.data ? core::parseJsonObject(row.data->details) : Result<QJsonObject>(QJsonObject());
        const QString messageId = details ? (*details)["message_id"_L1].toString() : QString();
        if (messageId.isEmpty())
            continue;
        const auto outcome = approvals::outcomeOf(connection, (*details)["channel"_L1].toString(), messageId);
        if (!outcome)
            return std::unexpected(outcome.error());
        history.back().outcome = *outcome;
    }
    return history;
}

/// `b_orchid: Yes - SAML and OIDC are both in the Team plan.`
QString titleOf(const Candidate &candidate)
{
    const QString text = candidate.currentText.simplified();
    const QString start = approvals::leftCodePoints(text, kTitleLength);
    return candidate.brandId + u": "_s + start + (start.size() < text.size() ? u"…"_s : QString());
}

} // namespace

Result<server::ApprovalRows> readRows(Connection &connection, std::optional<int> most, const Onlooker &onlooker)
{
    const int all = 2 * server::kMostApprovals;
    const int wanted = std::clamp(most.value_or(all), 1, all);
    approvals::OpenSummary open;
    qint64 decided = 0;
    std::vector<approvals::StoredCandidate> candidates;
    std::vector<approvals::StoredCandidate> ended;
    std::optional<Error> error;
    if (!took(approvals::openSummary(connection), open, error)
        || !took(approvals::countDecided(connection, server::kMostApprovals), decided, error)
        || !took(approvals::listCandidates(connection, approvals::Listed::Open,
                                           std::min(wanted, server::kMostApprovals)), candidates, error))
        return std::unexpected(*error);
    const int left = std::min(wanted - int(candidates.size()), server::kMostApprovals);
    if (left > 0 && !took(approvals::listCandidates(connection, approvals::Listed::Decided, left), ended, error))
        return std::unexpected(*error);
    std::ranges::move(ended, std::back_inserter(candidates));
    auto rows = rowsOf(connection, candidates, onlooker);
    if (!rows)
        return std::unexpected(rows.error());
    return server::ApprovalRows {std::move(*rows), std::min<qint64>(open.count, server::kMostApprovals) + decided};
}

Result<std::optional<protocol::ApprovalRow>> readRow(Connection &connection, const QString &id,
                                                     const Onlooker &onlooker, approvals::Reading reading)
{
    const auto stored = approvals::readCandidate(connection, id, reading);
    if (!stored)
        return std::unexpected(stored.error());
    if (!*stored)
        return std::optional<protocol::ApprovalRow>();
    auto rows = rowsOf(connection, {**stored}, onlooker);
    if (!rows)
        return std::unexpected(rows.error());
    return std::optional(std::move(rows->front()));
}

Result<std::optional<protocol::ApprovalDetail>> readDetail(Connection &connection, const QString &id,
                                                           const Onlooker &onlooker)
{
    const auto view = approvals::readCandidateView(connection, id);
    if (!view)
        return std::unexpected(view.error());
    if (!*view)
        return std::optional<protocol::ApprovalDetail>();
    std::map<QString, approvals::PromptTally> prompts;
    std::vector<HistoryEntry> history;
    std::optional<Error> error;
    if (!took(approvals::promptTallies(connection, {id}), prompts, error)
        || !took(readHistory(connection, id), history, error))
        return std::unexpected(*error);
    return std::optional(approvalDetail(**view, prompts[id], history, onlooker));
}

Result<Glance> readGlance(Connection &connection, std::optional<qint64> since, core::WallTime now)
{
    approvals::OpenSummary open;
    std::vector<approvals::StoredCandidate> urgent;
    std::vector<approvals::OutboxTally> tallies;
    std::optional<QStringList> changed;
    std::optional<Error> error;
    if (!took(approvals::openSummary(connection), open, error)
        || !took(approvals::listCandidates(connection, approvals::Listed::Open, kMostWaiting), urgent, error)
        || !took(approvals::outboxTallies(connection), tallies, error)
        || (since && !took(approvals::changedSince(connection, *since, kMostChanged), changed, error)))
        return std::unexpected(*error);
    Glance glance {.news = {.all = !changed, .open = int(open.count), .nextDeadline = open.nextDeadline, .at = now},
                   .waiting = {.count = int(open.count), .at = now}};
    if (changed)
        glance.news.changed = {changed->begin(), changed->end()};
    for (const approvals::OutboxTally &tally : tallies) {
        glance.news.undelivered += tally.pending + tally.retrying + tally.held + tally.dead;
        glance.news.dead += tally.dead;
    }
    for (const auto &[candidate, escalation, next, diff] : urgent)
        glance.waiting.items.push_back({u"candidate"_s, candidate.id, titleOf(candidate), candidate.createdAt,
                                        candidate.deadlineAt});
    return glance;
}

} // namespace signalbox::runtime
