#pragma once

#include "ui/client/series_facet.h"

#include <QTimer>
#include <QWidget>

namespace signalbox::kit {
class Card;
class ChartLink;
class LineChart;
}

namespace signalbox::pages {

/// Rate, errors and latency of the services over the time range. One service has its error shares and quantiles to
/// itself; of several each has one line. Drawn when the range moves or history arrives, not for every sample: between
/// two steps of the range nothing would be seen to move.
class OverviewCharts : public QWidget
{
    Q_OBJECT

public:
    OverviewCharts(kit::ChartLink &link, client::SeriesFacet &series, QWidget *parent = nullptr);

    void retranslate();
    /// Keeps the lines of these services up to date until stop().
    void follow(const QStringList &services);
    void stop();
    /// Reads the history anew for the range as it is now: after the link was down, or another range was chosen.
    void ask();

private:
    void later();
    void draw();
    std::vector<QPointF> points(const QString &service, QLatin1StringView member) const;
    void drawOne(const QString &service);
    void drawSeveral();

    kit::ChartLink &m_link;
    client::SeriesFacet &m_facet;
    QStringList m_names;
    client::Subscription m_series;
    QTimer m_draw;
    int m_awaited = 0; ///< answers that may still bring history
    std::chrono::milliseconds m_pixel {0}; ///< what a pixel of a chart is wide
    std::chrono::milliseconds m_gap {0};
    kit::Card *m_cards[3] = {};
    kit::LineChart *m_requests;
    kit::LineChart *m_errors;
    kit::LineChart *m_latency;
};

/// One point for each `width` of time: the mean of its values, or the highest. A width without a value is a gap.
/// Widths begin at whole multiples, so that a point does not change its value while the range moves on.
std::vector<QPointF> thinned(const std::vector<QPointF> &points, std::chrono::milliseconds width, bool highest);

} // namespace signalbox::pages
