#pragma once

#include "backend/operator/protocol/approvals.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace signalbox::pages {

/// Why each act cannot be done, and who can; empty = it can.
struct ActRefusals
{
    QString approve = {};
    QString edit = {};
    QString skip = {};

    const QString &of(protocol::ApprovalAction action) const;
};

/// The three acts on an approval. What has risk flags is approved by a second, named button; a skip may say why. Where
/// an act is refused it says why.
class DecisionBar : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionBar(QWidget *parent = nullptr);

    void setRefusals(const ActRefusals &refusals);
    const QString &refusal(protocol::ApprovalAction action) const { return m_refusals.of(action); }
    /// While a decision is under way nothing can be pressed.
    void setBusy(bool busy);
    bool isBusy() const { return m_busy; }
    void askConfirm(const QStringList &riskFlags);
    void askReason();
    /// Back to the three buttons. What was typed is forgotten.
    void leave();
    void retranslate();

Q_SIGNALS:
    void approveWanted();
    void editWanted();
    void skipWanted();
    /// The second button, or Enter.
    void approveConfirmed();
    void skipConfirmed(const QString &reason);
    /// Escape, or Back.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class Mode { Acts, Confirm, Reason };
    void setMode(Mode mode);
    void confirm();
    void showState();
    QString whyNot() const;

    QPushButton *m_approve;
    QPushButton *m_edit;
    QPushButton *m_skip;
    QLabel *m_why;
    QLabel *m_question;
    QLineEdit *m_reason;
    QPushButton *m_confirm;
    QPushButton *m_back;
    QStringList m_flags;
    ActRefusals m_refusals;
    Mode m_mode = Mode::Acts;
    bool m_busy = false;
};

} // namespace signalbox::pages
