#include "ui/pages/overview/overview_page.h"

#include "ui/kit/card.h"
#include "ui/kit/formats.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/overview/facts_card.h"
#include "ui/pages/overview/operation_rows.h"
#include "ui/pages/overview/overview_charts.h"
#include "ui/pages/overview/overview_facts.h"
#include "ui/pages/overview/service_rows.h"
#include "ui/pages/overview/state_line.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr int kFacts = 3;
constexpr int kServices = 5;
constexpr std::size_t kFewestOperations = 2;
constexpr std::size_t kMostOperations = 5;
/// What the page needs besides the rows of its tables, the charts at their smallest.
constexpr int kFixedHeight = 520;

} // namespace

OverviewPage::OverviewPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_services(ServiceRows::columns()), m_operations(OperationRows::columns()),
      m_state(new StateLine), m_serviceCard(new kit::Card), m_serviceTable(new kit::TableView(m_services)),
      m_charts(new OverviewCharts(tools.link, facets.series)), m_operationCard(new kit::Card),
      m_operationTable(new kit::TableView(m_operations))
{
    body()->addWidget(m_state);
    makeServices();
    body()->addWidget(m_charts, 1);
    makeLists();
    connect(m_state, &StateLine::openWanted, this, &OverviewPage::pageWanted);
    connect(&facets.overview, &client::OverviewFacet::changed, this, &OverviewPage::showOverview);
    connect(&facets.overview, &client::OverviewFacet::listsChanged, this, &OverviewPage::showLists);
    connect(&facets.link, &client::Link::reset, m_charts, &OverviewCharts::ask);
    connect(&m_second, &QTimer::timeout, this, &OverviewPage::showAge);
    client::showFlips<kit::ChartMark>(facets.flips, findChildren<kit::LineChart *>());
    retranslate();
}

void OverviewPage::makeServices()
{
    m_serviceCard->setFlush(true);
    m_serviceCard->addWidget(m_serviceTable);
    body()->addWidget(m_serviceCard);
    m_serviceTable->fitToRows(kServices);
    m_operationCard->setFlush(true);
    m_operationCard->addWidget(m_operationTable);
    m_operationCard->body()->addStretch(1);
    for (kit::TableView *table : {m_serviceTable, m_operationTable}) {
        table->viewport()->setCursor(Qt::PointingHandCursor);
        connect(table, &QAbstractItemView::clicked, this, [this, table](const QModelIndex &index) { openFigure(*table, index); });
        connect(table, &kit::TableView::opened, this, [this, table] { openFigure(*table, table->currentIndex()); });
    }
}

void OverviewPage::makeLists()
{
    auto *lists = new QHBoxLayout;
    lists->setSpacing(kit::kCardGap);
    m_alerts = new FactsCard(int(kMostOperations));
    m_alerts->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
    lists->addWidget(m_operationCard, 2);
    lists->addWidget(m_alerts, 1);
    body()->addLayout(lists);
    auto *facts = new QHBoxLayout;
    facts->setSpacing(kit::kCardGap);
    m_waiting = new FactsCard(kFacts);
    m_changes = new FactsCard(kFacts);
    m_saturation = new FactsCard(kFacts, 2);
    for (FactsCard *card : {m_waiting, m_changes, m_saturation})
        facts->addWidget(card, 1);
    body()->addLayout(facts);
    for (FactsCard *card : {m_alerts, m_waiting, m_changes, m_saturation})
        connect(card, &FactsCard::placeWanted, this, &OverviewPage::pageWanted);
}

QString OverviewPage::help() const
{
    return tr("Is it well, what is worst, what changed? Every figure leads to its page: click it, or press Enter on it.");
}

void OverviewPage::retranslate()
{
    m_state->retranslate();
    m_charts->retranslate();
    m_services.setTitles(ServiceRows::titles());
    m_operations.setTitles(OperationRows::titles());
    m_serviceTable->setAccessibleName(tr("Services"));
    m_operationCard->setTitle(tr("Top operations"));
    m_operationCard->setRemark(tr("of the last minute"));
    m_alerts->setTitle(tr("Alerts"));
    m_waiting->setTitle(tr("Waiting for a person"));
    m_changes->setTitle(tr("Changed last"));
    m_saturation->setTitle(tr("Saturation"));
    showOverview();
    showLists();
}

void OverviewPage::onShown()
{
    m_lists = m_facets.overview.followLists();
    showOverview();
    m_charts->follow(m_names);
    m_second.start(1s);
}

void OverviewPage::onHidden()
{
    m_second.stop();
    m_lists.reset();
    m_charts->stop();
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const int room = (height() - kFixedHeight) / kit::kRowHeight - std::min(m_services.rowCount(), kServices);
    const auto rows = std::clamp(std::size_t(std::max(room, 0)), kFewestOperations, kMostOperations);
    if (std::exchange(m_operationRows, rows) != rows)
        showLists();
}

void OverviewPage::openFigure(kit::TableView &table, const QModelIndex &index)
{
    const bool isService = &table == m_serviceTable;
    const kit::RowModel &model = isService ? m_services : m_operations;
    const kit::Row *row = model.rowAt(index.row());
    if (row == nullptr || !index.isValid())
        return;
    const QByteArray column = model.columns()[std::size_t(index.column())].id;
    const client::Place place = isService ? ServiceRows::placeOf(*row, column) : OperationRows::placeOf(*row, column);
    Q_EMIT pageWanted(place.page, place.filter);
}

void OverviewPage::showOverview()
{
    // Hidden it costs nothing: it is brought up to date when it is shown.
    if (!m_facets.overview.overview() || !isVisible())
        return;
    m_state->show(*m_facets.overview.overview());
    showServices();
    showFacts();
}

void OverviewPage::showServices()
{
    const protocol::Overview &overview = *m_facets.overview.overview();
    m_services.setRows(ServiceRows::rows(overview.services));
    m_serviceTable->fitToRows(kServices);
    QStringList names;
    for (const protocol::ServiceRed &service : overview.services) {
        if (service.state != protocol::State::NotConfigured)
            names += service.service;
    }
    if (std::exchange(m_names, names) != names)
        m_charts->follow(m_names);
}

void OverviewPage::showFacts()
{
    const protocol::Overview &overview = *m_facets.overview.overview();
    const auto alerts = std::ranges::count(overview.waiting.items, u"alert"_s, &protocol::WaitingItem::kind);
    const auto waiting = overview.waiting.count - int(alerts);
    m_waiting->setRemark(waiting > 0 ? kit::formatNumber(waiting) : QString());
    m_waiting->setFacts(OverviewFacts::waiting(overview), tr("Nothing waits."));
    m_changes->setFacts(OverviewFacts::changes(overview), tr("Nothing was changed."));
    m_saturation->setFacts(OverviewFacts::saturation(overview), {});
    showAge();
}

void OverviewPage::showAge()
{
    if (!m_facets.overview.overview())
        return;
    const qint64 age = QDateTime::currentMSecsSinceEpoch() - core::epochMs(m_facets.overview.overview()->at);
    m_saturation->setRemark(kit::formatAge(std::chrono::milliseconds(age)));
}

void OverviewPage::showLists()
{
    const client::OverviewFacet &facet = m_facets.overview;
    m_operationTable->setState(facet.operations() ? kit::ViewState::empty(tr("No operation was asked for."))
                                                  : kit::ViewState::empty(tr("This gateway has not told its operations.")));
    if (facet.operations())
        m_operations.setRows(OperationRows::rows(*facet.operations(), m_operationRows));
    m_operationTable->fitToRows(int(m_operationRows));
    // That nothing fires is said only where it is known.
    const std::vector<protocol::Alert> alerts = facet.alerts().value_or(std::vector<protocol::Alert>());
    m_alerts->setRemark(alerts.empty() ? QString() : kit::formatNumber(double(alerts.size())));
    m_alerts->setFacts(OverviewFacts::alerts(alerts),
                       facet.alerts() ? tr("Nothing is firing.") : tr("This gateway has not said whether an alert fires."));
}

} // namespace signalbox::pages
