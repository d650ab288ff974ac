#pragma once

#include "ui/client/facets.h"
#include "ui/client/lever_acts.h"
#include "ui/kit/page.h"

class QTabWidget;

namespace signalbox::pages {

class GuardsView;
class RecipesView;
class RevisionsView;
class SettingsView;

/// Flags & settings (contract operator-console 4.2): what every setting is and who set it, the revisions and the way
/// back to any of them, the recipes, the guards.
class SettingsPage : public kit::Page
{
    Q_OBJECT

public:
    SettingsPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    /// Opens the settings that fit the filter.
    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    client::Facets &m_facets;
    client::LeverActs *m_acts;
    SettingsView *m_settings;
    RevisionsView *m_revisions;
    RecipesView *m_recipes;
    GuardsView *m_guards;
    QTabWidget *m_views;
    std::vector<QAction *> m_keys; ///< one a view
    client::Subscription m_topic;
};

} // namespace signalbox::pages
