#include "ui/pages/traffic/upstreams_tab.h"

#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_bars.h"
#include "ui/pages/traffic/traffic_reading.h"
#include "ui/pages/traffic/traffic_words.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostRows = 10;

std::vector<kit::Column> columns()
{
    return {{"party", {}},
            {"calls", {}, kit::ColumnType::Number},
            {"failures", {}, kit::ColumnType::Number},
            {"share", {}, kit::ColumnType::State},
            {"retries", {}, kit::ColumnType::Number},
            {"types", {}}};
}

kit::Row rowOf(const protocol::UpstreamTraffic &upstream)
{
    const double share = upstream.calls > 0 ? double(upstream.failures) / double(upstream.calls) : 0;
    kit::Cell types = kit::Cell::of(failuresText(upstream.types));
    types.tip = types.text;
    return {upstream.upstream.toUtf8(),
            {kit::Cell::name(upstream.upstream),
             kit::Cell::of(double(upstream.calls), kit::formatNumber(double(upstream.calls))),
             kit::Cell::of(double(upstream.failures), kit::formatNumber(double(upstream.failures))),
             kit::Cell::state(upstreamHealth(upstream), kit::formatPercent(share)),
             kit::Cell::of(double(upstream.retries), kit::formatNumber(double(upstream.retries))), types}};
}

/// Which layer of the bars a type belongs to; the table tells every type apart.
size_t layerOf(const QString &type)
{
    static constexpr std::pair<QLatin1StringView, size_t> kLayers[]{
        {"timeout"_L1, 0}, {"5xx"_L1, 1}, {"connect"_L1, 2}, {"dns"_L1, 2},         {"tls"_L1, 2},
        {"reset"_L1, 2},   {"429"_L1, 3}, {"4xx"_L1, 3},     {"breaker_open"_L1, 4}};
    for (const auto &[word, layer] : kLayers) {
        if (word == type)
            return layer;
    }
    return 5;
}

} // namespace

UpstreamsTab::UpstreamsTab(const kit::PageTools &tools, TrafficReading &reading)
    : m_reading(reading)
    , m_rows(columns())
    , m_barCard(new kit::Card)
    , m_bars(new kit::TimeBars(tools.link))
    , m_card(new kit::Card)
    , m_table(new kit::TableView(m_rows))
    , m_all(new QPushButton)
    , m_requests(new QPushButton)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::kCardGap);
    m_barCard->addToHeader(m_bars->legend());
    m_barCard->addWidget(m_bars, 1);
    m_card->setFlush(true);
    m_card->addToHeader(m_all);
    m_card->addToHeader(m_requests);
    m_card->addWidget(m_table);
    m_table->fitToRows(kMostRows);
    m_table->keepColumns(tools.layout, u"traffic.upstreams"_s);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    column->addWidget(m_barCard, 1);
    column->addWidget(m_card);
    connect(&reading, &TrafficReading::changed, this, [this] {
        if (isVisible())
            showAll();
    });
    connect(m_table, &kit::TableView::opened, this, &UpstreamsTab::want);
    connect(m_requests, &QPushButton::clicked, this, [this] { want(m_chosen.toUtf8()); });
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_table->clearSelection();
        m_table->setCurrentIndex({});
    });
    connect(m_table, &kit::TableView::currentKeyChanged, this, [this](const QByteArray &key) {
        m_chosen = QString::fromUtf8(key);
        showBars();
    });
}

void UpstreamsTab::retranslate()
{
    m_card->setTitle(tr("Upstreams"));
    m_all->setText(tr("Show all"));
    m_requests->setText(tr("Show requests"));
    m_rows.setTitles({tr("Upstream"), tr("Calls"), tr("Failed"), tr("Share"), tr("Retries"), tr("How they failed")});
    if (isVisible())
        showAll();
}

void UpstreamsTab::showAll()
{
    const auto &upstreams = m_reading.upstreams();
    if (!upstreams) {
        if (const auto problem = m_reading.problem()) {
            m_table->setState(kit::errorState(*problem));
            m_bars->setState([error = *problem] { return kit::errorState(error); });
        }
        return;
    }
    m_table->setState([] {
        return kit::ViewState::empty(tr("No call to another party in this time range."), tr("Choose a longer range."));
    });
    std::vector<kit::Row> rows;
    for (const protocol::UpstreamTraffic &upstream : upstreams->items)
        rows.push_back(rowOf(upstream));
    m_rows.setRows(std::move(rows));
    m_table->fitToRows(kMostRows);
    m_card->setRemark(spanText(upstreams->from, std::min(upstreams->to, upstreams->at)));
    showBars();
}

void UpstreamsTab::showBars()
{
    m_barCard->setTitle(m_chosen.isEmpty() ? tr("Failures by type") : tr("Failures by type: %1").arg(m_chosen));
    m_all->setEnabled(!m_chosen.isEmpty());
    m_requests->setEnabled(!m_chosen.isEmpty());
    const auto &upstreams = m_reading.upstreams();
    if (!upstreams)
        return;
    using kit::BarInk;
    std::vector<kit::BarLayer> layers{{failureText(u"timeout"_s), BarInk::First},
                                      {u"5xx"_s, BarInk::Third},
                                      {tr("connection"), BarInk::Fourth},
                                      {u"4xx, 429"_s, BarInk::Second},
                                      {failureText(u"breaker_open"_s), BarInk::Text},
                                      {failureText(u"other"_s), BarInk::Muted}};
    const qint64 from = core::epochMs(upstreams->from);
    const qint64 step = std::max<qint64>(upstreams->stepMs, 1);
    const auto steps = size_t((core::epochMs(upstreams->to) - from + step - 1) / step);
    for (kit::BarLayer &layer : layers)
        layer.counts.resize(steps);
    for (const protocol::FailureCell &cell : upstreams->cells) {
        const auto place = size_t((core::epochMs(cell.at) - from) / step);
        const bool wanted = m_chosen.isEmpty() || cell.upstream == m_chosen;
        if (wanted && cell.type != "cancelled"_L1 && place < steps)
            layers[layerOf(cell.type)].counts[place] += double(cell.count);
    }
    m_bars->setState([] {
        return kit::ViewState::empty(tr("No call failed in this time range."),
                                     tr("Choose a longer range to look further back."));
    });
    m_bars->setLayers(from, step, std::move(layers));
    m_barCard->setRemark(tr("failed calls per %1").arg(kit::formatDuration(double(step))));
}

void UpstreamsTab::want(const QByteArray &upstream)
{
    // A request names every party that it called: "contains", not "equals".
    if (!upstream.isEmpty())
        Q_EMIT requestsWanted(u"upstream:"_s + QString::fromUtf8(upstream));
}

} // namespace signalbox::pages
