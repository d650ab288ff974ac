#include "ui/kit/plot_view.h"

#include "ui/kit/chart_menu.h"
#include "ui/kit/tabular_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QChart>
#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QValueAxis>

#include <cmath>

namespace signalbox::kit {

PlotView::PlotView(ValueFormat format, QWidget *parent)
    : QChartView(new QChart, parent)
    , m_format(std::move(format))
    , m_ticks(roundTicks(0, 1))
    , m_xAxis(new QValueAxis(chart()))
    , m_yAxis(new QValueAxis(chart()))
{
    setFrameShape(QFrame::NoFrame);
    setRenderHint(QPainter::Antialiasing);
    setBackgroundBrush(Qt::NoBrush);
    setStyleSheet(QStringLiteral("background: transparent"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setFocusPolicy(Qt::StrongFocus);
    chart()->setBackgroundVisible(false);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->legend()->hide();
    chart()->addAxis(m_xAxis, Qt::AlignBottom);
    chart()->addAxis(m_yAxis, Qt::AlignLeft);
    for (QValueAxis *axis : {m_xAxis, m_yAxis})
        axis->setVisible(false);
    m_makeState = &ViewState::loading;
    m_state = m_makeState();
    setAccessibleDescription(m_state.text);
}

void PlotView::setState(const ViewState &state)
{
    setState([state] { return state; });
}

void PlotView::setState(ViewStateMaker make)
{
    m_makeState = std::move(make);
    m_state = m_makeState();
    setAccessibleDescription(m_state.text);
    for (QAbstractSeries *series : chart()->series())
        series->setVisible(isReady());
    restyle();
    viewport()->update();
}

ViewState PlotView::nothing() const
{
    return ViewState::empty(tr("No data in this time range"));
}

void PlotView::showNothing()
{
    setState([this] { return nothing(); });
}

QImage PlotView::toImage()
{
    return chartImage(*this, [this](QPainter *painter) {
        QChartView::render(painter, QRectF(QPointF(), QSizeF(size())), rect());
    });
}

void PlotView::setUnit(const QString &unit)
{
    m_unit = unit;
    placePlot();
}

QString PlotView::tickText(double value) const
{
    const bool top = !m_ticks.values.empty() && value >= m_ticks.values.back();
    return top && !m_unit.isEmpty() ? m_format(value) + QChar(QChar::Nbsp) + m_unit : m_format(value);
}

QStringList PlotView::tickTexts() const
{
    QStringList texts;
    for (const double value : m_ticks.values)
        texts += tickText(value);
    return texts;
}

void PlotView::setTicks(const ValueTicks &ticks)
{
    m_ticks = ticks;
    m_yAxis->setRange(ticks.low, ticks.high);
    placePlot();
}

double PlotView::yOf(double value) const
{
    return m_plot.bottom() - (value - m_ticks.low) / (m_ticks.high - m_ticks.low) * m_plot.height();
}

void PlotView::setBottomRoom(int pixels)
{
    m_bottomRoom = pixels;
    placePlot();
}

void PlotView::placePlot()
{
    double widest = 0;
    for (const double value : m_ticks.values)
        widest = std::max(widest, tabularWidth(uiFont(11), tickText(value)));
    m_plot = QRectF(viewport()->rect()).adjusted(std::ceil(widest) + 8, 8, -10, -m_bottomRoom);
    chart()->setGeometry(QRectF(viewport()->rect()));
    chart()->setPlotArea(m_plot);
    viewport()->update();
}

void PlotView::resizeEvent(QResizeEvent *event)
{
    QChartView::resizeEvent(event);
    placePlot();
}

void PlotView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        restyle();
    if (event->type() == QEvent::LanguageChange) {
        m_state = m_makeState();
        if (!isReady())
            setAccessibleDescription(m_state.text);
        placePlot();
    }
    QChartView::changeEvent(event);
}

void PlotView::drawBackground(QPainter *painter, const QRectF &)
{
    if (!isReady())
        return;
    const Tokens &theme = tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->setFont(uiFont(11));
    for (const double value : m_ticks.values) {
        const double y = std::round(yOf(value));
        painter->setPen(theme.line);
        painter->drawLine(QPointF(m_plot.left(), y), QPointF(m_plot.right(), y));
        painter->setPen(theme.muted);
        drawTabular(painter, QRectF(0, y - 8, m_plot.left() - 6, 16), Qt::AlignRight, tickText(value));
    }
    painter->restore();
}

void PlotView::drawForeground(QPainter *painter, const QRectF &)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (isReady())
        drawOverlay(painter, m_plot);
    else
        paintViewState(painter, viewport()->rect(), m_state);
    if (hasFocus()) {
        painter->setPen(QPen(tokens().accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(viewport()->rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
    painter->restore();
}

void PlotView::contextMenuEvent(QContextMenuEvent *event)
{
    openChartMenu(*this, event->globalPos(), [this] { return toImage(); }, [this] { return toCsv(); });
}

} // namespace signalbox::kit
