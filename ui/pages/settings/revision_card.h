#pragma once

#include "ui/client/facets.h"
#include "ui/client/lever_acts.h"
#include "ui/kit/card.h"

class QLabel;

namespace signalbox::kit {
class ActForm;
class AsyncAction;
}

namespace signalbox::pages {

class DiffView;

/// One revision with what it changed, two of them compared, or the way back to one: what would change, and the button
/// that does it.
class RevisionCard : public kit::Card
{
    Q_OBJECT

public:
    RevisionCard(client::Facets &facets, client::LeverActs &acts, QWidget *parent = nullptr);

    /// Number 0 is what is configured, without any revision.
    void showRevision(const protocol::Revision &revision);
    void compare(qint64 older, qint64 newer);
    void showNothing();
    /// The first act of a rollback: its preview.
    void prepareRollback(qint64 to);
    bool isRollingBack() const { return m_preview.has_value(); }
    void showRefusals();
    void retranslate();

private:
    void showPreview(const protocol::RevisionDiff &diff);
    void leaveRollback();
    void showError(const Error &error);

    client::Facets &m_facets;
    client::LeverActs &m_acts;
    QLabel *m_facts;
    DiffView *m_diff;
    kit::AsyncAction *m_begin;
    kit::ActForm *m_form;
    QLabel *m_note;
    std::optional<protocol::Revision> m_revision;
    std::optional<protocol::RevisionDiff> m_preview;
    qint64 m_to = 0;
    quint64 m_asked = 0; ///< tells a late answer from the awaited one
};

} // namespace signalbox::pages
