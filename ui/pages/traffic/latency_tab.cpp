#include "ui/pages/traffic/latency_tab.h"

#include "ui/kit/card.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/heat_map.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/pages/traffic/traffic_words.h"

#include <QComboBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds kAgain{5};

QString boundText(double ms)
{
    return ms < 1000 ? LatencyTab::tr("%1 ms").arg(kit::formatNumber(ms))
                     : LatencyTab::tr("%1 s").arg(kit::formatNumber(ms / 1000));
}

} // namespace

LatencyTab::LatencyTab(const kit::PageTools &tools, client::Facets &facets)
    : m_tools(tools)
    , m_facets(facets)
    , m_mapCard(new kit::Card)
    , m_map(new kit::HeatMap(tools.link, boundText))
    , m_service(new QComboBox)
    , m_lineCard(new kit::Card)
    , m_lines(new kit::LineChart(tools.link, [](double value) -> QString { return kit::formatDuration(value); }))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::kCardGap);
    m_mapCard->addToHeader(m_service);
    m_mapCard->addWidget(m_map, 1);
    m_lineCard->addToHeader(m_lines->legend());
    m_lineCard->addWidget(m_lines, 1);
    column->addWidget(m_mapCard, 3);
    column->addWidget(m_lineCard, 2);
    m_again.setInterval(kAgain);
    connect(&m_again, &QTimer::timeout, this, &LatencyTab::read);
    connect(m_service, &QComboBox::currentIndexChanged, this, &LatencyTab::follow);
    connect(&facets.series, &client::SeriesFacet::changed, this, &LatencyTab::showLines);
    connect(&tools.link.range(), &kit::TimeRange::chosen, this, &LatencyTab::follow);
}

void LatencyTab::retranslate()
{
    m_mapCard->setTitle(tr("Latency of every request"));
    m_lineCard->setTitle(tr("Quantiles"));
    m_service->setAccessibleName(tr("Service"));
    m_services.clear();
    showServices();
    if (m_again.isActive())
        read();
}

void LatencyTab::start()
{
    m_again.start();
    showServices();
    follow();
}

void LatencyTab::stop()
{
    m_again.stop();
    m_series.reset();
}

QString LatencyTab::chosen() const
{
    return m_service->currentData().toString();
}

void LatencyTab::showServices()
{
    QStringList services;
    if (const auto &sample = m_facets.series.latest()) {
        for (const protocol::ServiceSample &one : sample->services)
            services += one.service;
    }
    if (m_service->count() > 0 && services == m_services)
        return;
    m_services = services;
    const QSignalBlocker quiet(m_service);
    const QString kept = chosen();
    m_service->clear();
    m_service->addItem(tr("All services"), QString());
    for (const QString &service : services)
        m_service->addItem(service, service);
    m_service->setCurrentIndex(std::max(0, m_service->findData(kept)));
}

void LatencyTab::follow()
{
    if (!m_again.isActive())
        return;
    const kit::TimeRange &range = m_tools.link.range();
    const kit::TimeRange::Window window = range.window();
    m_facets.series.setWindow(window.from, window.to, range.isLive());
    QStringList names;
    if (chosen().isEmpty()) {
        for (const QString &service : m_services)
            names += service + u".p95Ms"_s;
    } else {
        names = {chosen() + u".p50Ms"_s, chosen() + u".p95Ms"_s, chosen() + u".p99Ms"_s};
    }
    m_series = m_facets.series.follow(names);
    read();
    showLines();
}

void LatencyTab::read()
{
    const kit::TimeRange::Window window = m_tools.link.range().window();
    const quint64 round = ++m_round;
    m_facets.traffic.latency(this, {window.from, window.to}, chosen(),
                             [this, round](const Result<protocol::TrafficLatency> &latency) {
                                 if (round == m_round)
                                     take(latency);
                             });
}

void LatencyTab::take(const Result<protocol::TrafficLatency> &latency)
{
    if (!latency) {
        if (!m_hasCells)
            m_map->setState([error = latency.error()] { return kit::errorState(error); });
        return;
    }
    m_hasCells = true;
    std::vector<kit::HeatMap::Column> columns;
    for (const protocol::LatencyColumn &column : latency->columns)
        columns.push_back({core::epochMs(column.at), {column.counts.begin(), column.counts.end()}});
    m_map->setCells(latency->upperMs, std::move(columns), latency->stepMs);
    m_mapCard->setRemark(tr("stronger colour: more requests per %1; %2")
                             .arg(kit::formatDuration(double(latency->stepMs)),
                                  spanText(latency->from, std::min(latency->to, latency->at))));
}

void LatencyTab::showLines()
{
    if (!m_again.isActive())
        return;
    showServices();
    const client::SeriesFacet &series = m_facets.series;
    std::vector<kit::ChartSeries> lines;
    if (chosen().isEmpty()) {
        m_lineCard->setRemark(tr("p95 of each service"));
        for (const QString &service : m_services)
            lines.push_back({service, series.points(service + u".p95Ms"_s), int(lines.size())});
    } else {
        m_lineCard->setRemark(chosen());
        lines = {{u"p50"_s, series.points(chosen() + u".p50Ms"_s), 0},
                 {u"p95"_s, series.points(chosen() + u".p95Ms"_s), 1},
                 {u"p99"_s, series.points(chosen() + u".p99Ms"_s), 2}};
    }
    m_lines->setSeries(std::move(lines));
    m_lines->setGap(series.step() * 3);
}

} // namespace signalbox::pages
