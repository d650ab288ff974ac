#pragma once

#include "ui/kit/chart_link.h"
#include "ui/kit/value_box.h"
#include "ui/kit/view_state.h"

#include <QPointF>
#include <QWidget>

#include <optional>
#include <vector>

namespace signalbox::kit {

/// The ground of charts that are painted here and not by Qt Charts, with columns over the shared time range: time
/// axis, shared crosshair with a box of values, drag zoom, Backspace and double click, marks, copy as image or CSV.
/// They are used like LineChart.
class TimePlot : public QWidget
{
    Q_OBJECT

public:
    /// `link` outlives the chart.
    explicit TimePlot(ChartLink &link, QWidget *parent = nullptr);

    /// Shown instead of the plot; made anew when the language changes.
    void setState(ViewStateMaker make);
    void setMarks(std::vector<ChartMark> marks);
    virtual QString toCsv() const = 0;

    QSize sizeHint() const override { return {320, 180}; }
    QSize minimumSizeHint() const override { return {160, 100}; }

protected:
    /// Pixels left of the plot for what is written there.
    virtual int leftRoom() const = 0;
    /// Rules and texts of the value axis.
    virtual void paintScale(QPainter *painter, const QRectF &plot) const = 0;
    /// The columns; clipped to the plot.
    virtual void paintColumns(QPainter *painter, const QRectF &plot) const = 0;
    /// What the box tells at that time. `y`: where the pointer is, when it is over this chart.
    virtual std::vector<ValueLine> valuesAt(qint64 at, std::optional<double> y) const = 0;

    ChartLink &link() const { return m_link; }
    /// The area of the columns in this widget.
    QRectF plot() const;
    double xOf(qint64 at) const;

    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void paintPlot(QPainter *painter);
    void paintTimes(QPainter *painter, const QRectF &area) const;
    void paintCursor(QPainter *painter, const QRectF &area) const;
    qint64 timeAt(double x) const;
    QImage toImage();

    ChartLink &m_link;
    ViewStateMaker m_makeState = &ViewState::loading;
    ViewState m_state = m_makeState();
    std::vector<ChartMark> m_marks;
    std::optional<double> m_pointerY;
    std::optional<qint64> m_dragFrom;
    qint64 m_dragTo = 0;
};

} // namespace signalbox::kit
