#include "ui/pages/health/checklist_view.h"

#include "ui/client/wire_text.h"
#include "ui/kit/async_action.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/page.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/health/check_card.h"
#include "ui/pages/health/check_rows.h"
#include "ui/pages/health/checklist_text.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QResizeEvent>
#include <QSplitter>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostSettings = 500;
constexpr int kDetailWidth = 330;
constexpr int kItem = 1;
constexpr int kNarrowestItem = 160;

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, checkFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                               client::filterProblemText(parsed.error())};
}

QStringList completions()
{
    QStringList words;
    for (const protocol::FilterField &field : checkFields()) {
        words += field.name + u':';
        for (const QString &value : field.values)
            words += field.name + u':' + value;
    }
    return words;
}

} // namespace

ChecklistView::ChecklistView(client::Facets &facets, const kit::PageTools &tools, QWidget *parent)
    : QWidget(parent), m_facets(facets), m_undo(tools.undo), m_rows(CheckRows::columns()), m_filter(new kit::FilterField),
      m_failing(new QCheckBox), m_run(new kit::AsyncAction({})), m_copy(new QPushButton), m_card(new kit::Card),
      m_table(new kit::TableView(m_rows)), m_detail(new CheckCard), m_halves(new QSplitter(Qt::Horizontal)), m_row(new QWidget)
{
    build(tools);
    m_filter->setCheck(problemOf);
    m_filter->setCompletions(completions());
    connect(m_filter, &kit::FilterField::applied, this, [this](const QString &text) {
        m_parsed = protocol::Filter::parse(text, checkFields()).value_or(protocol::Filter());
        showRows();
    });
    connect(m_failing, &QCheckBox::toggled, this, &ChecklistView::showRows);
    connect(m_copy, &QPushButton::clicked, this, &ChecklistView::copy);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &ChecklistView::choose);
    connect(m_table, &kit::TableView::opened, m_detail, &CheckCard::open);
    connect(m_detail, &CheckCard::placeWanted, this, &ChecklistView::placeWanted);
    connect(&facets.health, &client::HealthFacet::changed, this, &ChecklistView::showRows);
    m_run->setCancel([this] { m_call.cancel(); });
    m_run->setWork([this](kit::AsyncAction::Done done) {
        const auto before = m_facets.health.checklist() ? std::optional(m_facets.health.checklist()->at) : std::nullopt;
        m_call = m_facets.health.run(this, [this, before, done](const Result<protocol::Checklist> &list) {
            done(list || list.error().code == ErrorCode::Cancelled ? QString() : kit::errorText(list.error()));
            if (list && list->at == before)
                m_undo.tell(tr("Nothing newer yet: the gateway looks again after ten seconds."));
        });
    });
}

void ChecklistView::build(const kit::PageTools &tools)
{
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kit::kCardGap);
    row->addWidget(m_filter, 1);
    row->addWidget(m_failing);
    row->addWidget(m_run);
    row->addWidget(m_copy);
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_table->keepColumns(tools.layout, u"checklist"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_rows.sort(CheckRows::kOrder);
    connect(&m_rows, &kit::RowModel::rowsInserted, this, &ChecklistView::shareWidth, Qt::QueuedConnection);
    m_halves->setHandleWidth(kit::kCardGap);
    m_halves->setChildrenCollapsible(false);
    m_halves->addWidget(m_card);
    m_halves->addWidget(m_detail);
    m_halves->setStretchFactor(0, 1);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(kit::kCardGap);
    whole->addWidget(m_row);
    whole->addWidget(m_halves, 1);
}

void ChecklistView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        m_halves->setSizes({width() - kDetailWidth, kDetailWidth});
    shareWidth();
}

/// Half of the room to the items, half to what was found.
void ChecklistView::shareWidth()
{
    const int room = m_table->viewport()->width() - m_table->columnWidth(0);
    m_table->setColumnWidth(kItem, std::max(kNarrowestItem, room / 2));
}

void ChecklistView::addToRow(QWidget *widget)
{
    m_row->layout()->addWidget(widget);
}

void ChecklistView::runAgain()
{
    m_run->start();
}

void ChecklistView::toggleFailing()
{
    m_failing->toggle();
}

std::vector<protocol::CheckItem> ChecklistView::shown() const
{
    const auto &checklist = m_facets.health.checklist();
    return checklist ? checksShown(*checklist, m_parsed, m_failing->isChecked()) : std::vector<protocol::CheckItem>();
}

void ChecklistView::copy()
{
    const auto &checklist = m_facets.health.checklist();
    if (!checklist)
        return m_undo.tell(tr("There are no findings to copy yet."));
    const std::vector<protocol::CheckItem> items = shown();
    QGuiApplication::clipboard()->setText(checklistMarkdown(items, checklist->at, m_facets.session.gatewayName()));
    m_undo.tell(tr("%n item(s) copied as Markdown.", nullptr, int(items.size())));
}

void ChecklistView::readSettings()
{
    m_facets.settings.settings(this, {.filter = {}, .sort = {}, .limit = kMostSettings, .cursor = {}},
                               [this](const Result<protocol::Page<protocol::SettingView>> &page) {
                                   if (!page)
                                       return;
                                   QSet<QString> keys;
                                   for (const protocol::SettingView &setting : page->items)
                                       keys.insert(setting.key);
                                   m_detail->setKnown(std::move(keys));
                               });
}

void ChecklistView::showRows()
{
    const auto &problem = m_facets.health.problem();
    const auto &checklist = m_facets.health.checklist();
    if (!checklist) {
        if (problem)
            m_table->setState([error = *problem] { return kit::errorState(error); });
        return;
    }
    if (m_failing->isChecked() && m_filter->text().trimmed().isEmpty())
        m_table->setState([] { return kit::ViewState::empty(tr("Nothing fails.")); });
    else
        m_table->setState([] { return kit::ViewState::empty(tr("No item fits the filter."), tr("Press Esc in the filter to see all.")); });
    m_rows.setRows(CheckRows::rows(shown(), *checklist));
    choose(m_table->currentKey());
    showCounts();
}

void ChecklistView::showCounts()
{
    const protocol::Checklist &checklist = *m_facets.health.checklist();
    CheckCounts counts;
    for (const protocol::CheckItem &item : checklist.items)
        counts.add(item);
    const QString at = kit::formatClock(core::epochMs(checklist.at));
    const auto &problem = m_facets.health.problem();
    m_card->setRemark(counts.text() + u" · "_s + (problem ? tr("■ stale since %1").arg(at) : at));
}

void ChecklistView::choose(const QByteArray &id)
{
    const auto &checklist = m_facets.health.checklist();
    if (!checklist)
        return;
    const auto found = std::ranges::find(checklist->items, QString::fromUtf8(id), &protocol::CheckItem::id);
    m_detail->show(found == checklist->items.end() ? std::nullopt : std::optional(*found));
}

void ChecklistView::retranslate()
{
    m_card->setTitle(tr("Checklists"));
    m_filter->setPlaceholder(tr("Filter: verdict:fail service:commerce TLS"));
    m_failing->setText(tr("Only what fails"));
    m_run->setText(tr("Run again"));
    m_copy->setText(tr("Copy as Markdown"));
    m_rows.setTitles(CheckRows::titles());
    m_detail->retranslate();
    showRows();
}

} // namespace signalbox::pages
