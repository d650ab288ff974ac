#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

namespace signalbox::kit {
class Card;
class LineChart;
class TableView;
}

namespace signalbox::pages {

class FactsCard;
class StateLine;

/// The landing view: how it is in one line, the services, live charts, what waits, what changed, how full it is
/// (contract operator-console 4.2).
class OverviewPage : public kit::Page
{
    Q_OBJECT

public:
    OverviewPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    void makeCharts();
    void makeFacts();
    void showOverview();
    void showFacts();
    void showCharts();
    void followWindow();

    client::Facets &m_facets;
    kit::RowModel m_services;
    StateLine *m_state;
    kit::Card *m_serviceCard;
    kit::TableView *m_table;
    kit::Card *m_cards[3] = {};
    kit::LineChart *m_requests = nullptr;
    kit::LineChart *m_errors = nullptr;
    kit::LineChart *m_latency = nullptr;
    FactsCard *m_waiting = nullptr;
    FactsCard *m_changes = nullptr;
    FactsCard *m_saturation = nullptr;
    QStringList m_names; ///< of the services with a chart line
    client::Subscription m_series;
};

} // namespace signalbox::pages
