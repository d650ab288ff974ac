#pragma once

#include "ui/kit/row_model.h"
#include "ui/pages/settings/lever_view.h"

namespace signalbox::kit {
class ActForm;
class Card;
class LayoutStore;
class TableView;
}

namespace signalbox::pages {


/// Guards and timers, running and finished, with both windows' numbers; a running one can be stopped.
class GuardsView : public LeverView
{
    Q_OBJECT

public:
    GuardsView(client::Facets &facets, client::LeverActs &acts, kit::LayoutStore &layout);

    void retranslate() override;

protected:
    void read() override;
    void showRefusals() override;

private:
    void showRows();
    void showChosen();
    kit::Row row(const protocol::GuardView &guard) const;
    const protocol::GuardView *chosen() const;

    client::LeverActs &m_acts;
    kit::RowModel m_rows;
    kit::Card *m_card;
    kit::TableView *m_table;
    kit::Card *m_detail;
    QLabel *m_facts;
    kit::ActForm *m_form;
    protocol::Guards m_guards;
    QByteArray m_chosen;
};

} // namespace signalbox::pages
