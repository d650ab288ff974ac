#pragma once

#include "ui/client/facets.h"
#include "ui/client/lever_acts.h"
#include "ui/kit/card.h"

#include <QHash>

class QFormLayout;
class QLabel;

namespace signalbox::kit {
class ActForm;
class AsyncAction;
}

namespace signalbox::pages {

class DiffView;

/// One recipe: its parameters, what it would change and whom that concerns, and the button that runs it.
class RecipeCard : public kit::Card
{
    Q_OBJECT

public:
    RecipeCard(client::Facets &facets, client::LeverActs &acts, QWidget *parent = nullptr);

    /// The same recipe again keeps what was chosen.
    void show(const std::optional<protocol::Recipe> &recipe);
    void setServices(const QStringList &services);
    void showRefusals();
    void retranslate();

private:
    void makeParameters();
    QJsonObject parameters() const;
    void dropPreview();
    void preview(std::function<void(const QString &)> done);
    void showPreview(const protocol::RecipePreview &preview);
    void refused(const Error &error);
    QString trafficText() const;

    client::Facets &m_facets;
    client::LeverActs &m_acts;
    QLabel *m_summary;
    QFormLayout *m_fields;
    QHash<QString, QWidget *> m_values; ///< a combo box or spin box, by the parameter's name
    kit::AsyncAction *m_look;
    QLabel *m_note;
    QLabel *m_traffic;
    DiffView *m_diff;
    kit::ActForm *m_form;
    QStringList m_services;
    std::optional<protocol::Recipe> m_recipe;
    std::optional<protocol::RecipePreview> m_preview;
    quint64 m_asked = 0;
};

} // namespace signalbox::pages
