#pragma once

#include "ui/kit/view_state.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace signalbox::kit {

class ChartLink;

/// Latency over time: a column a time step, a row a band of latency, darker for more requests. Linked to the shared
/// crosshair; the cell under the pointer is told in words.
class HeatMap : public QWidget
{
    Q_OBJECT

public:
    struct Column
    {
        qint64 at = 0; ///< ms since the epoch, start of the step
        std::vector<double> counts; ///< one a band, lowest first
    };

    explicit HeatMap(ChartLink &link, QWidget *parent = nullptr);

    /// `bands`: the upper bounds' names, lowest first ("5 ms", … "over 5 s").
    void setCells(QStringList bands, std::vector<Column> columns, qint64 stepMs);
    void setState(const ViewState &state);

    QSize sizeHint() const override { return {320, 180}; }
    QSize minimumSizeHint() const override { return {160, 100}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QRectF plot() const;
    double xOf(qint64 at) const;
    void paintCells(QPainter *painter, const QRectF &plot) const;
    void paintPointer(QPainter *painter, const QRectF &plot) const;

    ChartLink &m_link;
    QStringList m_bands;
    std::vector<Column> m_columns;
    qint64 m_step = 1'000;
    double m_highest = 0;
    std::optional<QPointF> m_pointer;
    ViewState m_state = ViewState::loading();
};

} // namespace signalbox::kit
