#pragma once

#include <QImage>
#include <QPoint>
#include <QString>

#include <functional>

class QPainter;
class QWidget;

namespace signalbox::kit {

/// The context menu of a chart: copy as image, copy as CSV. What is copied is made when it is chosen.
void openChartMenu(QWidget &chart, const QPoint &at, std::function<QImage()> image, std::function<QString()> csv);

/// A picture of the widget at the screen's scale on the panel's colour.
QImage chartImage(const QWidget &chart, const std::function<void(QPainter *)> &paint);

/// A name as a CSV field, in quotes.
QString csvName(QString name);

} // namespace signalbox::kit
