#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/kit/row_model.h"

namespace signalbox::kit {
class Card;
class StackChart;
class TableView;
}

namespace signalbox::pages {

class ApplyCard;
class WhatIfCard;

/// Other weights tried on the last decisions: who would have been chosen, and what it would have meant for price,
/// delivery time and commission; and put into force when they are worth it.
class WhatIfView : public QWidget
{
    Q_OBJECT

public:
    WhatIfView(const kit::PageTools &tools, client::Facets &facets);

    void retranslate();

private:
    void show(const protocol::WhatIfAnswer &answer);

    kit::RowModel m_rows;
    kit::TableView *m_table;
    kit::StackChart *m_chart;
    WhatIfCard *m_weights;
    ApplyCard *m_apply;
    kit::Card *m_chartCard;
    kit::Card *m_tableCard;
    std::optional<protocol::WhatIfAnswer> m_answer;
};

} // namespace signalbox::pages
