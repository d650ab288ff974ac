#pragma once

#include "ui/kit/ticks.h"
#include "ui/kit/view_state.h"

#include <QChartView>

#include <functional>

class QValueAxis;

namespace signalbox::kit {

/// How an axis, a legend or a crosshair writes a value.
using ValueFormat = std::function<QString(double)>;

/// The ground of the charts with a value axis: a frameless Qt Charts view whose series Qt Charts draws, and whose
/// grid, tick values and states are painted here (Qt's own axes give tick values such as 173 and elided labels).
class PlotView : public QChartView
{
    Q_OBJECT

public:
    explicit PlotView(ValueFormat format, QWidget *parent = nullptr);

    /// Shown instead of the plot; ready() brings the plot back. Made anew when the language changes.
    void setState(ViewStateMaker make);
    void setState(const ViewState &state);
    /// Written behind the highest tick: what the numbers of the axis are. For formats that do not write it.
    void setUnit(const QString &unit);
    /// What is written on the value axis, lowest first.
    QStringList tickTexts() const;
    /// The plot as an image at the screen's scale, on the panel's colour.
    QImage toImage();
    /// The shown data as CSV with a header line.
    virtual QString toCsv() const = 0;

    QSize minimumSizeHint() const override { return {160, 110}; }
    QSize sizeHint() const override { return {320, 200}; }

protected:
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

    /// Draws what is specific over grid and series. `plot` is the area of the series in view coordinates.
    virtual void drawOverlay(QPainter *painter, const QRectF &plot) = 0;
    /// Gives the series the colours of the present theme.
    virtual void restyle() = 0;
    /// What is said where there is no data.
    virtual ViewState nothing() const;

    void setTicks(const ValueTicks &ticks);
    QRectF plot() const { return m_plot; }
    double yOf(double value) const;
    const ValueFormat &format() const { return m_format; }
    QValueAxis *xAxis() const { return m_xAxis; }
    QValueAxis *yAxis() const { return m_yAxis; }
    /// Room under the plot for labels, 18 px unless told.
    void setBottomRoom(int pixels);
    bool isReady() const { return m_state.kind == ViewState::Kind::Ready; }
    /// Says that there is no data.
    void showNothing();

private:
    void placePlot();
    QString tickText(double value) const;

    ValueFormat m_format;
    QString m_unit;
    ValueTicks m_ticks;
    ViewStateMaker m_makeState;
    ViewState m_state;
    QRectF m_plot;
    int m_bottomRoom = 18;
    QValueAxis *m_xAxis;
    QValueAxis *m_yAxis;
};

} // namespace signalbox::kit
