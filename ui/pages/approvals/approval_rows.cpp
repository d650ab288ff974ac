#include "ui/pages/approvals/approval_rows.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/formats.h"
#include "ui/pages/approvals/approval_words.h"
#include "ui/pages/approvals/countdown.h"
#include "ui/pages/approvals/visible_text.h"

#include <QTableView>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kRiskColumn = 3;
constexpr int kNarrowTable = 900;
constexpr int kNarrowRisk = 104;

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::approvalFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem{int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                              client::filterProblemText(parsed.error())};
}

} // namespace

void prepareApprovalFilter(kit::FilterField &field)
{
    field.setCheck(problemOf);
    QStringList words;
    for (const protocol::FilterField &known : protocol::approvalFields()) {
        words += known.name + u':';
        for (const QString &value : known.values)
            words += known.name + u':' + value;
    }
    field.setCompletions(words);
}

std::vector<kit::Column> ApprovalRows::columns()
{
    const QStringList names = titles();
    return {{"due", names[0], kit::ColumnType::State},
            {"brand", names[1]},
            {"platform", names[2]},
            {"risk", names[3]},
            {"given", names[4], kit::ColumnType::Number},
            {"prompts", names[5]},
            {"revision", names[6], kit::ColumnType::Number},
            {"text", names[7]}};
}

QStringList ApprovalRows::titles()
{
    return {tr("Deadline"), tr("Brand"), tr("Platform"), tr("Risk"),
            tr("Approvals"), tr("Prompts"), tr("Rev.", "revision"), tr("Text")};
}

kit::Row ApprovalRows::row(const protocol::ApprovalRow &row, core::WallTime now, bool stale)
{
    const Countdown::Standing standing = Countdown::of(row, now);
    const bool open = Countdown::isOpen(row);
    kit::Cell due = kit::Cell::state(standing.health, standing.word);
    const core::WallTime moment = open ? row.deadlineAt : row.decidedAt.value_or(row.deadlineAt);
    due.tip = (open ? tr("due %1") : tr("ended %1")).arg(kit::formatMoment(core::epochMs(moment)));
    const QStringList flags(row.riskFlags.begin(), row.riskFlags.end());
    kit::Cell risk = kit::Cell::of(flags.isEmpty() ? QString() : QString(u"▲ "_s + flags.join(u", "_s)));
    risk.strong = open;
    risk.tip = flags.join(u", "_s);
    kit::Cell given = kit::Cell::of(double(row.given) / std::max(1, row.required),
                                    u"%1/%2"_s.arg(row.given).arg(row.required));
    kit::Cell prompts = kit::Cell::of(ApprovalWords::promptsShort(row.prompts));
    prompts.tip = ApprovalWords::prompts(row.prompts);
    prompts.alarming = open && row.prompts.failed > 0;
    kit::Cell text = kit::Cell::of(firstLine(open || row.finalText.isEmpty() ? row.text : row.finalText));
    text.tip = open && !row.barred.isEmpty() ? ApprovalWords::barred(row, {}) : QString();
    kit::Row made{row.id.toUtf8(),
                  {due, open ? kit::Cell::name(row.brand) : kit::Cell::of(row.brand), kit::Cell::of(row.platform), risk,
                   given, prompts, kit::Cell::of(double(row.revision), QString::number(row.revision)), text}};
    // Whoever may do anything to it may skip it.
    const bool mine = protocol::mayAct(row, protocol::ApprovalAction::Skip);
    for (kit::Cell &cell : made.cells) {
        cell.muted = stale || !open || !mine;
        cell.alarming = cell.alarming && !stale;
    }
    // That the time is running out is so whoever may decide.
    made.cells.front().muted = stale || !open;
    return made;
}

QString ApprovalRows::filter(ApprovalPart part, const QString &typed)
{
    // The list as it is costs the gateway least, and its first rows are the open ones.
    if (typed.trimmed().isEmpty() && part != ApprovalPart::Decided)
        return {};
    QStringList parts;
    if (part == ApprovalPart::Open)
        parts += u"open:yes"_s;
    else if (part == ApprovalPart::Decided)
        parts += u"open:no"_s;
    if (!typed.trimmed().isEmpty())
        parts += u'(' + typed.trimmed() + u')';
    return parts.join(u' ');
}

void ApprovalRows::makeRoom(QTableView &table)
{
    // A flag can come in any moment, and the first rows may have none.
    const int width = table.columnWidth(kRiskColumn);
    if (width < kNarrowRisk || (width > kNarrowRisk && table.width() < kNarrowTable))
        table.setColumnWidth(kRiskColumn, kNarrowRisk);
}

kit::ViewState ApprovalRows::emptyState(ApprovalPart part, bool filtered)
{
    if (filtered)
        return kit::ViewState::empty(tr("No approval fits the filter."), tr("Press Esc in the filter to see all."));
    if (part == ApprovalPart::Open)
        return kit::ViewState::empty(tr("Nothing waits for a decision."),
                                     tr("New candidates come in here by themselves. Decided ones are under Decided."));
    return kit::ViewState::empty(tr("Nothing was decided yet."),
                                 tr("What people and deadlines decide is kept here."));
}

kit::ViewState ApprovalRows::missingState()
{
    return kit::ViewState::empty(tr("This gateway runs no approvals."),
                                 tr("Health & checklist names the settings that they need."));
}

} // namespace signalbox::pages
