#pragma once

#include "ui/client/facets.h"
#include "ui/kit/act_form.h"
#include "ui/kit/card.h"
#include "ui/kit/undo_bar.h"

class QLabel;
class QPushButton;

namespace signalbox::kit {
class StateBadge;
}

namespace signalbox::pages {

class DryRunView;
class ReplayRun;

/// The chosen message, or all chosen ones: what is known, what a replay would send, and the replay with its outcome for
/// each message.
class MessageCard : public kit::Card
{
    Q_OBJECT

public:
    MessageCard(client::Facets &facets, kit::UndoBar &undo, QWidget *parent = nullptr);

    /// Every selected message, the current one first; none: nothing is chosen. `now` by the gateway's clock.
    void show(const std::vector<protocol::OutboxItem> &chosen, core::WallTime now);
    void showRefusals();
    /// For keys: does it, or says why it cannot be done.
    void dryRun();
    void focusReplay();
    void openSubject();
    /// What was replayed leaves the list, so what came of it stays here until the page is left or the next replay.
    void forgetOutcome();
    void retranslate();

Q_SIGNALS:
    /// The candidate that the current message is about.
    void subjectWanted(const QString &id);
    /// Messages were replayed.
    void replayed();

private:
    void build();
    void ask(const kit::AsyncAction::Done &done);
    void replay(const QString &reason, const kit::AsyncAction::Done &done);
    void showFacts();
    void showPlan();
    void showProgress();
    void finish();
    QString refusal() const;
    QStringList factLines() const;

    client::Facets &m_facets;
    kit::UndoBar &m_undo;
    kit::StateBadge *m_badge;
    QLabel *m_facts;
    QWidget *m_ways;
    QPushButton *m_subject;
    kit::AsyncAction *m_dry;
    DryRunView *m_view;
    QLabel *m_plan;
    kit::ActForm *m_form;
    QWidget *m_progress;
    QLabel *m_progressText;
    QPushButton *m_cancel;
    QLabel *m_outcome;
    ReplayRun *m_run;
    kit::AsyncAction::Done m_done; ///< of the run under way
    std::vector<protocol::OutboxItem> m_chosen;
    std::vector<protocol::OutboxItem> m_open; ///< of those, what can be replayed
    core::WallTime m_now;
};

} // namespace signalbox::pages
