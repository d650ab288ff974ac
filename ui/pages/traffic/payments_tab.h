#pragma once

#include "ui/kit/page.h"
#include "ui/kit/row_model.h"
#include "ui/pages/traffic/traffic_tab.h"

class QLabel;

namespace signalbox::kit {
class Card;
class TableView;
class TimeBars;
}

namespace signalbox::pages {

class TrafficReading;

/// How many attempts to pay succeeded in the time range: one sentence, bars over time, a row a service.
class PaymentsTab : public TrafficTab
{
    Q_OBJECT

public:
    PaymentsTab(const kit::PageTools &tools, TrafficReading &reading);

    void retranslate() override;
    void start() override { showAll(); }

private:
    void showAll();
    void showBars();

    TrafficReading &m_reading;
    kit::RowModel m_rows;
    kit::Card *m_barCard;
    QLabel *m_sentence;
    kit::TimeBars *m_bars;
    kit::Card *m_card;
    kit::TableView *m_table;
};

} // namespace signalbox::pages
