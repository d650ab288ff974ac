#include "ui/pages/approvals/bulk_dialog.h"

#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/approvals/approval_words.h"
#include "ui/pages/approvals/visible_text.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::ApprovalAction;
using protocol::ApprovalRow;
using Kind = ApprovalOutcome::Kind;

namespace {

constexpr QSize kSize{920, 480};
constexpr int kLongestReason = 500;

std::vector<kit::Column> columns()
{
    return {{"brand", {}}, {"risk", {}}, {"result", {}, kit::ColumnType::State}, {"text", {}}};
}

/// Those that `action` can be done to, or those that it cannot; by brand, then by deadline.
std::vector<ApprovalRow> part(std::vector<ApprovalRow> rows, ApprovalAction action, bool able)
{
    std::erase_if(rows, [action, able](const ApprovalRow &row) { return protocol::mayAct(row, action) != able; });
    std::ranges::sort(rows, {}, [](const ApprovalRow &row) { return std::tuple(row.brand, row.deadlineAt, row.id); });
    return rows;
}

kit::Health healthOf(Kind kind)
{
    switch (kind) {
    case Kind::Decided:
    case Kind::Counted:
        return kit::Health::Well;
    case Kind::Meanwhile:
    case Kind::Changed:
        return kit::Health::Degraded;
    case Kind::Refused:
        break;
    }
    return kit::Health::Down;
}

} // namespace

BulkDialog::BulkDialog(ApprovalActs &acts, const std::vector<ApprovalRow> &chosen, ApprovalAction action,
                       QWidget *parent)
    : QDialog(parent)
    , m_acts(acts)
    , m_out(part(chosen, action, false))
    , m_run(new BulkRun(acts, part(chosen, action, true), action, this))
    , m_rows(columns())
    , m_headline(new QLabel)
    , m_flags(new QLabel)
    , m_table(new kit::TableView(m_rows))
    , m_reason(new QLineEdit)
    , m_progress(new QProgressBar)
    , m_note(new QLabel)
    , m_go(new QPushButton)
    , m_close(new QPushButton)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(true);
    build();
    connect(m_go, &QPushButton::clicked, this, &BulkDialog::start);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_run, &BulkRun::stepped, this, &BulkDialog::take);
    connect(m_run, &BulkRun::finished, this, &BulkDialog::finish);
    retranslate();
    fill();
}

void BulkDialog::build()
{
    resize(kSize);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(8);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_note, 1);
    foot->addWidget(m_close);
    foot->addWidget(m_go);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_headline, m_flags})
        layout->addWidget(widget);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_reason);
    layout->addWidget(m_progress);
    layout->addLayout(foot);
    kit::setTone(m_headline, kit::Tone::Headline);
    kit::setTone(m_flags, kit::Tone::Strong);
    kit::setTone(m_note, kit::Tone::Muted);
    m_note->setWordWrap(true);
    m_flags->setWordWrap(true);
    m_reason->setMaxLength(kLongestReason);
    m_reason->setVisible(m_run->action() == ApprovalAction::Skip);
    m_progress->setRange(0, std::max(1, int(m_run->rows().size())));
    m_progress->setTextVisible(false);
    m_progress->hide();
    kit::setPrimary(m_go);
    // Enter must not decide on many by accident: the named button is what does it.
    m_go->setAutoDefault(false);
    m_close->setAutoDefault(false);
    m_table->setFocus();
}

kit::Row BulkDialog::row(const ApprovalRow &approval, kit::Health health, const QString &result, bool muted) const
{
    const QStringList flags(approval.riskFlags.begin(), approval.riskFlags.end());
    kit::Cell state = kit::Cell::state(health, result.isEmpty() ? u"–"_s : result);
    state.tip = result;
    kit::Cell risk = kit::Cell::of(flags.isEmpty() ? QString() : QString(u"▲ "_s + flags.join(u", "_s)));
    risk.strong = true;
    kit::Row made{approval.id.toUtf8(),
                  {kit::Cell::name(approval.brand), risk, state, kit::Cell::of(firstLine(approval.text))}};
    made.cells.back().tip = visibleText(approval.text);
    for (kit::Cell &cell : made.cells)
        cell.muted = muted;
    return made;
}

void BulkDialog::fill()
{
    std::vector<kit::Row> rows;
    for (const ApprovalRow &approval : m_run->rows())
        rows.push_back(row(approval, kit::Health::Unknown, tr("to be decided"), false));
    for (const ApprovalRow &approval : m_out)
        rows.push_back(row(approval, kit::Health::Unknown,
                           tr("left out: %1").arg(ApprovalWords::barred(approval, {})), true));
    m_rows.setRows(std::move(rows));
}

void BulkDialog::start()
{
    if (m_run->isRunning() || m_isOver || !m_acts.refusal().isEmpty())
        return;
    m_go->setEnabled(false);
    m_reason->setEnabled(false);
    m_progress->show();
    m_close->setText(tr("Cancel"));
    m_run->start(m_reason->text().trimmed());
}

void BulkDialog::take(std::size_t at, const ApprovalOutcome &outcome)
{
    const bool done = outcome.kind == Kind::Decided;
    const QString word = done ? (m_run->action() == ApprovalAction::Skip ? tr("skipped") : tr("approved"))
                              : outcome.text;
    m_rows.upsert({row(m_run->rows()[at], healthOf(outcome.kind), word, false)});
    m_progress->setValue(++m_answered);
    m_note->setText(tr("%1 of %2").arg(m_answered).arg(m_run->rows().size()));
    m_table->scrollTo(m_rows.index(m_rows.placeOf(m_run->rows()[at].id.toUtf8()), 0));
}

void BulkDialog::finish()
{
    m_isOver = true;
    const int all = int(m_run->rows().size());
    for (std::size_t i = std::size_t(m_answered); i < m_run->rows().size(); ++i)
        m_rows.upsert({row(m_run->rows()[i], kit::Health::Unknown, tr("not sent: cancelled"), true)});
    m_note->setText(tr("%1 of %2 done.").arg(m_run->done()).arg(all)
                    + (m_run->done() < all ? u' ' + tr("What was not is still as it was, or says what happened.")
                                           : QString()));
    m_go->hide();
    m_close->setText(tr("Close"));
    m_close->setEnabled(true);
    m_close->setFocus();
}

void BulkDialog::done(int result)
{
    // What was sent cannot be taken back, so the rest is stopped first and the results stay to be read.
    if (m_run->isRunning()) {
        m_run->cancel();
        m_close->setEnabled(false);
        return;
    }
    QDialog::done(result);
}

void BulkDialog::showRefusal()
{
    const QString why = m_run->rows().empty() ? tr("You may decide none of these.") : m_acts.refusal();
    m_go->setEnabled(why.isEmpty());
    m_note->setText(why);
}

void BulkDialog::retranslate()
{
    const bool skip = m_run->action() == ApprovalAction::Skip;
    const int count = int(m_run->rows().size());
    setWindowTitle(skip ? tr("Skip many") : tr("Approve many"));
    m_headline->setText(skip ? tr("Skip %n candidate(s). This is final.", nullptr, count)
                             : tr("Approve %n candidate(s) as they are. This is final.", nullptr, count));
    const auto flagged = std::ranges::count_if(m_run->rows(), [](const ApprovalRow &r) { return !r.riskFlags.empty(); });
    m_flags->setText(u"▲ "_s + tr("%n of them carry risk flags.", nullptr, int(flagged)));
    m_flags->setVisible(flagged > 0);
    m_rows.setTitles({tr("Brand"), tr("Risk"), tr("Result"), tr("Text")});
    m_table->setAccessibleName(tr("What will be decided"));
    m_progress->setAccessibleName(tr("Progress"));
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("Why, optional: told to whoever submitted them"));
    m_go->setText(skip ? tr("Skip %1").arg(kit::formatNumber(double(count))) : tr("Approve %1").arg(kit::formatNumber(double(count))));
    m_close->setText(m_run->isRunning() ? tr("Cancel") : tr("Close"));
    if (!m_run->isRunning() && !m_isOver)
        showRefusal();
}

void BulkDialog::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        if (!m_run->isRunning() && !m_isOver)
            fill();
    }
    QDialog::changeEvent(event);
}

} // namespace signalbox::pages
