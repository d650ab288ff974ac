#pragma once

#include "backend/operator/protocol/decisions.h"
#include "ui/kit/card.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/row_model.h"

class QLabel;

namespace signalbox::kit {
class TableView;
}

namespace signalbox::pages {

/// One decision in full: every candidate with the parts of its score, and why the chosen row of them was worth it.
class DecisionCard : public kit::Card
{
    Q_OBJECT

public:
    explicit DecisionCard(kit::LayoutStore &layout);

    /// None: says what to do to see one.
    void show(const std::optional<protocol::Decision> &decision);
    void retranslate();

private:
    void showWhy();

    std::optional<protocol::Decision> m_decision;
    kit::RowModel m_rows;
    kit::TableView *m_table;
    QLabel *m_why;
    QLabel *m_facts;
};

} // namespace signalbox::pages
