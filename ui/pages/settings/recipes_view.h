#pragma once

#include "ui/kit/row_model.h"
#include "ui/pages/settings/lever_view.h"

namespace signalbox::kit {
class Card;
class LayoutStore;
class TableView;
}

namespace signalbox::pages {

class RecipeCard;

/// The emergency moves, with those that this build cannot make and why.
class RecipesView : public LeverView
{
    Q_OBJECT

public:
    RecipesView(client::Facets &facets, client::LeverActs &acts, kit::LayoutStore &layout);

    void retranslate() override;

protected:
    void read() override;
    void showRefusals() override;

private:
    void take(const Result<protocol::Recipes> &recipes);
    void showRows();
    void choose(const QByteArray &id);

    kit::RowModel m_rows;
    kit::Card *m_card;
    kit::TableView *m_table;
    QLabel *m_problems;
    RecipeCard *m_detail;
    protocol::Recipes m_recipes;
};

} // namespace signalbox::pages
