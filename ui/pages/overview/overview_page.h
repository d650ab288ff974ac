#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

#include <QTimer>

namespace signalbox::kit {
class Card;
class TableView;
}

namespace signalbox::pages {

class FactsCard;
class OverviewCharts;
class StateLine;

/// The landing view: how it is in one line, the services, live charts, the busiest operations, what fires, what waits,
/// what changed, how full it is (contract operator-console 4.2). Every figure leads to its page, filtered.
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
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeServices();
    void makeLists();
    void openFigure(kit::TableView &table, const QModelIndex &index);
    void showOverview();
    void showServices();
    void showFacts();
    void showAge();
    void showLists();

    client::Facets &m_facets;
    kit::RowModel m_services;
    kit::RowModel m_operations;
    StateLine *m_state;
    kit::Card *m_serviceCard;
    kit::TableView *m_serviceTable;
    OverviewCharts *m_charts;
    kit::Card *m_operationCard;
    kit::TableView *m_operationTable;
    FactsCard *m_alerts = nullptr;
    FactsCard *m_waiting = nullptr;
    FactsCard *m_changes = nullptr;
    FactsCard *m_saturation = nullptr;
    QStringList m_names; ///< of the services with a chart line
    std::size_t m_operationRows = 3; ///< as many as the window has room for
    client::Subscription m_lists;
    QTimer m_second;
};

} // namespace signalbox::pages
