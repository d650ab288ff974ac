#include "ui/pages/overview/overview_page.h"

#include "ui/kit/card.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/formats.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/pages/overview/facts_card.h"
#include "ui/pages/overview/service_rows.h"
#include "ui/pages/overview/state_line.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFacts = 3;
constexpr int kServices = 5;

QString ageOf(core::WallTime at)
{
    return kit::formatAge(std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - core::epochMs(at)));
}

} // namespace

OverviewPage::OverviewPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_services(ServiceRows::columns()), m_state(new StateLine),
      m_serviceCard(new kit::Card), m_table(new kit::TableView(m_services))
{
    body()->addWidget(m_state);
    m_serviceCard->setFlush(true);
    m_serviceCard->addWidget(m_table);
    body()->addWidget(m_serviceCard);
    makeCharts();
    makeFacts();
    m_table->fitToRows(kServices);
    connect(m_state, &StateLine::openWanted, this, &OverviewPage::pageWanted);
    connect(m_table, &kit::TableView::opened, this,
            [this](const QByteArray &service) { Q_EMIT pageWanted("traffic", u"service:"_s + QString::fromUtf8(service)); });
    connect(&facets.overview, &client::OverviewFacet::changed, this, &OverviewPage::showOverview);
    connect(&facets.series, &client::SeriesFacet::changed, this, &OverviewPage::showCharts);
    connect(&tools.link.range(), &kit::TimeRange::chosen, this, &OverviewPage::followWindow);
    retranslate();
}

void OverviewPage::makeCharts()
{
    kit::ChartLink &link = tools().link;
    m_requests = new kit::LineChart(link, [](double value) -> QString { return kit::formatNumber(value, value < 10 && value > 0 ? 1 : 0); });
    m_errors = new kit::LineChart(link, [](double value) -> QString { return kit::formatPercent(value); });
    m_latency = new kit::LineChart(link, [](double value) -> QString { return kit::formatLatency(value); });
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardGap);
    int place = 0;
    for (kit::LineChart *chart : {m_requests, m_errors, m_latency}) {
        auto *card = new kit::Card;
        card->addToHeader(chart->legend());
        card->addWidget(chart, 1);
        row->addWidget(card, 1);
        m_cards[place++] = card;
    }
    body()->addLayout(row, 1);
}

void OverviewPage::makeFacts()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardGap);
    for (FactsCard **card : {&m_waiting, &m_changes, &m_saturation}) {
        *card = new FactsCard(kFacts);
        row->addWidget(*card, 1);
    }
    body()->addLayout(row);
}

QString OverviewPage::help() const
{
    return tr("Is it well, what is worst, what changed? Enter on a service opens its traffic.");
}

void OverviewPage::retranslate()
{
    m_state->retranslate();
    m_services.setTitles(ServiceRows::titles());
    m_table->setAccessibleName(tr("Services"));
    m_cards[0]->setTitle(tr("Requests"));
    m_cards[0]->setRemark(tr("per second"));
    m_cards[1]->setTitle(tr("Errors"));
    m_cards[1]->setRemark(tr("share, 5xx and 4xx"));
    m_cards[2]->setTitle(tr("Latency"));
    m_cards[2]->setRemark(tr("ms"));
    m_waiting->setTitle(tr("Waiting for a person"));
    m_changes->setTitle(tr("Changed last"));
    m_saturation->setTitle(tr("Saturation"));
    if (m_facets.overview.overview())
        showOverview();
    showCharts();
}

void OverviewPage::onShown()
{
    if (m_facets.overview.overview())
        showOverview();
    followWindow();
}

void OverviewPage::onHidden()
{
    m_series.reset();
}

void OverviewPage::showOverview()
{
    const protocol::Overview &overview = *m_facets.overview.overview();
    m_state->show(overview);
    m_services.setRows(ServiceRows::rows(overview.services));
    m_table->fitToRows(kServices);
    QStringList names;
    for (const protocol::ServiceRed &service : overview.services) {
        if (service.state != protocol::State::NotConfigured)
            names += service.service;
    }
    if (std::exchange(m_names, names) != names && isVisible())
        followWindow();
    showFacts();
}

void OverviewPage::showFacts()
{
    const protocol::Overview &overview = *m_facets.overview.overview();
    std::vector<FactsCard::Fact> waiting;
    for (const protocol::WaitingItem &item : overview.waiting.items)
        waiting.push_back({item.title, ageOf(item.since)});
    m_waiting->setRemark(overview.waiting.count > 0 ? kit::formatNumber(overview.waiting.count) : QString());
    m_waiting->setFacts(waiting, tr("Nothing waits."));

    std::vector<FactsCard::Fact> changes;
    for (const protocol::Change &change : overview.changes.items) {
        QStringList rest {change.detail, change.actor, ageOf(change.at)};
        rest.removeAll(QString());
        changes.push_back({change.what, u"· "_s + rest.join(u" · "_s)});
    }
    m_changes->setFacts(changes, tr("Nothing was changed."));

    const protocol::Saturation &load = overview.saturation;
    QStringList breakers;
    for (const QString &name : load.openBreakers)
        breakers += name;
    m_saturation->setFacts(
        {{tr("Workers %1").arg(kit::formatPercent(load.workersBusy.value)),
          tr("· bodies %1 of %2").arg(kit::formatBytes(load.bodyMemoryBytes.value), kit::formatBytes(load.bodyMemoryBytes.limit.value_or(0)))},
         {breakers.isEmpty() ? tr("Breakers closed") : tr("Breakers open: %1").arg(breakers.join(u", "_s)), {}},
         {tr("Store lag %1").arg(kit::formatDuration(load.storeLagMs.value)), tr("· memory %1").arg(kit::formatBytes(load.rssBytes.value))}},
        {});
    m_saturation->setRemark(ageOf(overview.at));
}

void OverviewPage::followWindow()
{
    QStringList series;
    for (const QString &name : m_names) {
        for (const char *member : {"ratePerSec", "error4xx", "error5xx", "p50Ms", "p95Ms", "p99Ms"})
            series += name + u'.' + QString::fromLatin1(member);
    }
    const kit::TimeRange &range = tools().link.range();
    const kit::TimeRange::Window window = range.window();
    m_facets.series.setWindow(window.from, window.to, range.isLive());
    m_series = m_facets.series.follow(series);
    showCharts();
}

void OverviewPage::showCharts()
{
    if (!isVisible())
        return;
    const client::SeriesFacet &series = m_facets.series;
    std::vector<kit::ChartSeries> requests;
    for (const QString &name : m_names)
        requests.push_back({name, series.points(name + u".ratePerSec"_s), int(requests.size()), m_names.size() == 1});
    m_requests->setSeries(std::move(requests));
    // One service has the charts of shares and quantiles to itself; of several the first, busiest one is shown.
    const QString first = m_names.value(0);
    m_errors->setSeries({{u"5xx"_s, series.points(first + u".error5xx"_s), 0}, {u"4xx"_s, series.points(first + u".error4xx"_s), 1}});
    m_latency->setSeries({{u"p50"_s, series.points(first + u".p50Ms"_s), 0},
                          {u"p95"_s, series.points(first + u".p95Ms"_s), 1},
                          {u"p99"_s, series.points(first + u".p99Ms"_s), 2}});
    for (kit::LineChart *chart : {m_requests, m_errors, m_latency})
        chart->setGap(series.step() * 3);
}

} // namespace signalbox::pages
