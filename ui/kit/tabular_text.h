#pragma once

#include <QRectF>
#include <QString>

class QPainter;
class QFont;

namespace signalbox::kit {

/// Qt 6.4 cannot switch on a font's tabular figures, so columns of numbers are set digit by digit, each in a cell of
/// the widest digit's width. Text without digits is drawn as usual.
void drawTabular(QPainter *painter, const QRectF &box, Qt::Alignment alignment, const QString &text);

/// The width of that text in device-independent pixels.
double tabularWidth(const QFont &font, const QString &text);

} // namespace signalbox::kit
