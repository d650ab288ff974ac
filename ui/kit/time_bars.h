#pragma once

#include "ui/kit/legend.h"
#include "ui/kit/ticks.h"
#include "ui/kit/time_plot.h"

#include <QPointer>

namespace signalbox::kit {

/// The colour of a layer: one of the four series, or one of the calm or loud ones beside them.
enum class BarInk {
    First,
    Second,
    Third,
    Fourth,
    Text,
    Muted,
    Bad,
};

/// One part of every column.
struct BarLayer
{
    QString name;
    BarInk ink = BarInk::First;
    std::vector<double> counts = {}; ///< one a step
};

/// Counts over the shared time range as stacked bars, the first layer at the bottom. A click in the legend hides a
/// layer; the legend tells each layer's sum.
class TimeBars : public TimePlot
{
    Q_OBJECT

public:
    explicit TimeBars(ChartLink &link, QWidget *parent = nullptr);

    /// Steps begin at `from` (ms since the epoch). Layers without a count are not shown. Without any count the chart
    /// keeps the state of setState().
    void setLayers(qint64 from, qint64 stepMs, std::vector<BarLayer> layers);
    /// The legend to put into the card's header; made with the chart, owned by whoever it is added to.
    Legend *legend() const { return m_legend; }

    QString toCsv() const override;

protected:
    int leftRoom() const override;
    void paintScale(QPainter *painter, const QRectF &plot) const override;
    void paintColumns(QPainter *painter, const QRectF &plot) const override;
    std::vector<ValueLine> valuesAt(qint64 at, std::optional<double> y) const override;
    void changeEvent(QEvent *event) override;

private:
    bool isShown(const BarLayer &layer) const;
    void showLegend();
    void scale();

    QPointer<Legend> m_legend;
    std::vector<BarLayer> m_layers;
    qint64 m_from = 0;
    qint64 m_step = 1'000;
    ValueTicks m_ticks;
};

} // namespace signalbox::kit
