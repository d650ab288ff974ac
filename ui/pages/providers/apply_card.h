#pragma once

#include "ui/client/facets.h"
#include "ui/client/lever_acts.h"
#include "ui/kit/card.h"

class QLabel;

namespace signalbox::kit {
class ActForm;
class UndoBar;
}

namespace signalbox::pages {

/// Puts the weights that are tried into force: what changes, why, the guard, the button.
class ApplyCard : public kit::Card
{
    Q_OBJECT

public:
    ApplyCard(client::Facets &facets, kit::UndoBar &undo, QWidget *parent = nullptr);

    /// What is tried, the recipe that sets exactly this or nothing, what is in force, and the revision that it is of.
    void show(const protocol::Weights &weights, const QString &recipe, const protocol::Weights &current, qint64 seen);
    void showRefusals();
    void retranslate();

Q_SIGNALS:
    /// They are in force.
    void applied();

private:
    void send(const QString &reason, const std::optional<QString> &confirm, const std::optional<protocol::GuardSpec> &guard,
              const std::function<void(const QString &)> &done);
    void refused(const Error &error);
    void showChanges();

    client::Facets &m_facets;
    client::LeverActs *m_acts;
    QLabel *m_what;
    kit::ActForm *m_form;
    protocol::Weights m_weights;
    QString m_recipe;
    protocol::Weights m_current;
    qint64 m_seen = 0;
};

} // namespace signalbox::pages
