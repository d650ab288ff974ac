#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace signalbox::pages {

/// The three acts on an approval. What has risk flags is approved by a second, named button; a skip may say why. Where
/// it is blocked it says why.
class DecisionBar : public QWidget
{
    Q_OBJECT

public:
    explicit DecisionBar(QWidget *parent = nullptr);

    /// Why nothing can be done, and who can; and why it may not be edited, where that is all. Empty allows it.
    void setBlocked(const QString &why, const QString &noEdit);
    const QString &blocked() const { return m_blocked; }
    const QString &editBlocked() const { return m_blocked.isEmpty() ? m_noEdit : m_blocked; }
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
    void showState();

    QPushButton *m_approve;
    QPushButton *m_edit;
    QPushButton *m_skip;
    QLabel *m_why;
    QLabel *m_question;
    QLineEdit *m_reason;
    QPushButton *m_confirm;
    QPushButton *m_back;
    QStringList m_flags;
    QString m_blocked;
    QString m_noEdit;
    Mode m_mode = Mode::Acts;
    bool m_busy = false;
};

} // namespace signalbox::pages
