#include "ui/kit/heat_map.h"

#include "ui/kit/chart_link.h"
#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/kit/ticks.h"
#include "ui/kit/time_range.h"

#include <QMouseEvent>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace signalbox::kit {

HeatMap::HeatMap(ChartLink &link, QWidget *parent) : QWidget(parent), m_link(link)
{
    setMouseTracking(true);
    connect(&link, &ChartLink::cursorMoved, this, qOverload<>(&QWidget::update));
    connect(&link.range(), &TimeRange::moved, this, qOverload<>(&QWidget::update));
}

void HeatMap::setCells(QStringList bands, std::vector<Column> columns, qint64 stepMs)
{
    m_bands = std::move(bands);
    m_columns = std::move(columns);
    m_step = std::max<qint64>(stepMs, 1);
    m_highest = 0;
    for (const Column &column : m_columns) {
        for (const double count : column.counts)
            m_highest = std::max(m_highest, count);
    }
    setState(m_highest > 0 ? ViewState::ready() : ViewState::empty(tr("No requests in this time range")));
}

void HeatMap::setState(const ViewState &state)
{
    m_state = state;
    update();
}

QRectF HeatMap::plot() const
{
    int widest = 0;
    const QFontMetrics metrics(uiFont(11));
    for (const QString &band : m_bands)
        widest = std::max(widest, metrics.horizontalAdvance(band));
    return QRectF(rect()).adjusted(widest + 8, 4, -10, -18);
}

double HeatMap::xOf(qint64 at) const
{
    const TimeRange::Window window = m_link.range().window();
    const QRectF area = plot();
    return area.left() + double(at - window.from) / double(window.to - window.from) * area.width();
}

void HeatMap::paintCells(QPainter *painter, const QRectF &area) const
{
    const Tokens &theme = tokens();
    const double height = area.height() / double(std::max<qsizetype>(m_bands.size(), 1));
    painter->save();
    painter->setClipRect(area);
    for (const Column &column : m_columns) {
        const double left = std::floor(xOf(column.at));
        const double right = std::floor(xOf(column.at + m_step));
        for (std::size_t band = 0; band < column.counts.size(); ++band) {
            if (column.counts[band] <= 0)
                continue;
            QColor fill = theme.accent;
            // The root keeps single slow requests visible beside thousands of fast ones.
            fill.setAlphaF(float(0.12 + 0.88 * std::sqrt(column.counts[band] / m_highest)));
            const double top = area.bottom() - double(band + 1) * height;
            painter->fillRect(QRectF(left, top + 0.5, std::max(right - left, 1.0), height - 1), fill);
        }
    }
    painter->restore();
}

void HeatMap::paintPointer(QPainter *painter, const QRectF &area) const
{
    const Tokens &theme = tokens();
    if (m_link.cursor()) {
        const double x = std::round(xOf(*m_link.cursor())) + 0.5;
        painter->setPen(theme.muted);
        if (x >= area.left() && x <= area.right())
            painter->drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    }
    if (!m_pointer || !m_link.cursor() || m_bands.isEmpty() || !area.contains(*m_pointer))
        return;
    const double height = area.height() / double(m_bands.size());
    const auto band = std::size_t(std::clamp((area.bottom() - m_pointer->y()) / height, 0.0, double(m_bands.size() - 1)));
    double count = 0;
    for (const Column &column : m_columns) {
        if (*m_link.cursor() >= column.at && *m_link.cursor() < column.at + m_step && band < column.counts.size())
            count = column.counts[band];
    }
    const QString text = u"%1 · %2 · %3"_s.arg(formatClock(*m_link.cursor()), m_bands[qsizetype(band)],
                                               tr("requests: %1").arg(formatNumber(count)));
    const double width = painter->fontMetrics().horizontalAdvance(text) + 12;
    const double left = std::clamp(m_pointer->x() + 10, area.left(), std::max(area.left(), area.right() - width));
    const QRectF box(left, std::clamp(m_pointer->y() - 26, area.top(), area.bottom() - 20), width, 20);
    painter->setPen(theme.line);
    painter->setBrush(theme.panel);
    painter->drawRoundedRect(box, 4, 4);
    painter->setPen(theme.text);
    painter->drawText(box, Qt::AlignCenter, text);
}

void HeatMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_state.kind != ViewState::Kind::Ready)
        return paintViewState(&painter, rect(), m_state);
    const Tokens &theme = tokens();
    const QRectF area = plot();
    painter.setFont(uiFont(11));
    painter.setPen(theme.muted);
    const double height = area.height() / double(std::max<qsizetype>(m_bands.size(), 1));
    for (qsizetype band = 0; band < m_bands.size(); ++band) {
        const double center = area.bottom() - (double(band) + 0.5) * height;
        painter.drawText(QRectF(0, center - 8, area.left() - 6, 16), Qt::AlignRight | Qt::AlignVCenter, m_bands[band]);
    }
    const TimeRange::Window window = m_link.range().window();
    double taken = area.left() - 2;
    for (const TimeTick &tick : timeTicks(window.from, window.to, std::max(2, int(area.width() / 52)))) {
        const double half = painter.fontMetrics().horizontalAdvance(tick.text) / 2.0;
        const double x = xOf(tick.at);
        if (x + half > width() || x - half < taken)
            continue;
        painter.drawText(QPointF(x - half, area.bottom() + 14), tick.text);
        taken = x + half + 6;
    }
    paintCells(&painter, area);
    paintPointer(&painter, area);
}

void HeatMap::mouseMoveEvent(QMouseEvent *event)
{
    m_pointer = event->position();
    const QRectF area = plot();
    const TimeRange::Window window = m_link.range().window();
    const double share = (event->position().x() - area.left()) / std::max(area.width(), 1.0);
    m_link.setCursor(share >= 0 && share <= 1
                         ? std::optional(window.from + qint64(share * double(window.to - window.from)))
                         : std::nullopt);
    update();
}

void HeatMap::leaveEvent(QEvent *event)
{
    m_pointer.reset();
    m_link.setCursor(std::nullopt);
    QWidget::leaveEvent(event);
}

} // namespace signalbox::kit
