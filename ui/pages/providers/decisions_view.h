#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

#include <QTimer>

namespace signalbox::kit {
class Card;
class FilterField;
class TableView;
}

namespace signalbox::pages {

class DecisionCard;

/// Every decision, newest first, filtered by the gateway; below, the chosen one with its candidates.
class DecisionsView : public QWidget
{
    Q_OBJECT

public:
    DecisionsView(const kit::PageTools &tools, client::ProvidersFacet &providers);

    kit::FilterField *filter() const { return m_filter; }
    void retranslate();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void read();
    void take(const Result<protocol::Page<protocol::Decision>> &page);
    void showRows();
    void choose(const QByteArray &requestId);

    client::ProvidersFacet &m_providers;
    kit::RowModel m_rows;
    kit::FilterField *m_filter;
    kit::TableView *m_table;
    kit::Card *m_card;
    DecisionCard *m_detail;
    QTimer m_refresh;
    std::vector<protocol::Decision> m_decisions;
};

} // namespace signalbox::pages
