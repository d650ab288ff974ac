#include "ui/kit/time_plot.h"

#include "ui/kit/chart_marks.h"
#include "ui/kit/chart_menu.h"
#include "ui/kit/theme.h"
#include "ui/kit/ticks.h"
#include "ui/kit/time_range.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <cmath>
#include <utility>

namespace signalbox::kit {

namespace {

constexpr int kTop = 6;
constexpr int kRight = 10;
constexpr int kBottom = 18;
constexpr double kShortestDrag = 4;

} // namespace

TimePlot::TimePlot(ChartLink &link, QWidget *parent)
    : QWidget(parent)
    , m_link(link)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(&link, &ChartLink::cursorMoved, this, qOverload<>(&QWidget::update));
    connect(&link.range(), &TimeRange::moved, this, qOverload<>(&QWidget::update));
}

void TimePlot::setState(ViewStateMaker make)
{
    m_makeState = std::move(make);
    m_state = m_makeState();
    update();
}

void TimePlot::setMarks(std::vector<ChartMark> marks)
{
    m_marks = std::move(marks);
    update();
}

QRectF TimePlot::plot() const
{
    return QRectF(rect()).adjusted(leftRoom(), kTop, -kRight, -kBottom);
}

double TimePlot::xOf(qint64 at) const
{
    const TimeRange::Window window = m_link.range().window();
    const QRectF area = plot();
    return area.left() + double(at - window.from) / double(std::max<qint64>(window.to - window.from, 1)) * area.width();
}

qint64 TimePlot::timeAt(double x) const
{
    const TimeRange::Window window = m_link.range().window();
    const QRectF area = plot();
    const double share = std::clamp((x - area.left()) / std::max(area.width(), 1.0), 0.0, 1.0);
    return window.from + qint64(share * double(window.to - window.from));
}

void TimePlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintPlot(&painter);
    if (hasFocus()) {
        painter.setPen(QPen(tokens().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    }
}

void TimePlot::paintPlot(QPainter *painter)
{
    if (m_state.kind != ViewState::Kind::Ready)
        return paintViewState(painter, rect(), m_state);
    const QRectF area = plot();
    painter->setFont(uiFont(11));
    paintScale(painter, area);
    paintTimes(painter, area);
    painter->save();
    painter->setClipRect(area);
    painter->setRenderHint(QPainter::Antialiasing, false);
    paintColumns(painter, area);
    painter->restore();
    if (m_dragFrom) {
        QColor shade = tokens().accent;
        shade.setAlphaF(0.15F);
        const QRectF dragged(QPointF(xOf(*m_dragFrom), area.top()), QPointF(xOf(m_dragTo), area.bottom()));
        painter->fillRect(dragged.normalized(), shade);
    }
    const auto place = [this](qint64 at) { return xOf(at); };
    paintMarks(painter, area, m_marks, place);
    paintCursor(painter, area);
    tellMarks(painter, area, m_marks, place, m_link.cursor());
}

void TimePlot::paintTimes(QPainter *painter, const QRectF &area) const
{
    const TimeRange::Window window = m_link.range().window();
    painter->setPen(tokens().muted);
    double taken = area.left() - 2;
    for (const TimeTick &tick : timeTicks(window.from, window.to, std::max(2, int(area.width() / 52)))) {
        const double half = painter->fontMetrics().horizontalAdvance(tick.text) / 2.0;
        const double x = xOf(tick.at);
        if (x + half > width() || x - half < taken)
            continue;
        painter->drawText(QPointF(x - half, area.bottom() + 14), tick.text);
        taken = x + half + 6;
    }
}

void TimePlot::paintCursor(QPainter *painter, const QRectF &area) const
{
    if (!m_link.cursor())
        return;
    const double x = std::round(xOf(*m_link.cursor())) + 0.5;
    if (x < area.left() || x > area.right())
        return;
    painter->setPen(tokens().muted);
    painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    paintValueBox(painter, area, x, valuesAt(*m_link.cursor(), m_pointerY));
}

QImage TimePlot::toImage()
{
    return chartImage(*this, [this](QPainter *painter) {
        painter->setRenderHint(QPainter::Antialiasing);
        paintPlot(painter);
    });
}

void TimePlot::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_state = m_makeState();
    QWidget::changeEvent(event);
}

void TimePlot::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && plot().contains(event->position())) {
        m_dragFrom = timeAt(event->position().x());
        m_dragTo = *m_dragFrom;
    }
}

void TimePlot::mouseMoveEvent(QMouseEvent *event)
{
    m_dragTo = timeAt(event->position().x());
    const bool inside = plot().contains(event->position());
    m_pointerY = inside ? std::optional(event->position().y()) : std::nullopt;
    m_link.setCursor(inside ? std::optional(m_dragTo) : std::nullopt);
    update();
}

void TimePlot::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragFrom)
        return;
    const qint64 from = *std::exchange(m_dragFrom, std::nullopt);
    const qint64 to = timeAt(event->position().x());
    if (std::abs(xOf(from) - xOf(to)) > kShortestDrag)
        m_link.range().zoom({std::min(from, to), std::max(from, to)});
    update();
}

void TimePlot::mouseDoubleClickEvent(QMouseEvent *)
{
    m_dragFrom.reset();
    m_link.range().resetZoom();
}

void TimePlot::keyPressEvent(QKeyEvent *event)
{
    const TimeRange::Window window = m_link.range().window();
    const qint64 step = std::max<qint64>((window.to - window.from) / 100, 1'000);
    const int direction = event->key() == Qt::Key_Left ? -1 : event->key() == Qt::Key_Right ? 1 : 0;
    if (event->key() == Qt::Key_Backspace)
        m_link.range().undoZoom();
    else if (direction != 0)
        m_link.setCursor(std::clamp(m_link.cursor().value_or(window.to) + direction * step, window.from, window.to));
    else
        QWidget::keyPressEvent(event);
}

void TimePlot::leaveEvent(QEvent *event)
{
    m_pointerY.reset();
    m_link.setCursor(std::nullopt);
    QWidget::leaveEvent(event);
}

void TimePlot::contextMenuEvent(QContextMenuEvent *event)
{
    openChartMenu(
        *this, event->globalPos(), [this] { return toImage(); }, [this] { return toCsv(); });
}

} // namespace signalbox::kit
