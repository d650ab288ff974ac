#include "ui/kit/bar_chart.h"

#include "ui/kit/chart_link.h"
#include "ui/kit/chart_menu.h"
#include "ui/kit/theme.h"

#include <QBarSet>
#include <QChart>
#include <QFontMetricsF>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <cmath>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

BarChart::BarChart(ChartLink &link, Colors colors, ValueFormat format, QWidget *parent)
    : PlotView(std::move(format), parent), m_link(link), m_colors(colors), m_limit(std::nan(""))
{
}

void BarChart::setBars(std::vector<Bar> bars)
{
    m_bars = std::move(bars);
    if (m_bars.empty())
        return showNothing();
    setState(ViewState::ready());
    QStringList spoken;
    for (const Bar &bar : m_bars)
        spoken += bar.name + u' ' + format()(bar.value);
    setAccessibleDescription(spoken.join(u", "_s));
}

void BarChart::setLimit(double limit)
{
    m_limit = limit;
    restyle();
}

void BarChart::restyle()
{
    chart()->removeAllSeries();
    if (!isReady() || m_bars.empty())
        return;
    // One set a bar, each with a value at its own place only: a set has one colour.
    auto *series = new QStackedBarSeries(chart());
    series->setBarWidth(m_bars.size() > 12 ? 0.8 : 0.5);
    double low = 0;
    double high = std::isfinite(m_limit) ? m_limit : 0;
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        auto *set = new QBarSet(m_bars[i].name, series);
        for (std::size_t other = 0; other < m_bars.size(); ++other)
            set->append(other == i && std::isfinite(m_bars[i].value) ? m_bars[i].value : 0);
        set->setColor(m_colors == Colors::One ? tokens().accent : m_link.colors().style(m_bars[i].name).color);
        set->setBorderColor(Qt::transparent);
        series->append(set);
        if (std::isfinite(m_bars[i].value)) {
            low = std::min(low, m_bars[i].value);
            high = std::max(high, m_bars[i].value);
        }
    }
    chart()->addSeries(series);
    series->attachAxis(xAxis());
    series->attachAxis(yAxis());
    xAxis()->setRange(-0.5, double(m_bars.size()) - 0.5);
    setTicks(roundTicks(low, high));
    setBottomRoom(labelRows() == 2 ? 32 : 18);
}

void BarChart::resizeEvent(QResizeEvent *event)
{
    PlotView::resizeEvent(event);
    setBottomRoom(labelRows() == 2 ? 32 : 18);
}

int BarChart::labelRows() const
{
    const QFontMetricsF metrics(uiFont(11));
    const double slot = plot().width() / double(std::max<std::size_t>(m_bars.size(), 1));
    double widest = 0;
    for (const Bar &bar : m_bars)
        widest = std::max(widest, metrics.horizontalAdvance(bar.name));
    return widest + 6 <= slot ? 1 : widest + 6 <= 2 * slot ? 2 : 0;
}

void BarChart::drawOverlay(QPainter *painter, const QRectF &plot)
{
    const Tokens &theme = tokens();
    const int rows = labelRows();
    const double slot = plot.width() / double(m_bars.size());
    const QFontMetricsF small(uiFont(11));
    double widest = 1;
    for (const Bar &bar : m_bars)
        widest = std::max(widest, small.horizontalAdvance(bar.name) + 8);
    const std::size_t every = rows > 0 ? 1 : std::size_t(std::ceil(widest / slot));
    for (std::size_t i = 0; i < m_bars.size(); ++i) {
        const double center = plot.left() + (double(i) + 0.5) * slot;
        painter->setFont(uiFont(11));
        painter->setPen(theme.muted);
        if (i % every == 0) {
            const double y = plot.bottom() + 14 + (rows == 2 && i % 2 == 1 ? 14 : 0);
            painter->drawText(QPointF(center - small.horizontalAdvance(m_bars[i].name) / 2, y), m_bars[i].name);
        }
        const QString value = format()(m_bars[i].value);
        painter->setFont(uiFont(12, QFont::Medium));
        const double width = painter->fontMetrics().horizontalAdvance(value);
        if (width + 4 > slot)
            continue;
        painter->setPen(theme.text);
        const double top = std::isfinite(m_bars[i].value) ? yOf(std::max(m_bars[i].value, 0.0)) : plot.bottom();
        painter->drawText(QPointF(center - width / 2, std::max(top - 4, plot.top() + 6)), value);
    }
    if (std::isfinite(m_limit)) {
        painter->setPen(QPen(theme.bad, 1, Qt::DashLine));
        painter->drawLine(QPointF(plot.left(), yOf(m_limit)), QPointF(plot.right(), yOf(m_limit)));
    }
}

QString BarChart::toCsv() const
{
    QString csv = u"name,value\n"_s;
    for (const Bar &bar : m_bars)
        csv += u"%1,%2\n"_s.arg(csvName(bar.name)).arg(bar.value, 0, 'g', 10);
    return csv;
}

} // namespace signalbox::kit
