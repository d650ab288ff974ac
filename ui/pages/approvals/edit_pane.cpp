#include "ui/pages/approvals/edit_pane.h"

#include "ui/kit/formats.h"
#include "ui/kit/note.h"
#include "ui/kit/theme.h"
#include "ui/pages/approvals/visible_text.h"
#include "ui/pages/approvals/word_diff.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextEdit>
#include <QVBoxLayout>

#include <utility>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

EditPane::EditPane(QWidget *parent)
    : QWidget(parent)
    , m_editor(new QPlainTextEdit)
    , m_diffName(new QLabel)
    , m_diff(new QTextEdit)
    , m_flags(new QLabel)
    , m_count(new QLabel)
    , m_problem(kit::makeNote())
    , m_anew(new QPushButton)
    , m_send(new QPushButton)
    , m_back(new QPushButton)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    for (QPushButton *button : {m_send, m_back, m_anew})
        foot->addWidget(button);
    foot->addStretch(1);
    auto *about = new QHBoxLayout;
    about->addWidget(m_diffName, 1);
    about->addWidget(m_count);
    column->addWidget(m_editor, 3);
    column->addLayout(about);
    column->addWidget(m_diff, 2);
    column->addWidget(m_flags);
    column->addWidget(m_problem);
    column->addLayout(foot);
    m_editor->setTabChangesFocus(true);
    m_diff->setReadOnly(true);
    m_diff->setTabChangesFocus(true);
    m_diff->setFrameShape(QFrame::NoFrame);
    m_diff->viewport()->setAutoFillBackground(false);
    m_diff->document()->setDocumentMargin(0);
    m_anew->setProperty("flat", true);
    kit::setTone(m_diffName, kit::Tone::Small);
    kit::setTone(m_flags, kit::Tone::Strong);
    kit::setTone(m_count, kit::Tone::Muted);
    kit::setPrimary(m_send);
    m_flags->setWordWrap(true);
    const auto addKey = [this](const QList<QKeySequence> &keys, auto act) {
        auto *action = new QAction(this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setAutoRepeat(false);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
        return action;
    };
    addKey({QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)}, [this] { send(); });
    addKey({QKeySequence(Qt::Key_Escape)}, [this] { Q_EMIT left(); });
    connect(m_send, &QPushButton::clicked, this, &EditPane::send);
    connect(m_back, &QPushButton::clicked, this, &EditPane::left);
    connect(m_anew, &QPushButton::clicked, this, [this] {
        m_editor->setPlainText(m_row.text);
        m_editor->setFocus();
    });
    connect(m_editor, &QPlainTextEdit::textChanged, this, [this] {
        setProblem({});
        showState();
    });
    retranslate();
}

void EditPane::open(const protocol::ApprovalRow &row, const QString &draft)
{
    m_row = row;
    m_editor->setPlainText(draft.isEmpty() ? row.text : draft);
    m_editor->moveCursor(QTextCursor::End);
    m_editor->setFocus(Qt::ShortcutFocusReason);
    setProblem({});
    showState();
}

void EditPane::rebase(const protocol::ApprovalRow &row)
{
    m_row = row;
    showState();
}

QString EditPane::text() const
{
    return m_editor->toPlainText();
}

void EditPane::setLimit(int limit)
{
    m_limit = limit;
    showState();
}

void EditPane::setBusy(bool busy)
{
    m_busy = busy;
    showState();
}

void EditPane::setRefusal(const QString &why)
{
    if (std::exchange(m_refusal, why) != why)
        showState();
}

void EditPane::setProblem(const QString &text)
{
    kit::showNote(m_problem, text);
}

void EditPane::send()
{
    if (m_busy)
        return;
    if (text().trimmed().isEmpty())
        return setProblem(tr("The text is empty. Skip the candidate if nothing shall appear."));
    if (!isChanged())
        return setProblem(tr("Nothing was changed. Leave with Esc and approve it as it is."));
    Q_EMIT sendWanted(text());
}

void EditPane::showState()
{
    const int count = characterCount(text());
    const QString number = kit::formatNumber(count);
    m_count->setText(m_limit > 0 ? tr("%1 of %2 characters").arg(number, kit::formatNumber(m_limit))
                                 : tr("%n character(s)", nullptr, count));
    kit::setTone(m_count, m_limit > 0 && count > m_limit ? kit::Tone::Bad : kit::Tone::Muted);
    m_diff->setHtml(isChanged() ? diffAsHtml(wordDiff(m_row.text, text())) : QString());
    // The part that is being written, as far as the length tells where that is.
    QScrollBar &scroll = *m_diff->verticalScrollBar();
    scroll.setValue(scroll.maximum() * m_editor->textCursor().position() / std::max(1, int(text().size())));
    m_diffName->setText(isChanged() ? tr("What you change") : tr("What you change: nothing yet"));
    const QStringList flags(m_row.riskFlags.begin(), m_row.riskFlags.end());
    m_flags->setText(u"▲ "_s + tr("Risk: %1. It is approved with your text.").arg(flags.join(u", "_s)));
    m_flags->setVisible(!flags.isEmpty() && m_refusal.isEmpty());
    m_send->setEnabled(!m_busy && m_refusal.isEmpty());
    m_send->setToolTip(m_refusal);
    m_send->setAccessibleDescription(m_refusal);
    m_anew->setVisible(isChanged());
}

void EditPane::retranslate()
{
    m_editor->setAccessibleName(tr("New text"));
    m_diff->setAccessibleName(tr("What you change"));
    m_send->setText(tr("Approve this text (Ctrl+Enter)"));
    m_back->setText(tr("Leave (Esc)"));
    m_anew->setText(tr("Start anew"));
    for (QAction *action : actions())
        action->setText(action->shortcut() == QKeySequence(Qt::Key_Escape) ? tr("Leave the editor, the draft is kept")
                                                                           : tr("Approve this text"));
    showState();
}

void EditPane::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        showState();
    QWidget::changeEvent(event);
}

} // namespace signalbox::pages
