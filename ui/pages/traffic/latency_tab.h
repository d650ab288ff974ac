#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/pages/traffic/traffic_tab.h"

#include <QTimer>

class QComboBox;

namespace signalbox::kit {
class Card;
class HeatMap;
class LineChart;
}

namespace signalbox::pages {

/// How long requests take over the time range: every request in a heat map, the quantiles as lines under it.
class LatencyTab : public TrafficTab
{
    Q_OBJECT

public:
    LatencyTab(const kit::PageTools &tools, client::Facets &facets);

    void retranslate() override;
    void start() override;
    void stop() override;

private:
    void showServices();
    void follow();
    void read();
    void take(const Result<protocol::TrafficLatency> &latency);
    void showLines();
    QString chosen() const;

    const kit::PageTools m_tools;
    client::Facets &m_facets;
    kit::Card *m_mapCard;
    kit::HeatMap *m_map;
    QComboBox *m_service;
    kit::Card *m_lineCard;
    kit::LineChart *m_lines;
    QStringList m_services;
    QTimer m_again;
    quint64 m_round = 0; ///< answers for another range or service are dropped
    bool m_hasCells = false;
    client::Subscription m_series;
};

} // namespace signalbox::pages
