#include "backend/operator/server/logs/log_rows.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/platform/core/sleep.h"

#include <QJsonDocument>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::LogRow;

namespace {

constexpr size_t kMostLines = 10'000;
/// Parsed in one go: about 2 ms.
constexpr size_t kSlice = 300;

/// The first of the members that is there, as text.
QString textOf(const QJsonObject &line, std::initializer_list<QLatin1StringView> names)
{
    for (const QLatin1StringView name : names) {
        if (const QString text = line[name].toString(); !text.isEmpty())
            return text;
    }
    return {};
}

bool isUrgent(const LogRow &row)
{
    return row.level == "warn"_L1 || row.level == "error"_L1;
}

/// The number in a cursor of this gateway's run; nothing for any other text.
std::optional<quint64> sequenceOf(const QString &cursor, core::WallTime startedAt)
{
    const QString start = QString::number(core::epochMs(startedAt)) + u'.';
    bool isNumber = false;
    const quint64 sequence = cursor.startsWith(start) ? cursor.sliced(start.size()).toULongLong(&isNumber) : 0;
    return isNumber ? std::optional(sequence) : std::nullopt;
}

/// What one walk over the ring needs and finds.
struct Walk
{
    std::vector<LogRow> rows; ///< of the page, and one more when there are more
    qint64 total = 0;
};

/// From the newest line back; keeps at most `most` rows numbered below `before`.
Task<Walk> walk(std::vector<log::RecentLine> lines, core::WallTime startedAt, protocol::Filter filter, quint64 before,
                size_t most)
{
    Walk found;
    size_t parsed = 0;
    for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
        const bool isWanted = line->sequence < before && found.rows.size() < most;
        if (filter.isEmpty()) {
            ++found.total;
            if (!isWanted)
                continue;
        }
        if (++parsed % kSlice == 0)
            co_await core::sleepFor(core::milliseconds(0));
        LogRow row = logRowOf(*line, startedAt);
        if (!filter.matches([&row](qsizetype field) { return protocol::logValue(row, field); }))
            continue;
        if (!filter.isEmpty())
            ++found.total;
        if (isWanted)
            found.rows.push_back(std::move(row));
    }
    co_return found;
}

} // namespace

QString logIdOf(core::WallTime startedAt, quint64 sequence)
{
    return u"%1.%2"_s.arg(core::epochMs(startedAt)).arg(sequence);
}

LogRow logRowOf(const log::RecentLine &line, core::WallTime startedAt)
{
    LogRow row {.id = logIdOf(startedAt, line.sequence), .line = QJsonDocument::fromJson(line.json).object()};
    row.at = protocol::parseIsoUtc(row.line["timestamp"_L1].toString()).value_or(core::WallTime());
    row.level = row.line["level"_L1].toString();
    row.service = row.line["service"_L1].toString();
    row.message = row.line["message"_L1].toString();
    row.requestId = textOf(row.line, {"request_id"_L1, "requestId"_L1});
    row.traceId = textOf(row.line, {"trace_id"_L1, "traceId"_L1});
    row.path = row.line["path"_L1].toString();
    return row;
}

Task<Result<protocol::Page<LogRow>>> logPage(const log::Ring *ring, core::WallTime startedAt, ListQuery query,
                                             core::WallTime at)
{
    std::vector<log::RecentLine> lines = ring->latest(kMostLines);
    if (query.sortField >= 0) {
        const size_t all = lines.size();
        Walk found = co_await walk(std::move(lines), startedAt, std::exchange(query.filter, {}),
                                   std::numeric_limits<quint64>::max(), all);
        co_return pageOf(std::move(found.rows), query, protocol::logValue, &LogRow::id, at);
    }
    quint64 before = std::numeric_limits<quint64>::max();
    if (!query.cursor.isEmpty()) {
        const auto sequence = sequenceOf(query.cursor, startedAt);
        if (!sequence || lines.empty() || *sequence < lines.front().sequence)
            co_return fail(ErrorCode::Gone, PublicText(u"the list has moved on: start again"_s));
        before = *sequence;
    }
    Walk found = co_await walk(std::move(lines), startedAt, query.filter, before, size_t(query.limit) + 1);
    protocol::Page<LogRow> page {.items = std::move(found.rows), .total = found.total, .at = at};
    if (page.items.size() > size_t(query.limit)) {
        page.items.pop_back();
        page.nextCursor = page.items.back().id;
    }
    co_return page;
}

std::vector<LogRow> LogChooser::choose(std::vector<LogRow> rows, core::SteadyTime now)
{
    if (now - m_second >= std::chrono::seconds(1)) {
        m_second = now;
        m_left = kMostPerSecond;
    }
    // The newest of each kind: what is left out is the older part of a burst.
    size_t urgent = std::min(m_left, size_t(std::ranges::count_if(rows, isUrgent)));
    size_t plain = std::min({m_left - urgent, kMostPlain, rows.size()});
    std::vector<LogRow> chosen;
    for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
        size_t &room = isUrgent(*row) ? urgent : plain;
        if (room == 0)
            continue;
        --room;
        chosen.push_back(std::move(*row));
    }
    std::ranges::reverse(chosen);
    m_left -= chosen.size();
    m_skipped += int(rows.size() - chosen.size());
    if (!chosen.empty() && m_skipped > 0)
        chosen.front().skipped = std::exchange(m_skipped, 0);
    return chosen;
}

} // namespace signalbox::server
