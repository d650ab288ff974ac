#include "ui/kit/plot_view.h"

#include "ui/kit/tabular_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QChart>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGraphicsLayout>
#include <QGuiApplication>
#include <QMenu>
#include <QValueAxis>

#include <cmath>

namespace signalbox::kit {

PlotView::PlotView(ValueFormat format, QWidget *parent)
    : QChartView(new QChart, parent)
    , m_format(std::move(format))
    , m_ticks(roundTicks(0, 1))
    , m_state(ViewState::loading())
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
}

void PlotView::setState(const ViewState &state)
{
    m_state = state;
    for (QAbstractSeries *series : chart()->series())
        series->setVisible(isReady());
    restyle();
    viewport()->update();
}

QImage PlotView::toImage()
{
    const double scale = devicePixelRatioF();
    QImage image(size() * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(tokens().panel);
    QPainter painter(&image);
    QChartView::render(&painter, QRectF(QPointF(), QSizeF(size())), rect());
    return image;
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
        widest = std::max(widest, tabularWidth(uiFont(11), m_format(value)));
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
    if (event->type() == QEvent::LanguageChange && m_state.kind == ViewState::Kind::Loading)
        m_state = ViewState::loading();
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
        drawTabular(painter, QRectF(0, y - 8, m_plot.left() - 6, 16), Qt::AlignRight, m_format(value));
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
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    connect(menu->addAction(tr("Copy as image")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setImage(toImage()); });
    connect(menu->addAction(tr("Copy as CSV")), &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(toCsv()); });
    menu->popup(event->globalPos());
}

} // namespace signalbox::kit
