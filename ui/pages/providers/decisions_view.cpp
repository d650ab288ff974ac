#include "ui/pages/providers/decisions_view.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/providers/decision_card.h"
#include "ui/pages/providers/decision_rows.h"

#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDecisions = 300;
constexpr std::chrono::seconds kRefresh {2};
constexpr int kFilterWidth = 320;

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::decisionFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                               client::filterProblemText(parsed.error())};
}

} // namespace

DecisionsView::DecisionsView(const kit::PageTools &tools, client::ProvidersFacet &providers)
    : m_providers(providers), m_rows(DecisionRows::columns()), m_filter(new kit::FilterField),
      m_table(new kit::TableView(m_rows)), m_card(new kit::Card), m_detail(new DecisionCard(tools.layout))
{
    m_filter->setCheck(problemOf);
    m_filter->setMinimumWidth(kFilterWidth);
    m_table->keepColumns(tools.layout, u"decisions"_s);
    m_card->addToHeader(m_filter);
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kit::kCardGap - 4, 0, 0);
    layout->setSpacing(kit::kCardGap);
    layout->addWidget(m_card, 1);
    layout->addWidget(m_detail);
    connect(m_filter, &kit::FilterField::applied, this, &DecisionsView::read);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &DecisionsView::choose);
    connect(&m_refresh, &QTimer::timeout, this, &DecisionsView::read);
    m_refresh.setInterval(kRefresh);
}

void DecisionsView::retranslate()
{
    m_card->setTitle(tr("Decisions"));
    m_card->setRemark(tr("newest first"));
    m_filter->setPlaceholder(tr("Filter: chosen:WALMART_API score<120"));
    m_rows.setTitles(DecisionRows::titles());
    m_detail->retranslate();
    showRows();
}

void DecisionsView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_refresh.start();
    read();
}

void DecisionsView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_refresh.stop();
}

void DecisionsView::read()
{
    if (!isVisible())
        return;
    m_providers.decisions(this, {.filter = m_filter->text(), .sort = {}, .limit = kDecisions, .cursor = {}},
                          [this](const Result<protocol::Page<protocol::Decision>> &page) { take(page); });
}

void DecisionsView::take(const Result<protocol::Page<protocol::Decision>> &page)
{
    if (!page) {
        m_table->setState([error = page.error()] { return kit::errorState(error); });
        return;
    }
    m_decisions = page->items;
    m_table->setState([] { return kit::ViewState::empty(tr("No decision yet."), tr("Route an order, or clear the filter.")); });
    showRows();
    if (m_table->currentKey().isEmpty() && !m_decisions.empty())
        m_table->selectKey(m_decisions.front().requestId.toUtf8());
}

void DecisionsView::showRows()
{
    std::vector<kit::Row> rows;
    for (const protocol::Decision &decision : m_decisions)
        rows.push_back(DecisionRows::row(decision));
    m_rows.setRows(std::move(rows));
}

void DecisionsView::choose(const QByteArray &requestId)
{
    const auto found = std::ranges::find(m_decisions, QString::fromUtf8(requestId), &protocol::Decision::requestId);
    m_detail->show(found == m_decisions.end() ? std::nullopt : std::optional(*found));
}

} // namespace signalbox::pages
