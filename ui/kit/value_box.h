#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace signalbox::kit {

/// One line of the box beside a chart's crosshair.
struct ValueLine
{
    QString text;
    QColor color; ///< of the swatch before the text; invalid: a muted line without one
};

/// The box with the values at `x`, right of it where there is room in `plot`, otherwise left.
void paintValueBox(QPainter *painter, const QRectF &plot, double x, const std::vector<ValueLine> &lines);

} // namespace signalbox::kit
