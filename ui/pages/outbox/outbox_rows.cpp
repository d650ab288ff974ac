#include "ui/pages/outbox/outbox_rows.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/formats.h"
#include "ui/pages/outbox/outbox_words.h"

#include <QHeaderView>
#include <QTableView>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::OutboxItemState;

namespace {

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::outboxFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                               client::filterProblemText(parsed.error())};
}

/// How old it is; when it began stands in the tip.
kit::Cell ageOf(core::WallTime since, core::WallTime now)
{
    const auto age = std::max(std::chrono::milliseconds(0), now - since);
    kit::Cell cell = kit::Cell::of(double(core::epochMs(since)), kit::formatDuration(double(age.count())));
    cell.tip = kit::formatMoment(core::epochMs(since));
    return cell;
}

kit::Cell countOf(int count, bool bad = false)
{
    kit::Cell cell = kit::Cell::of(double(count), kit::formatNumber(count));
    cell.muted = count == 0;
    cell.alarming = bad && count > 0;
    cell.strong = cell.alarming;
    return cell;
}

} // namespace

void OutboxRows::prepareFilter(kit::FilterField &field)
{
    field.setCheck(problemOf);
    QStringList words;
    for (const protocol::FilterField &known : protocol::outboxFields()) {
        words += known.name + u':';
        for (const QString &value : known.values)
            words += known.name + u':' + value;
    }
    field.setCompletions(words);
}

std::vector<kit::Column> OutboxRows::columns()
{
    const QStringList names = titles();
    using enum kit::ColumnType;
    return {{"state", names[0], State}, {"subject", names[1]},        {"attempts", names[2], Number},
            {"next", names[3], Time},   {"age", names[4], Time},      {"answer", names[5]},
            {"target", names[6], Text, false}, {"service", names[7], Text, false}, {"id", names[8], Text, false}};
}

QStringList OutboxRows::titles()
{
    return {tr("State"),       tr("About"), tr("Tries"),   tr("Next try"), tr("Age"),
            tr("Last answer"), tr("To"),    tr("Service"), tr("Message id")};
}

kit::Row OutboxRows::row(const protocol::OutboxItem &item, core::WallTime now)
{
    const bool isOver = item.state == OutboxItemState::Delivered;
    kit::Cell state = kit::Cell::state(OutboxWords::health(item.state), OutboxWords::state(item.state));
    state.muted = isOver;
    if (item.endedAt)
        state.tip = kit::formatMoment(core::epochMs(*item.endedAt));
    kit::Cell next = kit::Cell::of(item.nextAttemptAt ? double(core::epochMs(*item.nextAttemptAt)) : 0,
                                   OutboxWords::nextAttempt(item, now));
    if (item.nextAttemptAt)
        next.tip = kit::formatMoment(core::epochMs(*item.nextAttemptAt));
    kit::Cell answer = kit::Cell::of(OutboxWords::lastAnswer(item));
    answer.tip = item.lastError;
    answer.muted = isOver;
    kit::Cell about = isOver ? kit::Cell::of(item.subject) : kit::Cell::name(item.subject);
    about.muted = isOver;
    return {item.id.toUtf8(),
            {state, about, kit::Cell::of(double(item.attempts), kit::formatNumber(item.attempts)), next,
             ageOf(item.createdAt, now), answer, kit::Cell::of(OutboxWords::target(item.target)),
             kit::Cell::of(item.service), kit::Cell::of(item.id)}};
}

std::vector<kit::Column> OutboxRows::targetColumns()
{
    const QStringList names = targetTitles();
    using enum kit::ColumnType;
    return {{"target", names[0]},           {"pending", names[1], Number}, {"retrying", names[2], Number},
            {"held", names[3], Number},     {"dead", names[4], Number},    {"oldest", names[5], Time},
            {"service", names[6], Text, false}};
}

QStringList OutboxRows::targetTitles()
{
    return {tr("To"), tr("Pending"), tr("Retrying"), tr("Held"), tr("Given up"), tr("Oldest waits"), tr("Service")};
}

kit::Row OutboxRows::targetRow(const protocol::OutboxTarget &target, core::WallTime now)
{
    kit::Cell oldest = target.oldestAt ? ageOf(*target.oldestAt, now) : kit::Cell::of(0, tr("nothing waits"));
    oldest.muted = !target.oldestAt;
    return {QString(u"service:\"%1\" target:\"%2\""_s.arg(target.service, target.target)).toUtf8(),
            {kit::Cell::name(OutboxWords::target(target.target)), countOf(target.pending), countOf(target.retrying),
             countOf(target.held), countOf(target.dead, true), oldest, kit::Cell::of(target.service)}};
}

void OutboxRows::widen(QTableView &table, int column)
{
    const QHeaderView &header = *table.horizontalHeader();
    const auto wanted = [&table](int of) { return static_cast<const QAbstractItemView &>(table).sizeHintForColumn(of); };
    int last = -1;
    int used = 0;
    for (int visual = 0; visual < header.count(); ++visual) {
        if (const int logical = header.logicalIndex(visual); !table.isColumnHidden(logical)) {
            used += table.columnWidth(logical);
            last = logical;
        }
    }
    if (last < 0 || last == column || table.isColumnHidden(column))
        return;
    const int room = table.viewport()->width() - used + table.columnWidth(last) - wanted(last);
    const int more = std::min(room, wanted(column) - table.columnWidth(column));
    if (more > 0)
        table.setColumnWidth(column, table.columnWidth(column) + more);
}

kit::ViewState OutboxRows::emptyState(bool filtered, qint64 at)
{
    if (filtered)
        return kit::ViewState::empty(tr("No message fits the filter."), tr("Press Esc in the filter to see all."));
    return kit::ViewState::empty(tr("Everything is delivered: nothing waits, nothing was given up."),
                                 tr("Asked at %1. “Also what was delivered” shows the others.").arg(kit::formatClock(at)));
}

kit::ViewState OutboxRows::notConfigured()
{
    return kit::ViewState::empty(
        tr("No service of this gateway sends messages to the outside."),
        tr("Approvals do, once WEBHOOK_SIGNING_SECRET and CORE_DECISION_WEBHOOK are set under Flags & settings."));
}

} // namespace signalbox::pages
