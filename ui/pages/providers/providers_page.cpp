#include "ui/pages/providers/providers_page.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/kit/bar_chart.h"
#include "ui/client/wire_text.h"
#include "ui/kit/card.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/pie_chart.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/pages/providers/decision_rows.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/providers/what_if_card.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr double kErrorLimit = 0.10;
constexpr int kDecisions = 300;
constexpr std::chrono::seconds kRefresh {2};

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::decisionFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                               client::filterProblemText(parsed.error())};
}

} // namespace

ProvidersPage::ProvidersPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_providerRows(ProviderRows::columns()),
      m_decisionRows(DecisionRows::columns()), m_candidateRows(DecisionRows::candidateColumns())
{
    body()->addWidget(makeCharts());
    m_providerTable = new kit::TableView(m_providerRows);
    auto *card = m_cards.emplace_back(new kit::Card);
    card->setFlush(true);
    card->addWidget(m_providerTable);
    m_providerTable->fitToRows(4);
    body()->addWidget(card);
    body()->addWidget(makeDecisions(), 1);
    connect(&facets.providers, &client::ProvidersFacet::changed, this, &ProvidersPage::showProviders);
    connect(&facets.series, &client::SeriesFacet::changed, this, &ProvidersPage::showCharts);
    connect(&tools.link.range(), &kit::TimeRange::chosen, this, &ProvidersPage::followWindow);
    connect(&m_refresh, &QTimer::timeout, this, &ProvidersPage::readDecisions);
    m_refresh.setInterval(kRefresh);
    retranslate();
}

QWidget *ProvidersPage::makeCharts()
{
    kit::ChartLink &link = tools().link;
    m_pie = new kit::PieChart(link);
    m_share = new kit::LineChart(link, [](double value) -> QString { return kit::formatPercent(value); });
    m_latency = new kit::LineChart(link, [](double value) -> QString { return kit::formatLatency(value); });
    m_errors = new kit::BarChart(link, kit::BarChart::Colors::ByName, [](double value) -> QString { return kit::formatPercent(value); });
    m_errors->setLimit(kErrorLimit);
    auto *holder = new QWidget;
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kit::kCardGap);
    const auto add = [&](QWidget *chart, int stretch, QWidget *legend = nullptr) {
        auto *card = m_cards.emplace_back(new kit::Card);
        if (legend)
            card->addToHeader(legend);
        card->addWidget(chart, 1);
        row->addWidget(card, stretch);
    };
    add(m_pie, 3);
    add(m_share, 3);
    add(m_latency, 4, m_latency->legend());
    add(m_errors, 3);
    holder->setFixedHeight(206);
    return holder;
}

QWidget *ProvidersPage::makeDecisions()
{
    m_filter = new kit::FilterField;
    m_filter->setCheck(problemOf);
    setFilterField(m_filter);
    m_decisionTable = new kit::TableView(m_decisionRows);
    m_candidateTable = new kit::TableView(m_candidateRows);
    m_candidateTable->fitToRows(4);
    m_whatIf = new WhatIfCard(m_facets.providers);
    auto *card = m_cards.emplace_back(new kit::Card);
    card->addToHeader(m_filter);
    m_filter->setMinimumWidth(260);
    card->setFlush(true);
    card->addWidget(m_decisionTable, 1);
    card->addWidget(m_candidateTable);
    auto *holder = new QWidget;
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kit::kCardGap);
    row->addWidget(card, 5);
    row->addWidget(m_whatIf, 2);
    connect(m_filter, &kit::FilterField::applied, this, &ProvidersPage::readDecisions);
    connect(m_decisionTable, &kit::TableView::currentKeyChanged, this, &ProvidersPage::choose);
    return holder;
}

void ProvidersPage::openWith(const QString &filter)
{
    m_filter->setText(filter);
}

QString ProvidersPage::help() const
{
    return tr("Who is chosen, how fast and how often do they fail, and what would other weights have done?");
}

void ProvidersPage::retranslate()
{
    const QStringList titles {tr("Selected"), tr("Selected over time"), tr("Latency"), tr("Errors"), tr("Providers"), tr("Decisions")};
    const QStringList remarks {tr("share of orders"), tr("share"), tr("ms, p50"), tr("share of quotes, limit 10 %"), tr("last 15 min"), tr("newest first")};
    for (qsizetype i = 0; i < titles.size(); ++i) {
        m_cards[size_t(i)]->setTitle(titles[i]);
        m_cards[size_t(i)]->setRemark(remarks[i]);
    }
    m_filter->setPlaceholder(tr("Filter: chosen:WALMART_API"));
    m_providerRows.setTitles(ProviderRows::titles());
    m_decisionRows.setTitles(DecisionRows::titles());
    m_candidateRows.setTitles(DecisionRows::candidateTitles());
    m_candidateTable->setState(kit::ViewState::empty(tr("Choose a decision to see every candidate's score.")));
    m_whatIf->retranslate();
    showProviders();
}

void ProvidersPage::onShown()
{
    m_topic = m_facets.providers.follow();
    m_refresh.start();
    readDecisions();
    followWindow();
    m_whatIf->ask();
}

void ProvidersPage::onHidden()
{
    m_topic.reset();
    m_series.reset();
    m_refresh.stop();
}

void ProvidersPage::showProviders()
{
    if (!m_facets.providers.providers())
        return;
    std::vector<kit::Row> rows;
    std::vector<kit::Slice> slices;
    std::vector<kit::Bar> bars;
    for (const protocol::ProviderState &provider : m_facets.providers.providers()->items) {
        rows.push_back(ProviderRows::row(provider));
        slices.push_back({shortName(provider.name), double(provider.selections)});
        bars.push_back({shortName(provider.name), provider.errorShare.value_or(0)});
    }
    m_providerRows.setRows(std::move(rows));
    m_providerTable->fitToRows(4);
    m_pie->setSlices(std::move(slices));
    m_errors->setBars(std::move(bars));
    showCharts();
}

void ProvidersPage::readDecisions()
{
    if (!isVisible())
        return;
    m_facets.providers.decisions(this, {.filter = m_filter->text(), .sort = {}, .limit = kDecisions, .cursor = {}},
                                 [this](const Result<protocol::Page<protocol::Decision>> &page) { take(page); });
}

void ProvidersPage::take(const Result<protocol::Page<protocol::Decision>> &page)
{
    if (!page) {
        m_decisionTable->setState(kit::errorState(page.error()));
        return;
    }
    m_decisions = page->items;
    m_decisionTable->setState(kit::ViewState::empty(tr("No decision yet."), tr("Route an order, or clear the filter.")));
    std::vector<kit::Row> rows;
    for (const protocol::Decision &decision : m_decisions)
        rows.push_back(DecisionRows::row(decision));
    m_decisionRows.setRows(std::move(rows));
    if (m_decisionTable->currentKey().isEmpty() && !m_decisions.empty())
        m_decisionTable->selectKey(m_decisions.front().requestId.toUtf8());
}

void ProvidersPage::choose(const QByteArray &requestId)
{
    const auto found = std::ranges::find_if(
        m_decisions, [&requestId](const protocol::Decision &one) { return one.requestId.toUtf8() == requestId; });
    m_candidateRows.setRows(found == m_decisions.end() ? std::vector<kit::Row>() : DecisionRows::candidates(*found));
}

void ProvidersPage::followWindow()
{
    QStringList names;
    for (const char *id : {"MEALME", "INSTACART", "KROGER_API", "WALMART_API"}) {
        for (const char *member : {"p50Ms", "selectionShare"})
            names += u"provider.%1.%2"_s.arg(QString::fromLatin1(id), QString::fromLatin1(member));
    }
    const kit::TimeRange &range = tools().link.range();
    const kit::TimeRange::Window window = range.window();
    m_facets.series.setWindow(window.from, window.to, range.isLive());
    m_series = m_facets.series.follow(names);
    showCharts();
}

void ProvidersPage::showCharts()
{
    if (!isVisible() || !m_facets.providers.providers())
        return;
    const client::SeriesFacet &series = m_facets.series;
    std::vector<kit::ChartSeries> latency;
    std::vector<kit::ChartSeries> share;
    for (const protocol::ProviderState &provider : m_facets.providers.providers()->items) {
        const QString prefix = u"provider."_s + provider.id;
        latency.push_back({shortName(provider.name), series.points(prefix + u".p50Ms"_s)});
        share.push_back({shortName(provider.name), series.points(prefix + u".selectionShare"_s)});
    }
    m_latency->setSeries(std::move(latency));
    m_share->setSeries(std::move(share));
    for (kit::LineChart *chart : {m_latency, m_share})
        chart->setGap(series.step() * 3);
}

} // namespace signalbox::pages
