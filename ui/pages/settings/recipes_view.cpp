#include "ui/pages/settings/recipes_view.h"

#include "ui/kit/card.h"
#include "ui/kit/error_text.h"
#include "ui/kit/note.h"
#include "ui/kit/table_view.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/recipe_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr int kPaneWidth = 440;
}

RecipesView::RecipesView(client::Facets &facets, client::LeverActs &acts, kit::LayoutStore &layout)
    : LeverView(facets), m_rows({{"recipe", {}}, {"service", {}}, {"can", {}, kit::ColumnType::State}, {"summary", {}}}),
      m_card(new kit::Card), m_table(new kit::TableView(m_rows)), m_problems(kit::makeNote()), m_detail(new RecipeCard(facets, acts))
{
    m_card->setFlush(true);
    m_card->addWidget(m_table, 1);
    m_card->body()->addWidget(m_problems);
    m_table->keepColumns(layout, u"recipes"_s);
    m_detail->setFixedWidth(kPaneWidth);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, kit::kCardGap - 4, 0, 0);
    row->setSpacing(kit::kCardGap);
    row->addWidget(m_card, 1);
    row->addWidget(m_detail);
    connect(m_table, &kit::TableView::currentKeyChanged, this, &RecipesView::choose);
}

void RecipesView::read()
{
    facets().recipes.recipes(this, [this](const Result<protocol::Recipes> &recipes) { take(recipes); });
}

void RecipesView::take(const Result<protocol::Recipes> &recipes)
{
    if (!recipes) {
        m_table->setState([error = recipes.error()] { return kit::errorState(error); });
        return;
    }
    m_recipes = *recipes;
    m_table->setState([] { return kit::ViewState::empty(tr("There are no recipes.")); });
    kit::showNote(m_problems, QStringList(m_recipes.problems.begin(), m_recipes.problems.end()).join(u'\n'));
    QStringList services;
    for (const protocol::Recipe &recipe : m_recipes.items) {
        if (recipe.available && !recipe.service.isEmpty() && !services.contains(recipe.service))
            services += recipe.service;
    }
    m_detail->setServices(services);
    showRows();
}

void RecipesView::showRows()
{
    std::vector<kit::Row> rows;
    for (const protocol::Recipe &recipe : m_recipes.items) {
        kit::Cell can = recipe.available ? kit::Cell::state(kit::Health::Well, tr("ready"))
                                         : kit::Cell::state(kit::Health::Unknown, tr("not here"));
        can.tip = recipe.why;
        kit::Cell summary = kit::Cell::of(recipe.summary);
        summary.tip = recipe.summary;
        summary.muted = true;
        rows.push_back({recipe.id.toUtf8(), {kit::Cell::name(recipe.title), kit::Cell::of(recipe.service), can, summary}});
    }
    m_rows.setRows(std::move(rows));
    choose(m_table->currentKey());
}

void RecipesView::choose(const QByteArray &id)
{
    const auto found = std::ranges::find(m_recipes.items, QString::fromUtf8(id), &protocol::Recipe::id);
    m_detail->show(found == m_recipes.items.end() ? std::nullopt : std::optional(*found));
}

void RecipesView::showRefusals()
{
    m_detail->showRefusals();
}

void RecipesView::retranslate()
{
    m_card->setTitle(tr("Recipes"));
    m_rows.setTitles({tr("Recipe"), tr("Service"), tr("Here"), tr("What it does")});
    m_detail->retranslate();
    showRows();
}

} // namespace signalbox::pages
