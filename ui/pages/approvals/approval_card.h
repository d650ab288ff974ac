#pragma once

#include "ui/kit/card.h"
#include "ui/pages/approvals/approval_acts.h"

#include <QHash>
#include <QTimer>

class QTextEdit;

namespace signalbox::kit {
class StateBadge;
}

namespace signalbox::pages {

class DecisionBar;
class EditPane;

/// The text to decide on and the decision. What is on this card is what an act decides on, whatever the list does
/// meanwhile: another text is shown and asked about anew, a decided one says who was faster.
class ApprovalCard : public kit::Card
{
    Q_OBJECT

public:
    explicit ApprovalCard(ApprovalActs &acts, QWidget *parent = nullptr);

    /// `byItself`: it came up after a decision, so that a key pressed twice must not decide on it.
    void show(const std::optional<protocol::ApprovalRow> &row, bool byItself = false);
    /// More about the one that is shown.
    void setDetail(const protocol::ApprovalDetail &detail);
    const std::optional<protocol::ApprovalRow> &shown() const { return m_row; }
    /// What is shown came up by itself or was changed a moment ago: nobody can have read it.
    bool isTooNew() const { return m_fresh.isActive(); }
    /// `now` by the gateway's clock; `stale`: nobody knows whether it is still so.
    void tick(core::WallTime now, bool stale);
    /// For keys: does it, asks first, or says why it cannot be done.
    void approve();
    void edit();
    void skip();
    void showRefusals();
    void retranslate();

Q_SIGNALS:
    /// A decision that was sent is over.
    void over(const signalbox::pages::ApprovalOutcome &outcome);
    /// The keyboard is free again.
    void idle();

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void connectParts();
    QString refusal(protocol::ApprovalAction action) const;
    bool mayStart(protocol::ApprovalAction action);
    void decide(protocol::ApprovalAction action, const std::optional<QString> &text, const QString &reason);
    void take(const ApprovalOutcome &outcome);
    void changed(const protocol::ApprovalRow &before);
    void leave();
    void keepDraft(const QString &id);
    void showText();
    void say(const QString &text, bool bad);

    ApprovalActs &m_acts;
    std::optional<protocol::ApprovalRow> m_row;
    std::vector<protocol::ApprovalPerson> m_people;
    std::vector<protocol::DiffPart> m_diff; ///< to what it says now; from the text before when that changed just now
    bool m_diffIsNews = false;
    kit::StateBadge *m_badge;
    QLabel *m_place;
    QLabel *m_flags;
    QLabel *m_note;
    QTextEdit *m_text;
    EditPane *m_pane;
    DecisionBar *m_bar;
    QString m_shownText; ///< what stands in m_text
    QHash<QString, QString> m_drafts; ///< by id; at most 50
    QString m_sent; ///< id that a decision is under way for
    QTimer m_fresh; ///< runs while what is shown is too new to have been read
};

} // namespace signalbox::pages
