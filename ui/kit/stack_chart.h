#pragma once

#include "ui/kit/legend.h"
#include "ui/kit/plot_view.h"

#include <QPointer>

#include <optional>
#include <vector>

namespace signalbox::kit {

class ChartLink;

/// One part of every column.
struct StackSeries
{
    QString name;
    std::vector<double> values; ///< one a column; NaN where nothing is known
};

/// Columns made of parts: requests per hour by provider. Parts have the colours of their names everywhere. The
/// pointer, or Left and Right, choose a column whose numbers are told beside it; a click in the legend hides a part.
class StackChart : public PlotView
{
    Q_OBJECT

public:
    /// `link` outlives the chart.
    StackChart(ChartLink &link, ValueFormat format, QWidget *parent = nullptr);

    /// Replaces everything. No number at all: the chart says that it is empty.
    void setStacks(QStringList columns, std::vector<StackSeries> series);
    /// The legend to put into the card's header; made with the chart, owned by whoever it is added to.
    Legend *legend() const { return m_legend; }

    QString toCsv() const override;

protected:
    void drawOverlay(QPainter *painter, const QRectF &plot) override;
    void restyle() override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isShown(const StackSeries &series) const;
    double total(qsizetype column) const;
    double slot() const;
    void point(std::optional<qsizetype> column);
    void drawNames(QPainter *painter, const QRectF &plot) const;
    void drawPointed(QPainter *painter, const QRectF &plot);

    ChartLink &m_link;
    QPointer<Legend> m_legend;
    QStringList m_columns;
    std::vector<StackSeries> m_series;
    std::optional<qsizetype> m_pointed;
};

} // namespace signalbox::kit
