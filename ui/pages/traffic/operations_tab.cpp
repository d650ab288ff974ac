#include "ui/pages/traffic/operations_tab.h"

#include "ui/kit/card.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/pages/traffic/traffic_reading.h"
#include "ui/pages/traffic/traffic_words.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostRows = 10;
constexpr char kKeyParts = '\n';

std::vector<kit::Column> columns()
{
    return {{"operation", {}},
            {"ratePerSec", {}, kit::ColumnType::Number},
            {"requests", {}, kit::ColumnType::Number},
            {"error5xx", {}, kit::ColumnType::State},
            {"error4xx", {}, kit::ColumnType::Number},
            {"p50", {}, kit::ColumnType::Number},
            {"p95", {}, kit::ColumnType::Number},
            {"p99", {}, kit::ColumnType::Number},
            {"service", {}}};
}

QString shareText(std::optional<double> share)
{
    return share ? kit::formatPercent(*share) : u"–"_s;
}

kit::Cell latencyCell(std::optional<double> ms)
{
    kit::Cell cell = kit::Cell::of(ms.value_or(-1), ms ? kit::formatLatency(*ms) : u"–"_s);
    cell.muted = !ms;
    return cell;
}

kit::Row rowOf(const protocol::OperationRed &red)
{
    const QByteArrayList key{red.service.toUtf8(), red.method.toUtf8(), red.operation.toUtf8()};
    kit::Cell refused = kit::Cell::of(red.error4xx.value_or(-1), shareText(red.error4xx));
    refused.muted = red.error4xx.value_or(0) == 0;
    return {key.join(kKeyParts),
            {kit::Cell::name(red.method + u' ' + red.operation),
             kit::Cell::of(red.ratePerSec, kit::formatNumber(red.ratePerSec, red.ratePerSec < 10 ? 2 : 1)),
             kit::Cell::of(double(red.requests), kit::formatNumber(double(red.requests))),
             kit::Cell::state(errorHealth(red.error5xx), shareText(red.error5xx)), refused, latencyCell(red.p50Ms),
             latencyCell(red.p95Ms), latencyCell(red.p99Ms), kit::Cell::of(red.service)}};
}

} // namespace

OperationsTab::OperationsTab(const kit::PageTools &tools, client::Facets &facets, TrafficReading &reading)
    : m_tools(tools)
    , m_facets(facets)
    , m_reading(reading)
    , m_rows(columns())
    , m_card(new kit::Card)
    , m_table(new kit::TableView(m_rows))
    , m_rateCard(new kit::Card)
    , m_rate(new kit::LineChart(
          tools.link,
          [](double value) -> QString { return kit::formatNumber(value, value < 10 && value > 0 ? 1 : 0); }))
    , m_errorCard(new kit::Card)
    , m_errors(new kit::LineChart(tools.link, [](double value) -> QString { return kit::formatPercent(value); }))
{
    build();
    connect(&reading, &TrafficReading::changed, this, &OperationsTab::showOperations);
    connect(&facets.series, &client::SeriesFacet::changed, this, &OperationsTab::showLines);
    connect(&tools.link.range(), &kit::TimeRange::chosen, this, &OperationsTab::followWindow);
    connect(m_table, &kit::TableView::opened, this, &OperationsTab::want);
    connect(m_table, &QTableView::clicked, this, [this] { want(m_table->currentKey()); });
}

void OperationsTab::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::kCardGap);
    m_card->setFlush(true);
    m_card->addWidget(m_table);
    m_table->fitToRows(kMostRows);
    m_table->keepColumns(m_tools.layout, u"traffic.operations"_s);
    column->addWidget(m_card);
    auto *charts = new QHBoxLayout;
    charts->setSpacing(kit::kCardGap);
    m_rateCard->addToHeader(m_rate->legend());
    m_rateCard->addWidget(m_rate, 1);
    charts->addWidget(m_rateCard, 1);
    m_errorCard->addToHeader(m_errors->legend());
    m_errorCard->addWidget(m_errors, 1);
    charts->addWidget(m_errorCard, 1);
    column->addLayout(charts, 1);
}

void OperationsTab::retranslate()
{
    m_card->setTitle(tr("Operations"));
    m_rateCard->setTitle(tr("Rate"));
    m_rateCard->setRemark(tr("requests per second"));
    m_errorCard->setTitle(tr("Errors"));
    m_errorCard->setRemark(tr("share of requests"));
    m_rows.setTitles({tr("Operation"), tr("per second"), tr("Requests"), tr("5xx"), tr("4xx"), tr("p50 ms"),
                      tr("p95 ms"), tr("p99 ms"), tr("Service")});
    showOperations();
}

void OperationsTab::start()
{
    m_active = true;
    followWindow();
    showOperations();
}

void OperationsTab::stop()
{
    m_active = false;
    m_series.reset();
}

void OperationsTab::showOperations()
{
    const auto &operations = m_reading.operations();
    if (!m_active)
        return;
    if (!operations) {
        if (m_reading.problem())
            m_table->setState(kit::errorState(*m_reading.problem()));
        return;
    }
    m_table->setState(
        [] { return kit::ViewState::empty(tr("No request yet."), tr("Operations appear with their first request.")); });
    std::vector<kit::Row> rows;
    for (const protocol::OperationRed &red : operations->items)
        rows.push_back(rowOf(red));
    m_rows.setRows(std::move(rows));
    m_table->fitToRows(kMostRows);
    m_card->setRemark(
        tr("last %1, click a row for its requests").arg(kit::formatDuration(double(operations->windowMs))));
}

void OperationsTab::followWindow()
{
    if (!m_active)
        return;
    const kit::TimeRange &range = m_tools.link.range();
    const kit::TimeRange::Window window = range.window();
    m_facets.series.setWindow(window.from, window.to, range.isLive());
    QStringList names;
    for (const QString &service : m_services)
        names += {service + u".ratePerSec"_s, service + u".error4xx"_s, service + u".error5xx"_s};
    m_series = m_facets.series.follow(names);
    showLines();
}

void OperationsTab::showLines()
{
    if (!m_active)
        return;
    const client::SeriesFacet &series = m_facets.series;
    QStringList services;
    if (series.latest()) {
        for (const protocol::ServiceSample &one : series.latest()->services)
            services += one.service;
    }
    if (!services.isEmpty() && services != m_services) {
        m_services = services;
        return followWindow();
    }
    std::vector<kit::ChartSeries> rates;
    std::vector<kit::ChartSeries> errors;
    for (const QString &service : m_services) {
        rates.push_back({service, series.points(service + u".ratePerSec"_s), int(rates.size()), rates.empty()});
        errors.push_back({service + u" 5xx"_s, series.points(service + u".error5xx"_s), int(errors.size())});
        errors.push_back({service + u" 4xx"_s, series.points(service + u".error4xx"_s), int(errors.size())});
    }
    m_rate->setSeries(std::move(rates));
    m_errors->setSeries(std::move(errors));
    for (kit::LineChart *chart : {m_rate, m_errors})
        chart->setGap(series.step() * 3);
}

void OperationsTab::want(const QByteArray &key)
{
    const QByteArrayList parts = key.split(kKeyParts);
    if (parts.size() != 3)
        return;
    Q_EMIT requestsWanted(filterTerm(u"service"_s, QString::fromUtf8(parts[0])) + u' '
                          + filterTerm(u"method"_s, QString::fromUtf8(parts[1])) + u' '
                          + filterTerm(u"operation"_s, QString::fromUtf8(parts[2])));
}

} // namespace signalbox::pages
