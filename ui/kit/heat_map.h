#pragma once

#include "ui/kit/plot_view.h"
#include "ui/kit/time_plot.h"

namespace signalbox::kit {

/// Latency over time: a column a time step, a row a band of latency, stronger for more requests. A step without a
/// column is left bare: nothing ran then. The cell under the pointer is told in words.
class HeatMap : public TimePlot
{
    Q_OBJECT

public:
    struct Column
    {
        qint64 at = 0; ///< ms since the epoch, start of the step
        std::vector<double> counts; ///< one a band, lowest first
    };

    /// `bound` writes an upper bound of a band, unit included.
    HeatMap(ChartLink &link, ValueFormat bound, QWidget *parent = nullptr);

    /// `upper`: upper bounds of the bands, lowest first; one more band holds what lies above the last.
    void setCells(std::vector<double> upper, std::vector<Column> columns, qint64 stepMs);

    QString toCsv() const override;

protected:
    int leftRoom() const override;
    void paintScale(QPainter *painter, const QRectF &plot) const override;
    void paintColumns(QPainter *painter, const QRectF &plot) const override;
    std::vector<ValueLine> valuesAt(qint64 at, std::optional<double> y) const override;

private:
    double bandHeight(const QRectF &plot) const;
    /// "up to 1 ms", "100 ms to 200 ms", "over 10 s".
    QString bandName(std::size_t band) const;
    const Column *columnAt(qint64 at) const;
    QColor colorOf(double count) const;

    ValueFormat m_bound;
    std::vector<double> m_upper;
    std::vector<Column> m_columns;
    qint64 m_step = 1'000;
    double m_highest = 0;
};

} // namespace signalbox::kit
