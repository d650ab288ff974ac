#include "ui/pages/operators/operators_page.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/scroll_pane.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/operators/new_operator_card.h"
#include "ui/pages/operators/operator_card.h"
#include "ui/pages/operators/operator_rows.h"
#include "ui/pages/operators/refusals_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostOperators = 500;
constexpr int kPaneWidth = 340;
constexpr std::chrono::seconds kRefresh {10};

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::operatorFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                               client::filterProblemText(parsed.error())};
}

} // namespace

OperatorsPage::OperatorsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_rows(OperatorRows::columns()), m_filter(new kit::FilterField),
      m_table(new kit::TableView(m_rows)), m_card(new kit::Card), m_detail(new OperatorCard(facets, tools.undo)),
      m_new(new NewOperatorCard(facets)), m_refusals(new RefusalsCard(facets, tools.layout))
{
    layOut();
    setFilterField(m_filter);
    m_filter->setCheck(problemOf);
    m_table->keepColumns(tools.layout, u"operators"_s);
    m_refresh.setInterval(kRefresh);
    connect(&m_refresh, &QTimer::timeout, this, &OperatorsPage::read);
    connect(m_filter, &kit::FilterField::applied, this, &OperatorsPage::read);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &OperatorsPage::choose);
    connect(m_new, &NewOperatorCard::added, this, &OperatorsPage::read);
    connect(&facets.operators, &client::OperatorsFacet::outdated, this, &OperatorsPage::read);
    connect(&facets.session, &client::SessionFacet::changed, this, &OperatorsPage::showRefusals);
    connect(&facets.session, &client::SessionFacet::changed, this, &OperatorsPage::read);
    connect(&facets.link, &client::Link::stateChanged, this, &OperatorsPage::showRefusals);
    retranslate();
}

void OperatorsPage::layOut()
{
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    auto *pane = new QVBoxLayout;
    pane->addWidget(m_detail);
    pane->addWidget(m_new);
    pane->addStretch(1);
    m_pane = kit::makeScrollPane(pane, kPaneWidth);
    auto *left = new QVBoxLayout;
    left->setSpacing(kit::kCardGap);
    left->addWidget(m_filter);
    left->addWidget(m_card, 3);
    left->addWidget(m_refusals, 2);
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardGap);
    row->addLayout(left, 1);
    row->addWidget(m_pane);
    body()->addLayout(row, 1);
}

void OperatorsPage::openWith(const QString &filter)
{
    m_filter->setText(filter);
}

QString OperatorsPage::help() const
{
    return tr("Who has a token, with which role, and who was refused? Add and revoke. Filter by name:, role:, state:.");
}

void OperatorsPage::onShown()
{
    m_topic = m_facets.operators.follow();
    m_refresh.start();
    showRefusals();
    read();
}

void OperatorsPage::onHidden()
{
    m_refresh.stop();
    m_topic.reset();
}

void OperatorsPage::read()
{
    // Others would only be refused, and each refusal is kept.
    if (!isVisible() || m_facets.session.me().role != protocol::Role::Admin)
        return;
    m_facets.operators.operators(this, {.filter = m_filter->text(), .sort = {}, .limit = kMostOperators, .cursor = {}},
                                 [this](const Result<protocol::Page<protocol::OperatorView>> &page) { take(page); });
    m_refusals->read();
}

void OperatorsPage::take(const Result<protocol::Page<protocol::OperatorView>> &page)
{
    if (!page) {
        m_table->setState([error = page.error()] { return kit::errorState(error); });
        return;
    }
    m_operators = page->items;
    m_at = page->at;
    const bool filtered = !m_filter->text().trimmed().isEmpty();
    m_table->setState([filtered] {
        return filtered ? kit::ViewState::empty(tr("Nobody fits the filter."), tr("Press Esc in the filter to see all."))
                        : kit::ViewState::empty(tr("Nobody has a token yet."), tr("Only this console can act. Add somebody at the right."));
    });
    showRows();
}

void OperatorsPage::showRows()
{
    std::vector<kit::Row> rows;
    qsizetype active = 0;
    for (const protocol::OperatorView &view : m_operators) {
        rows.push_back(OperatorRows::row(view, m_at));
        active += view.state == protocol::OperatorState::Active ? 1 : 0;
    }
    m_card->setRemark(m_at == core::WallTime() ? QString()
                                               : tr("%n with a token, read at %1", nullptr, int(active)).arg(kit::formatClock(core::epochMs(m_at))));
    m_rows.setRows(std::move(rows));
    choose(m_table->currentKey());
}

void OperatorsPage::choose(const QByteArray &name)
{
    const auto found = std::ranges::find(m_operators, QString::fromUtf8(name), &protocol::OperatorView::name);
    m_detail->show(found == m_operators.end() ? std::nullopt : std::optional(*found), m_at);
}

void OperatorsPage::showRefusals()
{
    const protocol::Me &me = m_facets.session.me();
    const bool isOther = !me.name.isEmpty() && me.role != protocol::Role::Admin;
    m_pane->setVisible(!isOther);
    m_refusals->setVisible(!isOther);
    m_filter->setEnabled(!isOther);
    if (isOther) {
        m_operators.clear();
        m_at = {};
        m_table->setState([role = me.role] {
            return kit::ViewState::empty(tr("Only admins see who has a token."),
                                         tr("You are attached as %1. Ask an admin of this gateway.").arg(client::roleText(role)));
        });
        showRows();
    }
    m_detail->showRefusals();
    m_new->showRefusals();
}

void OperatorsPage::retranslate()
{
    m_card->setTitle(tr("Operators"));
    m_filter->setPlaceholder(tr("Filter: role:admin -state:revoked"));
    m_rows.setTitles(OperatorRows::titles());
    m_detail->retranslate();
    m_new->retranslate();
    m_refusals->retranslate();
    showRows();
}

} // namespace signalbox::pages
