#include "ui/pages/overview/overview_charts.h"

#include "ui/kit/card.h"
#include "ui/kit/chart_link.h"
#include "ui/kit/formats.h"
#include "ui/kit/legend.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"

#include <QHBoxLayout>

#include <cmath>

namespace signalbox::pages {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Answers that come together are drawn together.
constexpr std::chrono::milliseconds kTogether = 60ms;
constexpr int kGapSteps = 3;

QStringList membersFor(qsizetype services)
{
    if (services == 1)
        return {u"ratePerSec"_s, u"error4xx"_s, u"error5xx"_s, u"p50Ms"_s, u"p95Ms"_s, u"p99Ms"_s};
    return {u"ratePerSec"_s, u"error5xx"_s, u"p95Ms"_s};
}

} // namespace

std::vector<QPointF> thinned(const std::vector<QPointF> &points, std::chrono::milliseconds width, bool highest)
{
    std::vector<QPointF> thin;
    const auto step = double(width.count());
    double start = std::nan("");
    int values = 0;
    for (const QPointF &point : points) {
        const double begins = std::floor(point.x() / step) * step;
        if (begins != start) {
            thin.emplace_back(begins, std::nan(""));
            start = begins;
            values = 0;
        }
        if (!std::isfinite(point.y()))
            continue;
        const double before = values == 0 ? point.y() : thin.back().y();
        ++values;
        thin.back().setY(highest ? std::max(before, point.y()) : before + (point.y() - before) / values);
    }
    return thin;
}

OverviewCharts::OverviewCharts(kit::ChartLink &link, client::SeriesFacet &series, QWidget *parent)
    : QWidget(parent), m_link(link), m_facet(series),
      m_requests(new kit::LineChart(link, [](double value) -> QString { return kit::formatNumber(value, value < 10 && value > 0 ? 1 : 0); })),
      m_errors(new kit::LineChart(link, [](double value) -> QString { return kit::formatPercent(value); })),
      m_latency(new kit::LineChart(link, [](double value) -> QString { return kit::formatLatency(value); }))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kit::kCardGap);
    int place = 0;
    for (kit::LineChart *chart : {m_requests, m_errors, m_latency}) {
        auto *card = new kit::Card;
        card->addToHeader(chart->legend());
        card->addWidget(chart, 1);
        row->addWidget(card, 1);
        m_cards[place++] = card;
    }
    m_draw.setSingleShot(true);
    connect(&m_draw, &QTimer::timeout, this, &OverviewCharts::draw);
    connect(&link.range(), &kit::TimeRange::chosen, this, &OverviewCharts::ask);
    // At once: the charts move with the range, and so both are painted together.
    connect(&link.range(), &kit::TimeRange::moved, this, &OverviewCharts::draw);
    connect(&series, &client::SeriesFacet::changed, this, [this] {
        if (m_awaited > 0 && m_awaited--)
            later();
    });
}

void OverviewCharts::retranslate()
{
    const bool one = m_names.size() <= 1;
    m_cards[0]->setTitle(tr("Requests"));
    m_cards[0]->setRemark(tr("per second"));
    m_cards[1]->setTitle(tr("Errors"));
    m_cards[1]->setRemark(one ? tr("share, 5xx and 4xx") : tr("share of 5xx"));
    m_cards[2]->setTitle(tr("Latency"));
    m_cards[2]->setRemark(one ? tr("ms") : tr("ms, p95"));
}

void OverviewCharts::follow(const QStringList &services)
{
    m_names = services;
    retranslate();
    ask();
}

void OverviewCharts::stop()
{
    m_series.reset();
    m_draw.stop();
}

void OverviewCharts::ask()
{
    if (!isVisible() || m_names.isEmpty())
        return;
    QStringList series;
    for (const QString &name : m_names) {
        for (const QString &member : membersFor(m_names.size()))
            series += name + u'.' + member;
    }
    const kit::TimeRange &range = m_link.range();
    const kit::TimeRange::Window window = range.window();
    m_facet.setWindow(window.from, window.to, range.isLive());
    m_series = m_facet.follow(series);
    // Every answer counts once, and a sample in between once more.
    m_awaited = int(series.size()) * 2;
    later();
}

void OverviewCharts::later()
{
    if (isVisible() && m_series && !m_draw.isActive())
        m_draw.start(kTogether);
}

void OverviewCharts::draw()
{
    if (!isVisible() || !m_series)
        return;
    const kit::TimeRange::Window window = m_link.range().window();
    m_pixel = std::chrono::milliseconds(window.to - window.from) / std::max(m_requests->width(), 1);
    if (m_names.size() == 1)
        drawOne(m_names.first());
    else
        drawSeveral();
    const std::chrono::milliseconds gap = std::max(m_facet.step(), m_pixel) * kGapSteps;
    if (std::exchange(m_gap, gap) == gap)
        return;
    for (kit::LineChart *chart : {m_requests, m_errors, m_latency})
        chart->setGap(gap);
}

std::vector<QPointF> OverviewCharts::points(const QString &service, QLatin1StringView member) const
{
    const std::vector<QPointF> &all = m_facet.points(service + u'.' + member);
    // A peak must not vanish between two pixels; of a rate the mean is the truth.
    return m_pixel > m_facet.step() ? thinned(all, m_pixel, member != "ratePerSec"_L1) : all;
}

void OverviewCharts::drawOne(const QString &service)
{
    m_requests->setSeries({{service, points(service, "ratePerSec"_L1), 0, true}});
    m_errors->setSeries({{u"5xx"_s, points(service, "error5xx"_L1), 0}, {u"4xx"_s, points(service, "error4xx"_L1), 1}});
    m_latency->setSeries({{u"p50"_s, points(service, "p50Ms"_L1), 0},
                          {u"p95"_s, points(service, "p95Ms"_L1), 1},
                          {u"p99"_s, points(service, "p99Ms"_L1), 2}});
}

void OverviewCharts::drawSeveral()
{
    std::vector<kit::ChartSeries> requests;
    std::vector<kit::ChartSeries> errors;
    std::vector<kit::ChartSeries> latency;
    for (int i = 0; i < m_names.size(); ++i) {
        const QString &name = m_names[i];
        requests.push_back({name, points(name, "ratePerSec"_L1), i});
        errors.push_back({name, points(name, "error5xx"_L1), i});
        latency.push_back({name, points(name, "p95Ms"_L1), i});
    }
    m_requests->setSeries(std::move(requests));
    m_errors->setSeries(std::move(errors));
    m_latency->setSeries(std::move(latency));
}

} // namespace signalbox::pages
