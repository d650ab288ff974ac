#pragma once

#include "backend/operator/protocol/approvals.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTextEdit;

namespace signalbox::pages {

/// The editor of an approval's text with the difference to what is there now. Ctrl+Enter sends, Escape leaves; what was
/// typed is kept by whoever opened it.
class EditPane : public QWidget
{
    Q_OBJECT

public:
    explicit EditPane(QWidget *parent = nullptr);

    /// `draft`: what was typed before; empty starts with the text.
    void open(const protocol::ApprovalRow &row, const QString &draft);
    /// Another text is there now: the difference is to that one; what was typed stays.
    void rebase(const protocol::ApprovalRow &row);
    QString text() const;
    bool isChanged() const { return text() != m_row.text; }
    /// Characters that the gateway takes; 0 when it has not told.
    void setLimit(int limit);
    void setBusy(bool busy);
    /// Why the text cannot be sent now; empty when it can. What was typed can still be read and copied.
    void setRefusal(const QString &why);
    void setProblem(const QString &text);
    void retranslate();

Q_SIGNALS:
    void sendWanted(const QString &text);
    void left();

protected:
    void changeEvent(QEvent *event) override;

private:
    void send();
    void showState();

    QPlainTextEdit *m_editor;
    QLabel *m_diffName;
    QTextEdit *m_diff;
    QLabel *m_flags;
    QLabel *m_count;
    QLabel *m_problem;
    QPushButton *m_anew;
    QPushButton *m_send;
    QPushButton *m_back;
    protocol::ApprovalRow m_row;
    QString m_refusal;
    int m_limit = 0;
    bool m_busy = false;
};

} // namespace signalbox::pages
