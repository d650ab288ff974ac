#pragma once

#include "ui/kit/plot_view.h"

#include <vector>

namespace signalbox::kit {

class ChartLink;

struct Bar
{
    QString name;
    double value = 0;
};

/// Vertical bars with the value over each bar and the whole name under it: names that do not fit side by side take
/// two rows, and where even that is too narrow (hours of a week) every n-th is written.
class BarChart : public PlotView
{
    Q_OBJECT

public:
    /// How bars are coloured.
    enum class Colors {
        ByName, ///< the series colour of each name everywhere
        One, ///< all alike: bars over time
    };

    BarChart(ChartLink &link, Colors colors, ValueFormat format, QWidget *parent = nullptr);

    /// Replaces the bars. None: the chart says that it is empty.
    void setBars(std::vector<Bar> bars);
    /// A dashed horizontal line; NaN for none.
    void setLimit(double limit);

    QString toCsv() const override;

protected:
    void drawOverlay(QPainter *painter, const QRectF &plot) override;
    void restyle() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// Rows of names needed at the present width: 1, 2, or 0 for every n-th.
    int labelRows() const;

    ChartLink &m_link;
    Colors m_colors;
    std::vector<Bar> m_bars;
    double m_limit;
};

} // namespace signalbox::kit
