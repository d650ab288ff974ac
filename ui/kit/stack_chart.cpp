#include "ui/kit/stack_chart.h"

#include "ui/kit/chart_link.h"
#include "ui/kit/chart_menu.h"
#include "ui/kit/theme.h"
#include "ui/kit/value_box.h"

#include <QBarSet>
#include <QChart>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QStackedBarSeries>
#include <QValueAxis>

#include <cmath>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {

double valueOf(const StackSeries &series, qsizetype column)
{
    return std::size_t(column) < series.values.size() ? series.values[std::size_t(column)] : std::nan("");
}

} // namespace

StackChart::StackChart(ChartLink &link, ValueFormat format, QWidget *parent)
    : PlotView(std::move(format), parent), m_link(link), m_legend(new Legend(Legend::Shape::Box, this))
{
    m_legend->hide();
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    connect(m_legend, &Legend::toggled, this, &StackChart::restyle);
}

void StackChart::setStacks(QStringList columns, std::vector<StackSeries> series)
{
    m_columns = std::move(columns);
    m_series = std::move(series);
    if (m_pointed && *m_pointed >= m_columns.size())
        m_pointed.reset();
    const bool any = std::ranges::any_of(m_series, [](const StackSeries &one) {
        return std::ranges::any_of(one.values, [](double value) { return std::isfinite(value); });
    });
    if (!any)
        return showNothing();
    setState(ViewState::ready());
    QStringList spoken;
    for (qsizetype column = 0; column < m_columns.size(); ++column) {
        if (std::isfinite(total(column)))
            spoken += m_columns[column] + u' ' + format()(total(column));
    }
    setAccessibleDescription(spoken.join(u", "_s));
}

bool StackChart::isShown(const StackSeries &series) const
{
    return !m_legend || !m_legend->isHiddenSeries(series.name);
}

double StackChart::total(qsizetype column) const
{
    double sum = std::nan("");
    for (const StackSeries &series : m_series) {
        const double value = valueOf(series, column);
        if (isShown(series) && std::isfinite(value))
            sum = (std::isnan(sum) ? 0 : sum) + value;
    }
    return sum;
}

void StackChart::restyle()
{
    chart()->removeAllSeries();
    std::vector<LegendEntry> entries;
    for (const StackSeries &series : m_series)
        entries.push_back({series.name, m_link.colors().style(series.name), {}});
    if (m_legend) {
        m_legend->setEntries(std::move(entries));
        m_legend->setVisible(m_legend->parentWidget() != this && !m_series.empty());
    }
    if (!isReady() || m_columns.isEmpty())
        return;
    auto *stack = new QStackedBarSeries(chart());
    stack->setBarWidth(m_columns.size() > 12 ? 0.8 : 0.5);
    double high = 0;
    for (const StackSeries &series : m_series) {
        if (!isShown(series))
            continue;
        auto *set = new QBarSet(series.name, stack);
        for (qsizetype column = 0; column < m_columns.size(); ++column) {
            const double value = valueOf(series, column);
            set->append(std::isfinite(value) ? value : 0);
            high = std::max(high, std::isfinite(total(column)) ? total(column) : 0);
        }
        set->setColor(m_link.colors().style(series.name).color);
        set->setBorderColor(Qt::transparent);
        stack->append(set);
    }
    chart()->addSeries(stack);
    stack->attachAxis(xAxis());
    stack->attachAxis(yAxis());
    xAxis()->setRange(-0.5, double(m_columns.size()) - 0.5);
    setTicks(roundTicks(0, high));
}

double StackChart::slot() const
{
    return plot().width() / double(std::max<qsizetype>(m_columns.size(), 1));
}

void StackChart::drawOverlay(QPainter *painter, const QRectF &plot)
{
    painter->setFont(uiFont(11));
    drawNames(painter, plot);
    drawPointed(painter, plot);
}

/// Every n-th name where they do not fit side by side; the last one, the present, is always written.
void StackChart::drawNames(QPainter *painter, const QRectF &plot) const
{
    const QFontMetricsF metrics(painter->font());
    double widest = 1;
    for (const QString &name : m_columns)
        widest = std::max(widest, metrics.horizontalAdvance(name) + 8);
    const qsizetype every = qsizetype(std::ceil(widest / slot()));
    painter->setPen(tokens().muted);
    for (qsizetype column = m_columns.size() - 1; column >= 0; column -= every) {
        const double center = plot.left() + (double(column) + 0.5) * slot();
        const double width = metrics.horizontalAdvance(m_columns[column]);
        const double left = std::min(center - width / 2, double(viewport()->width()) - width);
        painter->drawText(QPointF(left, plot.bottom() + 14), m_columns[column]);
    }
}

void StackChart::drawPointed(QPainter *painter, const QRectF &plot)
{
    if (!m_pointed)
        return;
    const double center = plot.left() + (double(*m_pointed) + 0.5) * slot();
    std::vector<ValueLine> lines {{m_columns[*m_pointed], {}}};
    for (const StackSeries &series : m_series) {
        if (!isShown(series))
            continue;
        const double value = valueOf(series, *m_pointed);
        lines.push_back({series.name + u"  "_s + (std::isfinite(value) ? format()(value) : tr("no data")),
                         m_link.colors().style(series.name).color});
    }
    if (lines.size() > 2)
        lines.push_back({tr("All  %1").arg(format()(total(*m_pointed))), {}});
    painter->setPen(tokens().muted);
    painter->drawLine(QPointF(center, plot.top()), QPointF(center, plot.bottom()));
    paintValueBox(painter, plot, center, lines);
}

void StackChart::point(std::optional<qsizetype> column)
{
    if (column == m_pointed)
        return;
    m_pointed = column;
    viewport()->update();
}

void StackChart::mouseMoveEvent(QMouseEvent *event)
{
    const bool inside = plot().contains(event->position()) && isReady() && !m_columns.isEmpty();
    const auto column = qsizetype((event->position().x() - plot().left()) / slot());
    point(inside ? std::optional(std::min(column, m_columns.size() - 1)) : std::nullopt);
}

void StackChart::leaveEvent(QEvent *event)
{
    point(std::nullopt);
    PlotView::leaveEvent(event);
}

void StackChart::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (step == 0 || m_columns.isEmpty())
        return QWidget::keyPressEvent(event);
    point(std::clamp<qsizetype>(m_pointed.value_or(m_columns.size()) + step, 0, m_columns.size() - 1));
}

QString StackChart::toCsv() const
{
    QString csv = u"column,series,value\n"_s;
    for (qsizetype column = 0; column < m_columns.size(); ++column) {
        for (const StackSeries &series : m_series) {
            const double value = valueOf(series, column);
            csv += u"%1,%2,%3\n"_s.arg(csvName(m_columns[column]), csvName(series.name),
                                       std::isfinite(value) ? QString::number(value, 'g', 10) : QString());
        }
    }
    return csv;
}

} // namespace signalbox::kit
