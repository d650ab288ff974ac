#include "ui/pages/traffic/traffic_page.h"

#include "backend/operator/protocol/list_fields.h"
#include "ui/client/wire_text.h"
#include "ui/kit/card.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/formats.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/pages/traffic/request_card.h"
#include "ui/pages/traffic/request_rows.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageSize = 500;
constexpr qsizetype kKept = 10'000;
constexpr size_t kMostPending = 500;
constexpr std::chrono::milliseconds kTurn {250};

std::optional<kit::FilterProblem> problemOf(const QString &text)
{
    const auto parsed = protocol::Filter::parse(text, protocol::requestFields());
    if (parsed)
        return std::nullopt;
    return kit::FilterProblem {int(parsed.error().position), int(std::max(qsizetype(1), parsed.error().length)),
                               client::filterProblemText(parsed.error())};
}

} // namespace

TrafficPage::TrafficPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_rows(RequestRows::columns()), m_card(new kit::Card),
      m_table(new kit::TableView(m_rows)), m_filter(new kit::FilterField), m_pause(new QPushButton),
      m_export(new QPushButton), m_detail(new RequestCard)
{
    m_rows.setBound(kKept);
    m_filter->setCheck(problemOf);
    setFilterField(m_filter);
    auto *top = new QHBoxLayout;
    top->setSpacing(kit::kCardGap);
    top->addWidget(m_filter, 1);
    top->addWidget(m_pause);
    top->addWidget(m_export);
    body()->addLayout(top);
    body()->addWidget(makeCharts());
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_table->keepColumns(tools.layout, u"traffic"_s);
    m_table->sortByColumn(0, Qt::DescendingOrder);
    auto *row = new QHBoxLayout;
    row->setSpacing(kit::kCardGap);
    row->addWidget(m_card, 5);
    row->addWidget(m_detail, 2);
    body()->addLayout(row, 1);

    connect(m_filter, &kit::FilterField::applied, this, &TrafficPage::read);
    connect(m_pause, &QPushButton::clicked, this, &TrafficPage::togglePause);
    connect(m_export, &QPushButton::clicked, this, &TrafficPage::exportRows);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &TrafficPage::open);
    connect(&facets.traffic, &client::TrafficFacet::sampled, this, &TrafficPage::sampled);
    connect(&facets.traffic, &client::TrafficFacet::outdated, this, &TrafficPage::read);
    connect(&facets.series, &client::SeriesFacet::changed, this, &TrafficPage::showCharts);
    connect(&tools.link.range(), &kit::TimeRange::chosen, this, &TrafficPage::followWindow);
    connect(&m_turn, &QTimer::timeout, this, &TrafficPage::flush);
    m_turn.setInterval(kTurn);
    m_pauseKey = addKey(Qt::Key_Space, [this] { togglePause(); });
    retranslate();
}

QWidget *TrafficPage::makeCharts()
{
    auto *holder = new QWidget;
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kit::kCardGap);
    m_rate = new kit::LineChart(tools().link, [](double value) -> QString { return kit::formatNumber(value, value < 10 && value > 0 ? 1 : 0); });
    m_latency = new kit::LineChart(tools().link, [](double value) -> QString { return kit::formatLatency(value); });
    int place = 0;
    for (kit::LineChart *chart : {m_rate, m_latency}) {
        auto *card = new kit::Card;
        card->addToHeader(chart->legend());
        card->addWidget(chart, 1);
        row->addWidget(card, 1);
        m_chartCards[place++] = card;
    }
    holder->setFixedHeight(176);
    return holder;
}

void TrafficPage::openWith(const QString &filter)
{
    m_filter->setText(filter);
}

QString TrafficPage::help() const
{
    return tr("Which requests come, how do they end, what took the time? Space pauses the stream; / filters.");
}

void TrafficPage::retranslate()
{
    m_card->setTitle(tr("Requests"));
    m_card->setRemark(tr("newest of %1").arg(kit::formatNumber(double(m_total))));
    m_chartCards[0]->setTitle(tr("Rate"));
    m_chartCards[0]->setRemark(tr("per second"));
    m_chartCards[1]->setTitle(tr("Latency"));
    m_chartCards[1]->setRemark(tr("ms, commerce"));
    m_pause->setText(m_paused ? tr("Go on") : tr("Pause"));
    m_pauseKey->setText(tr("Pause or go on"));
    m_export->setText(tr("Copy rows"));
    m_filter->setPlaceholder(tr("Filter: status>499 service:commerce -upstream:walmart ms>250"));
    m_rows.setTitles(RequestRows::titles());
    m_detail->retranslate();
}

void TrafficPage::onShown()
{
    m_topic = m_facets.traffic.follow();
    m_turn.start();
    read();
    followWindow();
}

void TrafficPage::onHidden()
{
    m_topic.reset();
    m_series.reset();
    m_turn.stop();
    m_pending.clear();
}

void TrafficPage::read()
{
    if (!isVisible())
        return;
    m_parsed = protocol::Filter::parse(m_filter->text(), protocol::requestFields()).value_or(protocol::Filter());
    m_facets.traffic.requests(this, {.filter = m_filter->text(), .sort = u"-at"_s, .limit = kPageSize, .cursor = {}},
                              [this](const Result<protocol::Page<protocol::RequestRow>> &page) { take(page); });
}

void TrafficPage::take(const Result<protocol::Page<protocol::RequestRow>> &page)
{
    if (!page) {
        m_table->setState(kit::errorState(page.error()));
        return;
    }
    m_table->setState(kit::ViewState::empty(tr("No request fits the filter."), tr("Press Esc in the filter to see all.")));
    std::vector<kit::Row> rows;
    for (const protocol::RequestRow &request : page->items)
        rows.push_back(RequestRows::row(request));
    m_rows.setRows(std::move(rows));
    m_total = page->total;
    m_card->setRemark(tr("newest of %1").arg(kit::formatNumber(double(m_total))));
}

void TrafficPage::sampled(const protocol::RequestRow &request)
{
    const bool fits = m_parsed.matches([&request](qsizetype field) { return protocol::requestValue(request, field); });
    if (!m_paused && fits && m_pending.size() < kMostPending)
        m_pending.push_back(RequestRows::row(request));
}

void TrafficPage::flush()
{
    if (!m_pending.empty())
        m_rows.upsert(std::exchange(m_pending, {}));
}

void TrafficPage::togglePause()
{
    m_paused = !m_paused;
    m_pause->setText(m_paused ? tr("Go on") : tr("Pause"));
    if (!m_paused)
        read();
}

void TrafficPage::exportRows()
{
    if (m_table->selectedKeys().size() < 2)
        m_table->selectAll();
    QGuiApplication::clipboard()->setText(m_table->selectionAsText());
}

void TrafficPage::open(const QByteArray &id)
{
    if (id.isEmpty())
        return m_detail->showNothing();
    m_facets.traffic.request(this, QString::fromUtf8(id),
                             [this](const Result<protocol::RequestDetail> &detail) { m_detail->show(detail); });
}

void TrafficPage::followWindow()
{
    const kit::TimeRange &range = tools().link.range();
    const kit::TimeRange::Window window = range.window();
    m_facets.series.setWindow(window.from, window.to, range.isLive());
    m_series = m_facets.series.follow({u"commerce.ratePerSec"_s, u"platform.ratePerSec"_s, u"commerce.p50Ms"_s,
                                       u"commerce.p95Ms"_s, u"commerce.p99Ms"_s});
    showCharts();
}

void TrafficPage::showCharts()
{
    if (!isVisible())
        return;
    const client::SeriesFacet &series = m_facets.series;
    m_rate->setSeries({{u"commerce"_s, series.points(u"commerce.ratePerSec"_s), 0, true},
                       {u"platform"_s, series.points(u"platform.ratePerSec"_s), 1}});
    m_latency->setSeries({{u"p50"_s, series.points(u"commerce.p50Ms"_s), 0},
                          {u"p95"_s, series.points(u"commerce.p95Ms"_s), 1},
                          {u"p99"_s, series.points(u"commerce.p99Ms"_s), 2}});
    for (kit::LineChart *chart : {m_rate, m_latency})
        chart->setGap(series.step() * 3);
}

} // namespace signalbox::pages
