#pragma once

#include "ui/kit/view_state.h"

#include <QWidget>

#include <vector>

class QChartView;
class QPieSeries;

namespace signalbox::kit {

class ChartLink;
class Legend;

struct Slice
{
    QString name;
    double value = 0;
};

/// Shares of a whole as a ring; below it every name in full with its share. Colours are the names' series colours.
class PieChart : public QWidget
{
    Q_OBJECT

public:
    explicit PieChart(ChartLink &link, QWidget *parent = nullptr);

    /// Replaces the slices. Nothing positive: says that there is nothing to share out.
    void setSlices(std::vector<Slice> slices);
    /// Shown instead of the ring; made anew when the language changes.
    void setState(ViewStateMaker make);
    /// The names and values as CSV with a header line.
    QString toCsv() const;
    QImage toImage();

    QSize sizeHint() const override { return {260, 240}; }

protected:
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void rebuild();

    ChartLink &m_link;
    QChartView *m_view;
    QPieSeries *m_pie;
    Legend *m_legend;
    std::vector<Slice> m_slices;
    ViewStateMaker m_makeState = &ViewState::loading;
    ViewState m_state = m_makeState();
};

} // namespace signalbox::kit
