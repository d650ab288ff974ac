#include "ui/kit/line_chart.h"

#include "ui/kit/chart_marks.h"
#include "ui/kit/chart_menu.h"
#include "ui/kit/formats.h"
#include "ui/kit/legend.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/kit/value_box.h"

#include <QAreaSeries>
#include <QChart>
#include <QKeyEvent>
#include <QLineSeries>
#include <QMouseEvent>
#include <QValueAxis>

#include <cmath>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

double valueAt(const ChartSeries &series, qint64 at, qint64 reach)
{
    const auto before = [](const QPointF &point, double time) { return point.x() < time; };
    const auto next = std::lower_bound(series.points.begin(), series.points.end(), double(at), before);
    const auto distance = [&](auto point) { return std::abs(point->x() - double(at)); };
    auto best = next;
    if (next == series.points.end() || (next != series.points.begin() && distance(next - 1) < distance(next)))
        best = next == series.points.begin() ? series.points.end() : next - 1;
    if (best == series.points.end() || distance(best) > double(reach))
        return std::nan("");
    return best->y();
}

std::vector<QList<QPointF>> segments(const std::vector<QPointF> &points, std::chrono::milliseconds gap)
{
    std::vector<QList<QPointF>> runs;
    bool open = false;
    for (const QPointF &point : points) {
        if (!std::isfinite(point.y())) {
            open = false;
            continue;
        }
        if (!open || point.x() - runs.back().back().x() > double(gap.count()))
            runs.emplace_back();
        runs.back().append(point);
        open = true;
    }
    return runs;
}

LineChart::LineChart(ChartLink &link, ValueFormat format, QWidget *parent)
    : PlotView(std::move(format), parent), m_link(link), m_legend(new Legend(Legend::Shape::Line, this)),
      m_limit(std::nan(""))
{
    m_legend->hide();
    viewport()->setMouseTracking(true);
    setMouseTracking(true);
    connect(&link, &ChartLink::cursorMoved, viewport(), qOverload<>(&QWidget::update));
    connect(&link.range(), &TimeRange::moved, this, &LineChart::followRange);
    connect(m_legend, &Legend::toggled, this, &LineChart::rebuild);
    followRange();
}

LineChart::~LineChart() = default;

void LineChart::setSeries(std::vector<ChartSeries> series)
{
    m_series = std::move(series);
    const auto known = [](const ChartSeries &one) { return !one.points.empty(); };
    const auto seen = [](const ChartSeries &one) { return std::ranges::any_of(one.points, [](const QPointF &point) { return std::isfinite(point.y()); }); };
    if (std::ranges::any_of(m_series, seen))
        PlotView::setState(ViewState::ready());
    else if (isReady() || std::ranges::any_of(m_series, known))
        showNothing();
    restyle();
}

ViewState LineChart::nothing() const
{
    return ViewState::empty(tr("No data in this time range"), tr("Choose a longer range, or wait for requests."));
}

void LineChart::setGap(std::chrono::milliseconds gap)
{
    m_gap = gap;
    rebuild();
}

void LineChart::setMarks(std::vector<ChartMark> marks)
{
    m_marks = std::move(marks);
    viewport()->update();
}

void LineChart::setLimit(double limit)
{
    m_limit = limit;
    scaleToVisible();
}

SeriesStyle LineChart::styleOf(const ChartSeries &series) const
{
    return series.style >= 0 ? seriesStyle(series.style) : m_link.colors().style(series.name);
}

void LineChart::restyle()
{
    std::vector<LegendEntry> entries;
    for (const ChartSeries &series : m_series)
        entries.push_back({series.name, styleOf(series), {}});
    if (m_legend) {
        m_legend->setEntries(std::move(entries));
        m_legend->setVisible(m_legend->parentWidget() != this && !m_series.empty());
    }
    rebuild();
}

void LineChart::rebuild()
{
    chart()->removeAllSeries();
    for (const ChartSeries &series : m_series) {
        if (!isReady() || (m_legend && m_legend->isHiddenSeries(series.name)))
            continue;
        const SeriesStyle style = styleOf(series);
        QPen pen(style.color, 1.6, style.dash, Qt::RoundCap, Qt::RoundJoin);
        for (const QList<QPointF> &run : segments(series.points, m_gap)) {
            auto *line = new QLineSeries(chart());
            line->replace(run);
            QAbstractSeries *drawn = line;
            line->setPen(pen);
            if (series.area) {
                auto *area = new QAreaSeries(line);
                line->setParent(area);
                QColor fill = style.color;
                fill.setAlphaF(0.10F);
                area->setBrush(fill);
                area->setPen(Qt::NoPen);
                chart()->addSeries(area);
                area->attachAxis(xAxis());
                area->attachAxis(yAxis());
                auto *edge = new QLineSeries(chart());
                edge->replace(run);
                edge->setPen(pen);
                drawn = edge;
            }
            chart()->addSeries(drawn);
            drawn->attachAxis(xAxis());
            drawn->attachAxis(yAxis());
        }
    }
    scaleToVisible();
}

void LineChart::followRange()
{
    const TimeRange::Window window = m_link.range().window();
    xAxis()->setRange(double(window.from), double(window.to));
    scaleToVisible();
}

void LineChart::scaleToVisible()
{
    const TimeRange::Window window = m_link.range().window();
    double low = 0;
    double high = std::isfinite(m_limit) ? m_limit : 0;
    for (const ChartSeries &series : m_series) {
        if (m_legend && m_legend->isHiddenSeries(series.name))
            continue;
        for (const QPointF &point : series.points) {
            if (point.x() < double(window.from) || point.x() > double(window.to) || !std::isfinite(point.y()))
                continue;
            low = std::min(low, point.y());
            high = std::max(high, point.y());
        }
    }
    setTicks(roundTicks(low, high));
}

double LineChart::xOf(qint64 at) const
{
    const TimeRange::Window window = m_link.range().window();
    return plot().left() + double(at - window.from) / double(window.to - window.from) * plot().width();
}

qint64 LineChart::timeAt(double x) const
{
    const TimeRange::Window window = m_link.range().window();
    const double share = std::clamp((x - plot().left()) / std::max(plot().width(), 1.0), 0.0, 1.0);
    return window.from + qint64(share * double(window.to - window.from));
}

void LineChart::drawOverlay(QPainter *painter, const QRectF &plot)
{
    const Tokens &theme = tokens();
    const TimeRange::Window window = m_link.range().window();
    painter->setFont(uiFont(11));
    painter->setPen(theme.muted);
    double taken = plot.left() - 2;
    for (const TimeTick &tick : timeTicks(window.from, window.to, std::max(2, int(plot.width() / 52)))) {
        const double width = painter->fontMetrics().horizontalAdvance(tick.text);
        const double x = xOf(tick.at);
        if (x + width / 2 > viewport()->width() || x - width / 2 < taken)
            continue;
        painter->drawText(QPointF(x - width / 2, plot.bottom() + 14), tick.text);
        taken = x + width / 2 + 6;
    }
    if (std::isfinite(m_limit)) {
        painter->setPen(QPen(theme.bad, 1, Qt::DashLine));
        painter->drawLine(QPointF(plot.left(), yOf(m_limit)), QPointF(plot.right(), yOf(m_limit)));
    }
    if (m_dragFrom) {
        QColor shade = theme.accent;
        shade.setAlphaF(0.15F);
        const double x = xOf(*m_dragFrom);
        painter->fillRect(QRectF(QPointF(x, plot.top()), QPointF(xOf(m_dragTo), plot.bottom())).normalized(), shade);
    }
    const auto place = [this](qint64 at) { return xOf(at); };
    paintMarks(painter, plot, m_marks, place);
    drawCursor(painter, plot);
    tellMarks(painter, plot, m_marks, place, m_link.cursor());
}

void LineChart::drawCursor(QPainter *painter, const QRectF &plot)
{
    const std::optional<qint64> cursor = m_link.cursor();
    if (!cursor)
        return;
    const double x = std::round(xOf(*cursor)) + 0.5;
    if (x < plot.left() || x > plot.right())
        return;
    const Tokens &theme = tokens();
    painter->setPen(theme.muted);
    painter->drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    const qint64 reach = std::max<qint64>(m_gap.count(), qint64(1));
    std::vector<ValueLine> lines {{formatClock(*cursor), {}}};
    for (const ChartSeries &series : m_series) {
        if (m_legend && m_legend->isHiddenSeries(series.name))
            continue;
        const SeriesStyle style = styleOf(series);
        const double value = valueAt(series, *cursor, reach);
        lines.push_back({series.name + u"  "_s + (std::isfinite(value) ? format()(value) : tr("no data")), style.color});
        if (std::isfinite(value)) {
            painter->setPen(QPen(theme.panel, 1.5));
            painter->setBrush(style.color);
            painter->drawEllipse(QPointF(x, yOf(value)), 3.5, 3.5);
        }
    }
    paintValueBox(painter, plot, x, lines);
}

QString LineChart::toCsv() const
{
    const TimeRange::Window window = m_link.range().window();
    QString csv = u"series,time_ms,value\n"_s;
    for (const ChartSeries &series : m_series) {
        const QString name = csvName(series.name);
        for (const QPointF &point : series.points) {
            if (point.x() >= double(window.from) && point.x() <= double(window.to))
                csv += u"%1,%2,%3\n"_s.arg(name).arg(qint64(point.x())).arg(
                    std::isfinite(point.y()) ? QString::number(point.y(), 'g', 10) : QString());
        }
    }
    return csv;
}

void LineChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && plot().contains(event->position())) {
        m_dragFrom = timeAt(event->position().x());
        m_dragTo = *m_dragFrom;
    }
    setFocus(Qt::MouseFocusReason);
}

void LineChart::mouseMoveEvent(QMouseEvent *event)
{
    m_dragTo = timeAt(event->position().x());
    const bool inside = plot().contains(event->position());
    m_link.setCursor(inside ? std::optional(m_dragTo) : std::nullopt);
    if (m_dragFrom)
        viewport()->update();
}

void LineChart::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragFrom)
        return;
    const qint64 from = *std::exchange(m_dragFrom, std::nullopt);
    const qint64 to = timeAt(event->position().x());
    if (std::abs(xOf(from) - xOf(to)) > 4)
        m_link.range().zoom({std::min(from, to), std::max(from, to)});
    viewport()->update();
}

void LineChart::mouseDoubleClickEvent(QMouseEvent *)
{
    m_dragFrom.reset();
    m_link.range().resetZoom();
}

void LineChart::keyPressEvent(QKeyEvent *event)
{
    const TimeRange::Window window = m_link.range().window();
    const qint64 step = std::max<qint64>((window.to - window.from) / 100, 1'000);
    switch (event->key()) {
    case Qt::Key_Backspace:
        m_link.range().undoZoom();
        return;
    case Qt::Key_Left:
        return moveCursor(-step);
    case Qt::Key_Right:
        return moveCursor(step);
    default:
        QWidget::keyPressEvent(event);
    }
}

void LineChart::moveCursor(qint64 step)
{
    const TimeRange::Window window = m_link.range().window();
    m_link.setCursor(std::clamp(m_link.cursor().value_or(window.to) + step, window.from, window.to));
}

void LineChart::leaveEvent(QEvent *event)
{
    m_link.setCursor(std::nullopt);
    QChartView::leaveEvent(event);
}

} // namespace signalbox::kit
