#pragma once

#include "ui/client/facets.h"
#include "ui/kit/card.h"

class QLabel;

namespace signalbox::kit {
class ActForm;
class UndoBar;
}

namespace signalbox::pages {

/// One operator in full, and the end of the token: its name is typed first, because it cannot be taken back.
class OperatorCard : public kit::Card
{
    Q_OBJECT

public:
    OperatorCard(client::Facets &facets, kit::UndoBar &undo, QWidget *parent = nullptr);

    /// None: says what to do to see one. `now` by the gateway's clock.
    void show(const std::optional<protocol::OperatorView> &view, core::WallTime now);
    void showRefusals();
    void retranslate();

private:
    void revoke(const QString &reason, const std::function<void(const QString &)> &done);
    void showFacts();

    client::Facets &m_facets;
    kit::UndoBar &m_undo;
    QLabel *m_words;
    QLabel *m_warning;
    kit::ActForm *m_form;
    std::optional<protocol::OperatorView> m_view;
    core::WallTime m_now;
};

} // namespace signalbox::pages
