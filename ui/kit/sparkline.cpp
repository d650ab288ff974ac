#include "ui/kit/sparkline.h"

#include "ui/kit/tokens.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <limits>

namespace signalbox::kit {

void paintSparkline(QPainter *painter, const QRectF &box, const std::vector<double> &values, const QColor &color)
{
    double high = 0;
    double low = std::numeric_limits<double>::infinity();
    for (const double value : values) {
        high = std::isfinite(value) ? std::max(high, value) : high;
        low = std::isfinite(value) ? std::min(low, value) : low;
    }
    if (values.size() < 2 || !std::isfinite(low))
        return;
    // Half a swing of room below: a line that hugs the ground would look like nothing.
    const double floor = std::max(0.0, low - (high - low) / 2);
    QPainterPath path;
    bool open = false;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) {
            open = false;
            continue;
        }
        const double share = high > floor ? (values[i] - floor) / (high - floor) : 0.0;
        const QPointF at(box.left() + box.width() * double(i) / double(values.size() - 1),
                         box.bottom() - share * box.height());
        open ? path.lineTo(at) : path.moveTo(at);
        open = true;
    }
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->drawPath(path);
    painter->restore();
}

Sparkline::Sparkline(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Sparkline::setValues(std::vector<double> values, bool alarming)
{
    m_values = std::move(values);
    m_alarming = alarming;
    update();
}

void Sparkline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintSparkline(&painter, QRectF(rect()).adjusted(1, 4, -1, -4), m_values,
                   m_alarming ? tokens().bad : tokens().series[0]);
}

} // namespace signalbox::kit
