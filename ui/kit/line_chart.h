#pragma once

#include "ui/kit/chart_link.h"
#include "ui/kit/legend.h"
#include "ui/kit/plot_view.h"

#include <QPointF>
#include <QPointer>

#include <vector>

namespace signalbox::kit {

/// One line. Points are (ms since the epoch, value) in order of time; a NaN value, or a step over `gapMs`, is a gap
/// and is drawn as a gap.
struct ChartSeries
{
    QString name;
    std::vector<QPointF> points;
    /// The style's number; -1 takes the style of that name everywhere (ChartLink::colors()).
    int style = -1;
    bool area = false; ///< filled at 10 % down to the axis
};

/// Lines over the shared time range with the shared crosshair: hover shows every value at that time in all linked
/// charts; dragging zooms, Backspace undoes, a double click goes back to live; marks are dashed vertical lines.
class LineChart : public PlotView
{
    Q_OBJECT

public:
    /// `link` outlives the chart. `format` writes tick and crosshair values, unit included where it helps.
    LineChart(ChartLink &link, ValueFormat format, QWidget *parent = nullptr);
    ~LineChart() override;

    /// Replaces every line. No points at all: the chart keeps the state given by setState() or says that it is empty;
    /// points that are all gaps: it says that it is empty.
    void setSeries(std::vector<ChartSeries> series);
    /// Where points further apart than this are not joined; 5 s unless told.
    void setGap(std::chrono::milliseconds gap);
    void setMarks(std::vector<ChartMark> marks);
    /// A dashed horizontal line, a limit; NaN for none.
    void setLimit(double limit);
    /// The legend to put into the card's header; made with the chart, owned by whoever it is added to.
    Legend *legend() const { return m_legend; }

    QString toCsv() const override;

protected:
    void drawOverlay(QPainter *painter, const QRectF &plot) override;
    void restyle() override;
    ViewState nothing() const override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void rebuild();
    void followRange();
    void scaleToVisible();
    double xOf(qint64 at) const;
    qint64 timeAt(double x) const;
    SeriesStyle styleOf(const ChartSeries &series) const;
    void drawCursor(QPainter *painter, const QRectF &plot);
    void moveCursor(qint64 step);

    ChartLink &m_link;
    QPointer<Legend> m_legend;
    std::vector<ChartSeries> m_series;
    std::vector<ChartMark> m_marks;
    std::chrono::milliseconds m_gap {5'000};
    double m_limit;
    std::optional<qint64> m_dragFrom;
    qint64 m_dragTo = 0;
};

/// The value of a line at a time: that of the nearest point within `reach` ms; NaN in a gap.
double valueAt(const ChartSeries &series, qint64 at, qint64 reach);

/// The runs of points between gaps.
std::vector<QList<QPointF>> segments(const std::vector<QPointF> &points, std::chrono::milliseconds gap);

} // namespace signalbox::kit
