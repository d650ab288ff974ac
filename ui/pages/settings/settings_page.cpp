#include "ui/pages/settings/settings_page.h"

#include "ui/kit/error_text.h"
#include "ui/kit/filter_field.h"
#include "ui/kit/layout_store.h"
#include "ui/kit/undo_bar.h"
#include "ui/pages/settings/guards_view.h"
#include "ui/pages/settings/recipes_view.h"
#include "ui/pages/settings/revisions_view.h"
#include "ui/pages/settings/settings_view.h"

#include <QAction>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {
constexpr auto kStored = "settings/view";
constexpr Qt::Key kKeys[] {Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4};
}

SettingsPage::SettingsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent), m_facets(facets), m_acts(new client::LeverActs(facets.levers, kit::errorText, this)),
      m_settings(new SettingsView(facets, *m_acts, tools.layout)), m_revisions(new RevisionsView(facets, *m_acts, tools.layout)),
      m_recipes(new RecipesView(facets, *m_acts, tools.layout)), m_guards(new GuardsView(facets, *m_acts, tools.layout)),
      m_views(new QTabWidget)
{
    setFilterField(m_settings->filter());
    m_views->setDocumentMode(true);
    m_views->tabBar()->setDrawBase(false);
    for (QWidget *view : std::initializer_list<QWidget *> {m_settings, m_revisions, m_recipes, m_guards}) {
        const int index = m_views->addTab(view, {});
        m_keys.push_back(addKey(kKeys[index], [this, index] { m_views->setCurrentIndex(index); }));
    }
    body()->setSpacing(8);
    body()->addWidget(m_views, 1);
    const QString stored = QString::fromLatin1(kStored);
    m_views->setCurrentIndex(tools.layout.value(stored).toInt());
    connect(m_views, &QTabWidget::currentChanged, this, [this, stored](int index) { this->tools().layout.setValue(stored, index); });
    connect(m_settings->filter(), &kit::FilterField::lineWanted, this, [this] { m_views->setCurrentWidget(m_settings); });
    connect(m_acts, &client::LeverActs::undoOffered, &tools.undo, &kit::UndoBar::offer);
    connect(m_acts, &client::LeverActs::told, &tools.undo, &kit::UndoBar::tell);
    retranslate();
}

void SettingsPage::openWith(const QString &filter)
{
    m_views->setCurrentWidget(m_settings);
    m_settings->filter()->setText(filter);
}

QString SettingsPage::help() const
{
    return tr("What is every setting now, and who set it? Flip, edit, roll back, run a recipe. Filter by key:, service:, source:.");
}

void SettingsPage::onShown()
{
    m_topic = m_facets.levers.follow();
}

void SettingsPage::onHidden()
{
    m_topic.reset();
}

void SettingsPage::retranslate()
{
    const QStringList names {tr("Settings"), tr("Revisions"), tr("Recipes"), tr("Guards")};
    const QStringList keys {tr("Every setting and flag"), tr("What was changed, and the way back"), tr("Emergency moves"),
                            tr("What watches a change")};
    for (int i = 0; i < int(m_keys.size()); ++i) {
        m_views->setTabText(i, names[i]);
        m_views->setTabToolTip(i, keys[i]);
        m_keys[std::size_t(i)]->setText(keys[i]);
    }
    m_views->tabBar()->setAccessibleName(tr("Views of the settings"));
    m_settings->retranslate();
    m_revisions->retranslate();
    m_recipes->retranslate();
    m_guards->retranslate();
}

} // namespace signalbox::pages
