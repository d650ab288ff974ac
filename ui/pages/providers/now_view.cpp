#include "ui/pages/providers/now_view.h"

#include "ui/kit/bar_chart.h"
#include "ui/kit/card.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/formats.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/pie_chart.h"
#include "ui/kit/stack_chart.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/pages/providers/provider_lines.h"
#include "ui/pages/providers/provider_rows.h"
#include "ui/pages/providers/provider_words.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr double kErrorLimit = 0.10;
constexpr int kProviders = 4;
constexpr qint64 kHourMs = 3'600'000;

QString percent(double value)
{
    return kit::formatPercent(value);
}

} // namespace

NowView::NowView(const kit::PageTools &tools, client::Facets &facets)
    : m_tools(tools), m_facets(facets), m_hourly(facets.series), m_rows(ProviderRows::columns()),
      m_pie(new kit::PieChart(tools.link)), m_share(new kit::LineChart(tools.link, percent)),
      m_latency(new kit::LineChart(tools.link, [](double value) { return kit::formatDuration(value); })),
      m_errors(new kit::BarChart(tools.link, kit::BarChart::Colors::ByName, percent)),
      m_hours(new kit::StackChart(tools.link, [](double value) { return kit::formatNumber(value); })),
      m_table(new kit::TableView(m_rows))
{
    m_errors->setLimit(kErrorLimit);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, kit::kCardGap - 4, 0, 0);
    layout->setSpacing(kit::kCardGap);
    layout->addLayout(makeUpper(), 1);
    layout->addLayout(makeLower(), 1);
    auto *card = m_cards.emplace_back(new kit::Card);
    card->setFlush(true);
    card->addWidget(m_table);
    m_table->fitToRows(kProviders);
    m_table->keepColumns(tools.layout, u"providers"_s);
    layout->addWidget(card);
    connect(&facets.providers, &client::ProvidersFacet::changed, this, &NowView::showProviders);
    connect(&facets.series, &client::SeriesFacet::changed, this, &NowView::showLines);
    connect(&m_hourly, &HourlyRequests::changed, this, &NowView::showHours);
    connect(&tools.link.range(), &kit::TimeRange::chosen, this, &NowView::followWindow);
}

kit::Card *NowView::addCard(QHBoxLayout *row, QWidget *chart, int stretch, QWidget *legend)
{
    auto *card = m_cards.emplace_back(new kit::Card);
    if (legend != nullptr)
        card->addToHeader(legend);
    card->addWidget(chart, 1);
    row->addWidget(card, stretch);
    return card;
}

QLayout *NowView::makeUpper()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardGap);
    // So that at 1024 pixels the ring's names need two lines, and at 1280 the lines' names one.
    addCard(row, m_pie, 33);
    addCard(row, m_share, 25);
    addCard(row, m_latency, 42, m_latency->legend());
    return row;
}

QLayout *NowView::makeLower()
{
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardGap);
    addCard(row, m_errors, 4);
    addCard(row, m_hours, 8, m_hours->legend());
    return row;
}

void NowView::retranslate()
{
    const QStringList titles {tr("Selected"), tr("Selected over time"), tr("Latency"), tr("Errors"), tr("Requests per hour"), tr("Providers")};
    const QStringList remarks {tr("share of orders"), tr("share"), tr("p50"), tr("share of quotes, limit 10 %"), tr("last 24 hours"), tr("last 15 min")};
    for (qsizetype i = 0; i < titles.size(); ++i) {
        m_cards[std::size_t(i)]->setTitle(titles[i]);
        m_cards[std::size_t(i)]->setRemark(remarks[i]);
    }
    m_hours->setUnit(tr("/h"));
    m_rows.setTitles(ProviderRows::titles());
    showProviders();
    showHours();
}

void NowView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_topic = m_facets.providers.follow();
    followWindow();
    showProviders();
}

void NowView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_topic.reset();
    m_series.reset();
    m_hourly.stop();
}

const std::vector<protocol::ProviderState> &NowView::providers() const
{
    static const std::vector<protocol::ProviderState> none;
    return m_facets.providers.providers() ? m_facets.providers.providers()->items : none;
}

void NowView::showProviders()
{
    if (!m_facets.providers.providers())
        return;
    const qint64 now = core::epochMs(m_facets.providers.providers()->at);
    const bool wasEmpty = m_rows.rowCount() == 0;
    std::vector<kit::Row> rows;
    std::vector<kit::Slice> slices;
    std::vector<kit::Bar> bars;
    QStringList ids;
    for (const protocol::ProviderState &provider : providers()) {
        rows.push_back(ProviderRows::row(provider, requestsBetween(m_hourly.rates(provider.id), now - kHourMs, now)));
        slices.push_back({shortName(provider.name), double(provider.selections)});
        bars.push_back({shortName(provider.name), provider.errorShare.value_or(0)});
        ids += provider.id;
    }
    m_rows.setRows(std::move(rows));
    if (wasEmpty)
        m_table->fitToRows(kProviders);
    m_pie->setSlices(std::move(slices));
    m_errors->setBars(std::move(bars));
    m_cards.back()->setRemark(tr("last 15 min, read at %1").arg(kit::formatClock(now)));
    if (isVisible() && !m_hourly.isRunning())
        m_hourly.start(ids, now);
    showLines();
}

void NowView::followWindow()
{
    if (!isVisible())
        return;
    m_series = followProviders(m_facets.series, m_tools.link.range(), {u"p50Ms"_s, u"selectionShare"_s});
    showLines();
}

void NowView::showLines()
{
    if (!isVisible())
        return;
    pages::showLines(*m_latency, m_facets.series, providers(), u"p50Ms"_s);
    pages::showLines(*m_share, m_facets.series, providers(), u"selectionShare"_s);
}

void NowView::showHours()
{
    if (m_hourly.until() == 0)
        return;
    const std::vector<qint64> starts = hourStarts(m_hourly.until());
    QStringList columns;
    for (const qint64 start : starts)
        columns += QDateTime::fromMSecsSinceEpoch(start).toString(u"HH:mm"_s);
    std::vector<kit::StackSeries> stacks;
    for (const protocol::ProviderState &provider : providers()) {
        kit::StackSeries &stack = stacks.emplace_back(shortName(provider.name));
        for (const qint64 start : starts)
            stack.values.push_back(requestsBetween(m_hourly.rates(provider.id), start, std::min(start + kHourMs, m_hourly.until())));
    }
    m_hours->setStacks(std::move(columns), std::move(stacks));
}

} // namespace signalbox::pages
