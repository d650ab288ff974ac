#pragma once

#include "ui/kit/page.h"
#include "ui/kit/row_model.h"
#include "ui/pages/traffic/traffic_tab.h"

class QPushButton;

namespace signalbox::kit {
class Card;
class TableView;
class TimeBars;
}

namespace signalbox::pages {

class TrafficReading;

/// How calls to other parties failed, over the time range: bars by type, and a row a party. A chosen row narrows the
/// bars to its party.
class UpstreamsTab : public TrafficTab
{
    Q_OBJECT

public:
    UpstreamsTab(const kit::PageTools &tools, TrafficReading &reading);

    void retranslate() override;
    void start() override { showAll(); }

private:
    void showAll();
    void showBars();
    void want(const QByteArray &upstream);

    TrafficReading &m_reading;
    kit::RowModel m_rows;
    kit::Card *m_barCard;
    kit::TimeBars *m_bars;
    kit::Card *m_card;
    kit::TableView *m_table;
    QPushButton *m_all;
    QPushButton *m_requests;
    QString m_chosen; ///< empty: all of them
};

} // namespace signalbox::pages
