#include "ui/kit/time_bars.h"

#include "ui/kit/chart_menu.h"
#include "ui/kit/formats.h"
#include "ui/kit/tabular_text.h"
#include "ui/kit/theme.h"

#include <QEvent>
#include <QPainter>

#include <cmath>
#include <numeric>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

QColor colorOf(BarInk ink)
{
    const Tokens &theme = tokens();
    switch (ink) {
    case BarInk::Text:
        return theme.text;
    case BarInk::Muted:
        return theme.muted;
    case BarInk::Bad:
        return theme.bad;
    default:
        return theme.series[std::size_t(ink)];
    }
}

double sumOf(const BarLayer &layer)
{
    return std::accumulate(layer.counts.begin(), layer.counts.end(), 0.0);
}

} // namespace

TimeBars::TimeBars(ChartLink &link, QWidget *parent)
    : TimePlot(link, parent)
    , m_legend(new Legend(Legend::Shape::Box, this))
    , m_ticks(roundTicks(0, 1))
{
    m_legend->hide();
    connect(m_legend, &Legend::toggled, this, [this] {
        scale();
        update();
    });
}

void TimeBars::setLayers(qint64 from, qint64 stepMs, std::vector<BarLayer> layers)
{
    m_from = from;
    m_step = std::max<qint64>(stepMs, 1);
    m_layers = std::move(layers);
    std::erase_if(m_layers, [](const BarLayer &layer) { return sumOf(layer) <= 0; });
    QStringList spoken;
    for (const BarLayer &layer : m_layers)
        spoken += layer.name + u' ' + formatNumber(sumOf(layer));
    setAccessibleDescription(spoken.join(u", "_s));
    if (!m_layers.empty())
        setState([] { return ViewState::ready(); });
    showLegend();
    scale();
    update();
}

bool TimeBars::isShown(const BarLayer &layer) const
{
    return !m_legend || !m_legend->isHiddenSeries(layer.name);
}

void TimeBars::showLegend()
{
    if (!m_legend)
        return;
    std::vector<LegendEntry> entries;
    for (const BarLayer &layer : m_layers)
        entries.push_back({layer.name, {.color = colorOf(layer.ink)}, formatNumber(sumOf(layer))});
    m_legend->setEntries(std::move(entries));
    m_legend->setVisible(m_legend->parentWidget() != this && !m_layers.empty());
}

void TimeBars::scale()
{
    std::vector<double> sums;
    for (const BarLayer &layer : m_layers) {
        sums.resize(std::max(sums.size(), layer.counts.size()));
        for (std::size_t i = 0; isShown(layer) && i < layer.counts.size(); ++i)
            sums[i] += layer.counts[i];
    }
    m_ticks = roundTicks(0, sums.empty() ? 1 : std::max(1.0, *std::ranges::max_element(sums)));
    // Half a call cannot be counted.
    std::erase_if(m_ticks.values, [](double value) { return value != std::round(value); });
}

int TimeBars::leftRoom() const
{
    double widest = 0;
    for (const double value : m_ticks.values)
        widest = std::max(widest, tabularWidth(uiFont(11), formatNumber(value)));
    return int(std::ceil(widest)) + 8;
}

void TimeBars::paintScale(QPainter *painter, const QRectF &plot) const
{
    painter->setRenderHint(QPainter::Antialiasing, false);
    for (const double value : m_ticks.values) {
        const double y = std::round(plot.bottom() - value / m_ticks.high * plot.height());
        painter->setPen(tokens().line);
        painter->drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter->setPen(tokens().muted);
        drawTabular(painter, QRectF(0, y - 8, plot.left() - 6, 16), Qt::AlignRight, formatNumber(value));
    }
    painter->setRenderHint(QPainter::Antialiasing);
}

void TimeBars::paintColumns(QPainter *painter, const QRectF &plot) const
{
    std::vector<double> heights;
    for (const BarLayer &layer : m_layers) {
        heights.resize(std::max(heights.size(), layer.counts.size()));
        const QColor color = colorOf(layer.ink);
        for (std::size_t i = 0; isShown(layer) && i < layer.counts.size(); ++i) {
            if (layer.counts[i] <= 0)
                continue;
            const double left = std::floor(xOf(m_from + qint64(i) * m_step));
            const double right = std::floor(xOf(m_from + qint64(i + 1) * m_step));
            const double below = std::round(plot.bottom() - heights[i] / m_ticks.high * plot.height());
            heights[i] += layer.counts[i];
            const double above = std::round(plot.bottom() - heights[i] / m_ticks.high * plot.height());
            // A single failure among thousands of calls is still a line.
            painter->fillRect(
                QRectF(left, std::min(above, below - 2), std::max(right - left - 1, 1.0), std::max(below - above, 2.0)),
                color);
        }
    }
}

std::vector<ValueLine> TimeBars::valuesAt(qint64 at, std::optional<double>) const
{
    std::vector<ValueLine> lines{{formatClock(at), {}}};
    const qint64 place = at >= m_from ? (at - m_from) / m_step : -1;
    for (const BarLayer &layer : m_layers) {
        if (!isShown(layer))
            continue;
        const bool known = place >= 0 && std::size_t(place) < layer.counts.size();
        lines.push_back(
            {layer.name + u"  "_s + formatNumber(known ? layer.counts[std::size_t(place)] : 0), colorOf(layer.ink)});
    }
    return lines;
}

void TimeBars::changeEvent(QEvent *event)
{
    TimePlot::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showLegend();
}

QString TimeBars::toCsv() const
{
    QString csv = u"time_ms,name,count\n"_s;
    for (const BarLayer &layer : m_layers) {
        for (std::size_t i = 0; i < layer.counts.size(); ++i)
            csv += u"%1,%2,%3\n"_s.arg(m_from + qint64(i) * m_step)
                       .arg(csvName(layer.name))
                       .arg(layer.counts[i], 0, 'f', 0);
    }
    return csv;
}

} // namespace signalbox::kit
