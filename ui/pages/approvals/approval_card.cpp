#include "ui/pages/approvals/approval_card.h"

#include "ui/kit/state_badge.h"
#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"
#include "ui/pages/approvals/approval_words.h"
#include "ui/pages/approvals/countdown.h"
#include "ui/pages/approvals/decision_bar.h"
#include "ui/pages/approvals/edit_pane.h"
#include "ui/pages/approvals/visible_text.h"
#include "ui/pages/approvals/word_diff.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QTextCursor>
#include <QTextEdit>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using protocol::ApprovalAction;
using protocol::ApprovalRow;

namespace {
constexpr std::chrono::milliseconds kTooNew = 700ms;
constexpr qsizetype kMostDrafts = 50;
}

ApprovalCard::ApprovalCard(ApprovalActs &acts, QWidget *parent)
    : Card({}, parent)
    , m_acts(acts)
    , m_badge(new kit::StateBadge)
    , m_place(new QLabel)
    , m_flags(new QLabel)
    , m_note(new QLabel)
    , m_text(new QTextEdit)
    , m_pane(new EditPane)
    , m_bar(new DecisionBar)
{
    m_fresh.setSingleShot(true);
    m_fresh.setInterval(kTooNew);
    build();
    connectParts();
    retranslate();
    show(std::nullopt);
}

void ApprovalCard::build()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_badge);
    head->addWidget(m_place, 1);
    addLayout(head);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_flags, m_note})
        addWidget(widget);
    addWidget(m_text, 1);
    addWidget(m_pane, 1);
    addWidget(m_bar);
    kit::setTone(m_place, kit::Tone::Muted);
    for (QLabel *label : {m_place, m_flags, m_note}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->viewport()->setAutoFillBackground(false);
    m_text->document()->setDocumentMargin(0);
    m_pane->hide();
}

void ApprovalCard::connectParts()
{
    connect(m_bar, &DecisionBar::approveWanted, this, &ApprovalCard::approve);
    connect(m_bar, &DecisionBar::editWanted, this, &ApprovalCard::edit);
    connect(m_bar, &DecisionBar::skipWanted, this, &ApprovalCard::skip);
    connect(m_bar, &DecisionBar::approveConfirmed, this,
            [this] { decide(ApprovalAction::Approve, std::nullopt, {}); });
    connect(m_bar, &DecisionBar::skipConfirmed, this,
            [this](const QString &reason) { decide(ApprovalAction::Skip, std::nullopt, reason); });
    connect(m_pane, &EditPane::sendWanted, this, [this](const QString &text) {
        showRefusals();
        if (const QString &why = m_bar->refusal(ApprovalAction::Edit); !why.isEmpty())
            return m_pane->setProblem(why);
        if (!m_fresh.isActive())
            decide(ApprovalAction::Edit, text, {});
    });
    connect(m_bar, &DecisionBar::left, this, &ApprovalCard::leave);
    connect(m_pane, &EditPane::left, this, &ApprovalCard::leave);
}

void ApprovalCard::show(const std::optional<ApprovalRow> &row, bool byItself)
{
    const std::optional<ApprovalRow> before = std::exchange(m_row, row);
    const bool same = before && row && before->id == row->id;
    const bool older = same
        && (before->revision > row->revision || (!Countdown::isOpen(*before) && Countdown::isOpen(*row)));
    if (older) {
        // An answer that was made before the last one.
        m_row = before;
        return;
    }
    if (!same) {
        if (before && m_pane->isVisibleTo(this))
            keepDraft(before->id);
        m_people.clear();
        m_diff.clear();
        m_diffIsNews = false;
        say({}, false);
        const bool typing = m_pane->isAncestorOf(focusWidget()) || m_bar->isAncestorOf(focusWidget());
        m_pane->hide();
        m_bar->leave();
        if (typing)
            Q_EMIT idle();
        m_fresh.stop();
        if (byItself)
            m_fresh.start();
    } else if (before->revision != row->revision) {
        changed(*before);
    } else if (Countdown::isOpen(*before) && !Countdown::isOpen(*row) && m_sent != row->id) {
        say(ApprovalActs::meanwhile(*row), true);
    }
    setTitle(row ? ApprovalWords::place(*row) : tr("No approval chosen"));
    setRemark(row ? row->id : QString());
    showRefusals();
    showText();
}

/// Somebody else wrote another text while this one was looked at.
void ApprovalCard::changed(const ApprovalRow &before)
{
    m_diff = wordDiff(before.text, m_row->text);
    m_diffIsNews = true;
    m_bar->leave();
    m_fresh.start();
    if (m_pane->isVisibleTo(this)) {
        m_pane->rebase(*m_row);
        m_pane->setProblem(tr("The text was changed meanwhile: revision %1. Yours is kept; look at the difference and "
                              "send it again if you still want to.").arg(m_row->revision));
    } else {
        say(tr("The text was changed meanwhile: revision %1. Read it again before you decide.").arg(m_row->revision),
            true);
    }
}

void ApprovalCard::setDetail(const protocol::ApprovalDetail &detail)
{
    if (!m_row || m_row->id != detail.approval.id)
        return;
    m_people = detail.people;
    show(detail.approval);
    if (!m_diffIsNews)
        m_diff = detail.diff;
    showRefusals();
    showText();
}

void ApprovalCard::tick(core::WallTime now, bool stale)
{
    m_badge->setVisible(m_row.has_value());
    if (!m_row)
        return;
    const Countdown::Standing standing = Countdown::of(*m_row, now);
    m_badge->setHealth(stale ? kit::Health::Unknown : standing.health, standing.word);
    QStringList facts;
    if (m_row->revision > 1)
        facts += tr("revision %1").arg(m_row->revision);
    if (m_row->required > 1)
        facts += tr("%1 of %2 approvals").arg(m_row->given).arg(m_row->required);
    facts += ApprovalWords::prompts(m_row->prompts);
    m_place->setText(facts.join(u" · "_s));
}

void ApprovalCard::showText()
{
    const QString text = m_row ? visibleText(Countdown::isOpen(*m_row) || m_row->finalText.isEmpty() ? m_row->text
                                                                                                    : m_row->finalText)
                               : tr("Choose one to read and decide. j and k go down and up.");
    const QString diff = m_diff.empty() ? QString() : diffAsHtml(m_diff);
    m_text->setAccessibleDescription(text);
    if (std::exchange(m_shownText, text + u'\n' + diff) == m_shownText)
        return;
    m_text->clear();
    QTextCursor cursor(m_text->document());
    QTextCharFormat plain;
    plain.setFont(kit::uiFont(14));
    cursor.insertText(text, plain);
    if (!diff.isEmpty()) {
        cursor.insertBlock();
        cursor.insertBlock();
        QTextCharFormat small;
        small.setFont(kit::uiFont(11));
        cursor.insertText(m_diffIsNews ? tr("What was changed just now") : tr("What was changed since it came in"), small);
        cursor.insertBlock();
        cursor.insertHtml(diff);
    }
    m_text->moveCursor(QTextCursor::Start);
}

void ApprovalCard::say(const QString &text, bool bad)
{
    m_note->setText(text.isEmpty() ? text : (bad ? u"▲ "_s : QString()) + text);
    m_note->setVisible(!text.isEmpty());
    kit::setTone(m_note, bad ? kit::Tone::Bad : kit::Tone::Muted);
}

/// Why that act cannot be done, and who can; empty when it can.
QString ApprovalCard::refusal(ApprovalAction action) const
{
    if (!m_row)
        return tr("Nothing is chosen.");
    QString why = m_acts.refusal();
    if (why.isEmpty() && !protocol::mayAct(*m_row, action)) {
        const bool nobodyEdits = action == ApprovalAction::Edit && !m_row->allowEdit;
        why = nobodyEdits && protocol::mayAct(*m_row, ApprovalAction::Skip)
            ? tr("Whoever submitted it does not allow edits.")
            : ApprovalWords::barred(*m_row, m_people);
    }
    if (!Countdown::isOpen(*m_row))
        why += u' ' + tr("j goes on to the next.");
    return why;
}

void ApprovalCard::showRefusals()
{
    m_bar->setRefusals({.approve = refusal(ApprovalAction::Approve),
                        .edit = refusal(ApprovalAction::Edit),
                        .skip = refusal(ApprovalAction::Skip)});
    m_pane->setRefusal(m_bar->refusal(ApprovalAction::Edit));
    m_bar->setVisible(m_row.has_value() && !m_pane->isVisibleTo(this));
    m_text->setVisible(!m_pane->isVisibleTo(this));
    const QStringList flags = m_row ? QStringList(m_row->riskFlags.begin(), m_row->riskFlags.end()) : QStringList();
    m_flags->setText(u"▲ "_s + tr("Risk: %1").arg(flags.join(u", "_s)));
    m_flags->setVisible(!flags.isEmpty() && !m_pane->isVisibleTo(this));
    const QString style = u"color: %1; font-weight: 600"_s.arg(kit::tokens().warning.name());
    if (m_flags->styleSheet() != style)
        m_flags->setStyleSheet(style);
}

/// Says what is in the way of an act; false then.
bool ApprovalCard::mayStart(ApprovalAction action)
{
    if (!m_row || !m_sent.isEmpty())
        return false;
    showRefusals();
    if (const QString &why = m_bar->refusal(action); !why.isEmpty()) {
        // Who was faster is not said over; what was in the way of another act is.
        if (m_note->isHidden() || Countdown::isOpen(*m_row))
            say(why, true);
        return false;
    }
    if (m_pane->isVisibleTo(this)) {
        m_pane->setProblem(tr("You are editing it. Ctrl+Enter approves your text, Esc leaves it."));
        m_pane->setFocus();
        return false;
    }
    if (m_fresh.isActive()) {
        say(tr("This one has just come up. Read it, then press again."), false);
        return false;
    }
    return true;
}

void ApprovalCard::approve()
{
    if (!mayStart(ApprovalAction::Approve))
        return;
    say({}, false);
    if (m_row->riskFlags.empty())
        return decide(ApprovalAction::Approve, std::nullopt, {});
    m_bar->askConfirm(QStringList(m_row->riskFlags.begin(), m_row->riskFlags.end()));
}

void ApprovalCard::skip()
{
    if (!mayStart(ApprovalAction::Skip))
        return;
    say({}, false);
    m_bar->askReason();
}

void ApprovalCard::edit()
{
    if (!mayStart(ApprovalAction::Edit))
        return;
    say({}, false);
    m_bar->leave();
    m_pane->show();
    showRefusals();
    m_pane->open(*m_row, m_drafts.value(m_row->id));
}

void ApprovalCard::leave()
{
    if (m_row && m_pane->isVisibleTo(this))
        keepDraft(m_row->id);
    m_pane->hide();
    m_bar->leave();
    showRefusals();
    Q_EMIT idle();
}

void ApprovalCard::keepDraft(const QString &id)
{
    if (m_drafts.size() >= kMostDrafts)
        m_drafts.clear();
    if (m_pane->isChanged())
        m_drafts.insert(id, m_pane->text());
    else
        m_drafts.remove(id);
}

void ApprovalCard::decide(ApprovalAction action, const std::optional<QString> &text, const QString &reason)
{
    if (!m_row || !m_sent.isEmpty())
        return;
    if (text)
        keepDraft(m_row->id);
    m_sent = m_row->id;
    m_bar->setBusy(true);
    m_pane->setBusy(true);
    m_acts.decide(*m_row, action, text, reason, [self = QPointer(this)](const ApprovalOutcome &outcome) {
        if (self)
            self->take(outcome);
    });
}

void ApprovalCard::take(const ApprovalOutcome &outcome)
{
    using Kind = ApprovalOutcome::Kind;
    const QString id = m_sent;
    const bool shown = m_row && m_row->id == id;
    const bool done = outcome.kind == Kind::Decided || outcome.kind == Kind::Counted;
    m_bar->setBusy(false);
    m_pane->setBusy(false);
    if (outcome.limit)
        m_pane->setLimit(*outcome.limit);
    if (done)
        m_drafts.remove(id);
    if (shown && (done || outcome.kind == Kind::Meanwhile)) {
        m_pane->hide();
        m_bar->leave();
    }
    if (shown && outcome.approval)
        show(outcome.approval);
    // The text that stands there now is this person's own.
    if (shown && done)
        say({}, false);
    m_sent.clear();
    if (shown && !done && outcome.kind != Kind::Changed) {
        if (m_pane->isVisibleTo(this))
            m_pane->setProblem(outcome.text);
        else
            say(outcome.text, true);
    }
    showRefusals();
    Q_EMIT over(outcome);
    if (!m_pane->isVisibleTo(this))
        Q_EMIT idle();
}

void ApprovalCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        showRefusals();
        showText();
    }
    Card::changeEvent(event);
}

void ApprovalCard::retranslate()
{
    m_text->setAccessibleName(tr("Text to decide on"));
    m_pane->retranslate();
    m_bar->retranslate();
    setTitle(m_row ? ApprovalWords::place(*m_row) : tr("No approval chosen"));
    showRefusals();
    showText();
}

} // namespace signalbox::pages
