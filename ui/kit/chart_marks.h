#pragma once

#include "ui/kit/chart_link.h"

#include <QRectF>

#include <functional>
#include <vector>

class QPainter;

namespace signalbox::kit {

/// Draws the marks that fall into `plot`: a dashed line with the shape of its kind on top.
void paintMarks(QPainter *painter, const QRectF &plot, const std::vector<ChartMark> &marks,
                const std::function<double(qint64)> &xOf);

/// Tells those within reach of the crosshair at `cursor` in a box at the foot of the plot, the newest first.
void tellMarks(QPainter *painter, const QRectF &plot, const std::vector<ChartMark> &marks,
               const std::function<double(qint64)> &xOf, std::optional<qint64> cursor);

} // namespace signalbox::kit
