#include "ui/pages/logs/log_feed.h"

#include "backend/operator/protocol/list_fields.h"

#include <utility>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::pages {

namespace {

constexpr int kPageSize = 500;
constexpr std::chrono::milliseconds kTurn = 250ms;
constexpr std::chrono::milliseconds kBoundsTurn = 30s;
/// A page every so often brings what the stream leaves out, up to 160 lines a second.
constexpr std::chrono::milliseconds kFillTurn = 3s;

} // namespace

LogFeed::LogFeed(client::Facets &facets, QObject *parent) : QObject(parent), m_facets(facets)
{
    connect(&facets.logs, &client::LogsFacet::arrived, this, &LogFeed::arrived);
    connect(&facets.logs, &client::LogsFacet::outdated, this, &LogFeed::readAgain);
    connect(&m_turn, &QTimer::timeout, this, &LogFeed::flush);
    connect(&m_boundsTurn, &QTimer::timeout, this, &LogFeed::readBounds);
    connect(&m_fillTurn, &QTimer::timeout, this, &LogFeed::fill);
}

LogStatus LogFeed::status() const
{
    return {.bounds = m_bounds,
            .isRead = isRead(),
            .isPaused = m_paused,
            .hasOlder = hasOlder(),
            .waiting = m_waiting.size(),
            .missing = m_hasGaps ? m_leftOut : 0,
            .problem = m_problem};
}

void LogFeed::start()
{
    m_active = true;
    m_topic = m_facets.logs.follow();
    m_turn.start(kTurn);
    m_boundsTurn.start(kBoundsTurn);
    m_fillTurn.start(kFillTurn);
    readAgain();
}

void LogFeed::stop()
{
    flush();
    m_active = false;
    m_topic.reset();
    m_turn.stop();
    m_boundsTurn.stop();
    m_fillTurn.stop();
}

void LogFeed::setFilter(const QString &text)
{
    m_text = text;
    m_filter = protocol::Filter::parse(text, protocol::logFields()).value_or(protocol::Filter());
    startOver();
}

void LogFeed::startOver()
{
    ++m_round;
    m_fresh = true;
    m_waiting.clear();
    readAgain();
}

void LogFeed::fill()
{
    if (m_leftOut > 0 && !m_paused)
        read();
}

void LogFeed::setPaused(bool paused)
{
    m_paused = paused;
    flush();
    Q_EMIT changed();
}

void LogFeed::readAgain()
{
    if (!m_active)
        return;
    read();
    readBounds();
}

void LogFeed::read()
{
    m_facets.logs.logs(this, {.filter = m_text, .sort = {}, .limit = kPageSize, .cursor = {}},
                       [this, round = m_round, leftOut = m_leftOut](Result<protocol::Page<protocol::LogRow>> page) {
                           if (round == m_round)
                               take(std::move(page), leftOut);
                       });
}

void LogFeed::readBounds()
{
    m_facets.logs.logs(this, {.filter = {}, .sort = u"at"_s, .limit = 1, .cursor = {}},
                       [this](const Result<protocol::Page<protocol::LogRow>> &page) {
                           if (!page)
                               return;
                           m_bounds.kept = page->total;
                           m_bounds.oldest = page->items.empty() ? std::nullopt : std::optional(page->items.front().at);
                           Q_EMIT changed();
                       });
}

void LogFeed::failed(const Error &error)
{
    m_problem = error;
    Q_EMIT changed();
}

/// Lines from before stay where the page reaches back to them, or to the gateway's own beginning: they may be the last
/// words of a gateway that was started anew. With a gap between, the list starts over.
void LogFeed::take(Result<protocol::Page<protocol::LogRow>> page, qint64 leftOut)
{
    if (!page)
        return failed(page.error());
    m_problem.reset();
    m_bounds.fitting = page->total;
    const bool reachesBack = !page->nextCursor
        || std::ranges::any_of(page->items, [this](const protocol::LogRow &row) { return m_lines.has(row.id); });
    std::vector<protocol::LogRow> rows = std::move(page->items);
    std::ranges::reverse(rows);
    const QString newest = rows.empty() ? QString() : rows.back().id;
    const bool isWhole = !page->nextCursor || m_fresh || !reachesBack
        || (!rows.empty() && m_lines.placeOf(rows.front().id) <= m_wholeUpTo);
    if (std::exchange(m_fresh, false) || !reachesBack) {
        m_lines.clear();
        m_next = page->nextCursor;
        for (protocol::LogRow &row : rows)
            m_lines.add(std::move(row));
        Q_EMIT replaced();
    } else {
        std::erase_if(rows, [this](const protocol::LogRow &row) { return m_lines.has(row.id); });
        for (const protocol::LogRow &row : rows)
            m_lines.add(row);
        Q_EMIT added(rows);
    }
    m_hasGaps = !isWhole && leftOut > 0;
    if (isWhole) {
        // Two readings may have been under way.
        m_leftOut = std::max<qint64>(m_leftOut - leftOut, 0);
        m_wholeUpTo = newest.isEmpty() ? m_wholeUpTo : m_lines.placeOf(newest);
    }
    Q_EMIT changed();
}

void LogFeed::readOlder()
{
    if (!hasOlder())
        return;
    m_facets.logs.logs(this, {.filter = m_text, .sort = {}, .limit = kPageSize, .cursor = *m_next},
                       [this, round = m_round](const Result<protocol::Page<protocol::LogRow>> &page) {
                           if (round != m_round)
                               return;
                           if (!page) {
                               // Gone: meanwhile the gateway wrote so much that it does not keep them any more.
                               if (page.error().code == ErrorCode::Gone)
                                   m_next.reset();
                               return failed(page.error());
                           }
                           m_next = page->nextCursor;
                           for (const protocol::LogRow &row : page->items)
                               m_lines.add(row);
                           Q_EMIT replaced();
                           Q_EMIT changed();
                       });
}

void LogFeed::arrived(const protocol::LogRow &row)
{
    if (!m_active)
        return;
    m_leftOut += row.skipped.value_or(0);
    if (!m_filter.matches([&row](qsizetype field) { return protocol::logValue(row, field); }))
        return;
    m_waiting.push_back(row);
    if (m_waiting.size() > kMostWaiting) {
        m_waiting.erase(m_waiting.begin(), m_waiting.begin() + kMostWaiting / 10);
        m_leftOut += kMostWaiting / 10;
    }
}

void LogFeed::flush()
{
    // What comes before the first page is known belongs behind it; where that could not be had, it is all there is.
    if (m_waiting.empty() || !isRead())
        return;
    if (!m_paused) {
        std::vector<protocol::LogRow> rows = std::exchange(m_waiting, {});
        std::erase_if(rows, [this](const protocol::LogRow &row) { return m_lines.has(row.id); });
        for (const protocol::LogRow &row : rows)
            m_lines.add(row);
        m_bounds.fitting += qint64(rows.size());
        Q_EMIT added(rows);
    }
    Q_EMIT changed();
}

} // namespace signalbox::pages
