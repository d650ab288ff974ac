#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"
#include "ui/pages/traffic/traffic_tab.h"

namespace signalbox::kit {
class Card;
class LineChart;
class TableView;
}

namespace signalbox::pages {

class TrafficReading;

/// Rate, errors and duration of every operation in the last minute; a click shows its requests. Below, rate and errors
/// of the services over the time range.
class OperationsTab : public TrafficTab
{
    Q_OBJECT

public:
    OperationsTab(const kit::PageTools &tools, client::Facets &facets, TrafficReading &reading);

    void retranslate() override;
    void start() override;
    void stop() override;

private:
    void build();
    void showOperations();
    void showLines();
    void followWindow();
    void want(const QByteArray &key);

    const kit::PageTools m_tools;
    client::Facets &m_facets;
    TrafficReading &m_reading;
    kit::RowModel m_rows;
    kit::Card *m_card;
    kit::TableView *m_table;
    kit::Card *m_rateCard;
    kit::LineChart *m_rate;
    kit::Card *m_errorCard;
    kit::LineChart *m_errors;
    QStringList m_services; ///< with lines in the charts
    bool m_active = false;
    client::Subscription m_series;
};

} // namespace signalbox::pages
