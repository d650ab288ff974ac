#include "ui/pages/approvals/decision_bar.h"

#include "ui/kit/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::ApprovalAction;

namespace {
constexpr int kLongestReason = 500;
}

const QString &ActRefusals::of(ApprovalAction action) const
{
    switch (action) {
    case ApprovalAction::Approve:
        return approve;
    case ApprovalAction::Edit:
        return edit;
    case ApprovalAction::Skip:
        break;
    }
    return skip;
}

DecisionBar::DecisionBar(QWidget *parent)
    : QWidget(parent)
    , m_approve(new QPushButton)
    , m_edit(new QPushButton)
    , m_skip(new QPushButton)
    , m_why(new QLabel)
    , m_question(new QLabel)
    , m_reason(new QLineEdit)
    , m_confirm(new QPushButton)
    , m_back(new QPushButton)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    auto *acts = new QHBoxLayout;
    acts->setSpacing(8);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_reason, m_confirm, m_approve, m_edit, m_skip, m_back})
        acts->addWidget(widget);
    acts->addStretch(1);
    acts->setStretch(0, 100);
    column->addWidget(m_question);
    column->addWidget(m_why);
    column->addLayout(acts);
    for (QLabel *label : {m_why, m_question}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    kit::setTone(m_why, kit::Tone::Muted);
    kit::setTone(m_question, kit::Tone::Strong);
    kit::setPrimary(m_approve);
    kit::setPrimary(m_confirm);
    m_confirm->setAutoDefault(true);
    m_reason->setMaxLength(kLongestReason);
    connect(m_approve, &QPushButton::clicked, this, &DecisionBar::approveWanted);
    connect(m_edit, &QPushButton::clicked, this, &DecisionBar::editWanted);
    connect(m_skip, &QPushButton::clicked, this, &DecisionBar::skipWanted);
    connect(m_back, &QPushButton::clicked, this, &DecisionBar::left);
    connect(m_confirm, &QPushButton::clicked, this, &DecisionBar::confirm);
    connect(m_reason, &QLineEdit::returnPressed, this, &DecisionBar::confirm);
    retranslate();
}

void DecisionBar::setRefusals(const ActRefusals &refusals)
{
    m_refusals = refusals;
    showState();
}

void DecisionBar::setBusy(bool busy)
{
    m_busy = busy;
    showState();
}

void DecisionBar::askConfirm(const QStringList &riskFlags)
{
    m_flags = riskFlags;
    setMode(Mode::Confirm);
    m_confirm->setFocus(Qt::ShortcutFocusReason);
}

void DecisionBar::askReason()
{
    setMode(Mode::Reason);
    m_reason->setFocus(Qt::ShortcutFocusReason);
}

void DecisionBar::leave()
{
    m_reason->clear();
    setMode(Mode::Acts);
}

void DecisionBar::setMode(Mode mode)
{
    m_mode = mode;
    showState();
}

void DecisionBar::confirm()
{
    if (m_busy || !whyNot().isEmpty())
        return;
    if (m_mode == Mode::Confirm)
        Q_EMIT approveConfirmed();
    else
        Q_EMIT skipConfirmed(m_reason->text().trimmed());
}

/// Of the act that is asked about; with none, all that is refused, each reason once.
QString DecisionBar::whyNot() const
{
    if (m_mode != Mode::Acts)
        return m_mode == Mode::Confirm ? m_refusals.approve : m_refusals.skip;
    QStringList reasons{m_refusals.approve, m_refusals.edit, m_refusals.skip};
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    return reasons.join(u' ');
}

void DecisionBar::showState()
{
    const bool acts = m_mode == Mode::Acts;
    for (const auto &[button, refusal] : {std::pair(m_approve, m_refusals.approve), std::pair(m_edit, m_refusals.edit),
                                          std::pair(m_skip, m_refusals.skip)}) {
        button->setVisible(acts);
        button->setEnabled(!m_busy && refusal.isEmpty());
        button->setAccessibleDescription(refusal);
        button->setToolTip(refusal);
    }
    m_confirm->setVisible(!acts);
    m_confirm->setEnabled(!m_busy && whyNot().isEmpty());
    m_back->setVisible(!acts);
    m_reason->setVisible(m_mode == Mode::Reason);
    m_question->setVisible(m_mode == Mode::Confirm);
    m_question->setText(u"▲ "_s + tr("Risk: %1. Approve it all the same? Enter approves, Esc leaves.").arg(m_flags.join(u", "_s)));
    m_confirm->setText(m_mode == Mode::Reason ? tr("Skip it") : tr("Approve all the same"));
    const QString why = m_busy ? tr("Sending…") : whyNot();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
}

void DecisionBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_mode != Mode::Acts) {
        Q_EMIT left();
        return;
    }
    QWidget::keyPressEvent(event);
}

void DecisionBar::retranslate()
{
    m_approve->setText(tr("Approve (a)"));
    m_edit->setText(tr("Edit… (e)"));
    m_skip->setText(tr("Skip… (s)"));
    m_back->setText(tr("Back"));
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("Why, optional. Enter skips, Esc leaves."));
    showState();
}

} // namespace signalbox::pages
