#pragma once

#include "ui/client/facets.h"
#include "ui/kit/card.h"
#include "ui/kit/row_model.h"

class QLabel;

namespace signalbox::kit {
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

/// Who was not let do something lately, and when an address is locked out.
class RefusalsCard : public kit::Card
{
    Q_OBJECT

public:
    RefusalsCard(client::Facets &facets, kit::LayoutStore &layout, QWidget *parent = nullptr);

    void read();
    void retranslate();

private:
    void take(const Result<protocol::Page<protocol::AuditEntry>> &page);

    client::Facets &m_facets;
    kit::RowModel m_rows;
    kit::TableView *m_table;
    QLabel *m_lockOut;
};

} // namespace signalbox::pages
