#include "ui/pages/outbox/message_card.h"

#include "ui/client/act_words.h"
#include "ui/kit/error_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/theme.h"
#include "ui/pages/outbox/dry_run_view.h"
#include "ui/pages/outbox/outbox_words.h"
#include "ui/pages/outbox/replay_run.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::OutboxItemState;

namespace {

constexpr qsizetype kMostLines = 8;

QLabel *makeText(kit::Tone tone)
{
    auto *label = new QLabel;
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    kit::setTone(label, tone);
    return label;
}

QString moment(core::WallTime time)
{
    return kit::formatMoment(core::epochMs(time));
}

QString nameOf(const protocol::OutboxItem &item)
{
    return item.subject.isEmpty() ? item.id : item.subject;
}

QStringList idsOf(const std::vector<protocol::OutboxItem> &items)
{
    QStringList ids;
    for (const protocol::OutboxItem &item : items)
        ids += item.id;
    return ids;
}

} // namespace

MessageCard::MessageCard(client::Facets &facets, kit::UndoBar &undo, QWidget *parent)
    : Card({}, parent), m_facets(facets), m_undo(undo), m_badge(new kit::StateBadge), m_facts(makeText(kit::Tone::Muted)),
      m_ways(new QWidget), m_subject(new QPushButton), m_dry(new kit::AsyncAction(QString())), m_view(new DryRunView),
      m_plan(makeText(kit::Tone::Normal)), m_form(new kit::ActForm), m_progress(new QWidget),
      m_progressText(makeText(kit::Tone::Muted)), m_cancel(new QPushButton), m_outcome(makeText(kit::Tone::Normal)),
      m_run(new ReplayRun(facets.outbox, this))
{
    build();
    connect(m_subject, &QPushButton::clicked, this, &MessageCard::openSubject);
    connect(m_cancel, &QPushButton::clicked, m_run, &ReplayRun::cancel);
    connect(m_run, &ReplayRun::progressed, this, &MessageCard::showProgress);
    connect(m_run, &ReplayRun::finished, this, &MessageCard::finish);
    m_dry->setWork([this](const kit::AsyncAction::Done &done) { ask(done); });
    m_form->setWork([this](const kit::ActForm::Asked &asked, const kit::AsyncAction::Done &done) {
        replay(asked.reason, done);
    });
    retranslate();
}

void MessageCard::build()
{
    auto *ways = new QHBoxLayout(m_ways);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->addWidget(m_subject);
    ways->addWidget(m_dry, 1);
    auto *progress = new QHBoxLayout(m_progress);
    progress->setContentsMargins(0, 0, 0, 0);
    progress->addWidget(m_progressText, 1);
    progress->addWidget(m_cancel);
    for (QLabel *label : m_dry->findChildren<QLabel *>())
        label->setWordWrap(true);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_badge, m_facts, m_ways, m_view, m_plan, m_form, m_progress, m_outcome})
        body()->addWidget(widget);
    m_progress->hide();
    m_outcome->hide();
}

void MessageCard::show(const std::vector<protocol::OutboxItem> &chosen, core::WallTime now)
{
    const bool isOther = idsOf(chosen) != idsOf(m_chosen);
    m_chosen = chosen;
    m_now = now;
    m_open.clear();
    for (const protocol::OutboxItem &item : chosen) {
        if (item.state != OutboxItemState::Delivered)
            m_open.push_back(item);
    }
    if (isOther) {
        m_view->clear();
        if (!m_run->isRunning())
            m_form->clear();
    }
    showFacts();
    showPlan();
    showRefusals();
}

QString MessageCard::refusal() const
{
    if (!m_chosen.empty() && m_open.empty())
        return tr("What was delivered is not sent again.");
    return client::actRefusal(m_facets.session, u"POST /ops/v1/outbox/:id/replay"_s);
}

void MessageCard::showRefusals()
{
    const QString why = refusal();
    m_form->setBlocked(why);
    // One sentence is enough where both are barred for the same reason.
    m_dry->setVisible(why.isEmpty());
}

QStringList MessageCard::factLines() const
{
    const protocol::OutboxItem &item = m_chosen.front();
    QStringList lines {tr("To %1, tries: %2").arg(OutboxWords::target(item.target)).arg(item.attempts)};
    if (item.nextAttemptAt)
        lines += tr("Next try %1, at %2").arg(OutboxWords::nextAttempt(item, m_now), moment(*item.nextAttemptAt));
    if (const QString answer = OutboxWords::lastAnswer(item); !answer.isEmpty())
        lines += tr("Last answer: %1").arg(answer);
    lines += tr("Made at %1").arg(moment(item.createdAt));
    if (item.endedAt)
        lines += (item.state == OutboxItemState::Dead ? tr("Given up at %1") : tr("Delivered at %1")).arg(moment(*item.endedAt));
    if (item.state == OutboxItemState::Held)
        lines += tr("Held back since a restore, because it may have been sent before the backup was lost.");
    return lines + QStringList {item.id};
}

void MessageCard::showFacts()
{
    const bool isNone = m_chosen.empty();
    const bool isOne = m_chosen.size() == 1;
    for (QWidget *widget : std::initializer_list<QWidget *> {m_ways, m_plan, m_form})
        widget->setVisible(!isNone);
    m_badge->setVisible(isOne);
    m_subject->setVisible(isOne && m_chosen.front().service == "approvals"_L1 && !m_chosen.front().subject.isEmpty());
    if (isNone) {
        setTitle(tr("Nothing chosen"));
        m_facts->setText(tr("Choose a message to see what became of it and to send it again. Shift and Ctrl choose several."));
        return;
    }
    if (!isOne) {
        setTitle(tr("%n messages chosen", nullptr, int(m_chosen.size())));
        m_facts->setText(OutboxWords::perTarget(m_chosen));
        return;
    }
    const protocol::OutboxItem &item = m_chosen.front();
    setTitle(nameOf(item));
    m_badge->setHealth(OutboxWords::health(item.state), OutboxWords::state(item.state));
    m_facts->setText(factLines().join(u'\n'));
}

void MessageCard::showPlan()
{
    QStringList words {tr("A replay makes due now: %1. Each keeps its id, so a receiver that has it knows it again.")
                           .arg(OutboxWords::perTarget(m_open))};
    if (const auto over = m_chosen.size() - m_open.size(); over > 0)
        words += tr("Delivered already, and left alone: %1.").arg(over);
    const auto held = std::ranges::count(m_open, OutboxItemState::Held, &protocol::OutboxItem::state);
    if (held > 0)
        words += tr("▲ Held back since a restore: %1; a replay sends them all the same.").arg(held);
    m_plan->setText(words.join(u' '));
    m_plan->setVisible(!m_open.empty());
    m_form->setAct(m_open.size() == 1 ? tr("Replay it") : tr("Replay %n messages", nullptr, int(m_open.size())));
}

void MessageCard::dryRun()
{
    if (m_chosen.empty())
        return;
    if (const QString why = refusal(); !why.isEmpty())
        return m_undo.tell(why);
    m_dry->start();
}

void MessageCard::focusReplay()
{
    if (m_chosen.empty())
        return;
    if (const QString why = refusal(); !why.isEmpty())
        return m_undo.tell(why);
    m_form->setFocus();
}

void MessageCard::openSubject()
{
    if (!m_chosen.empty() && m_chosen.front().service == "approvals"_L1)
        Q_EMIT subjectWanted(m_chosen.front().subject);
}

void MessageCard::ask(const kit::AsyncAction::Done &done)
{
    const QString id = m_open.front().id;
    m_facets.outbox.preview(this, id, [this, id, done](const Result<protocol::ReplayAnswer> &answer) {
        done(answer ? QString() : kit::errorText(answer.error()));
        const bool isStillChosen = !m_open.empty() && m_open.front().id == id;
        if (answer && answer->preview && isStillChosen)
            m_view->show(*answer->preview, nameOf(answer->item));
    });
}

void MessageCard::replay(const QString &reason, const kit::AsyncAction::Done &done)
{
    m_done = done;
    m_outcome->hide();
    m_run->start(m_open, reason);
    showProgress();
}

void MessageCard::showProgress()
{
    m_progress->setVisible(m_run->isRunning() && m_run->total() > 1);
    m_progressText->setText(tr("%1 of %2 done").arg(m_run->outcomes().size()).arg(m_run->total()));
}

void MessageCard::finish()
{
    QStringList wrong;
    QStringList right;
    for (const ReplayRun::Outcome &outcome : m_run->outcomes()) {
        const QString name = nameOf(outcome.item);
        if (outcome.problem.isEmpty())
            right += tr("● %1: due now").arg(name);
        else
            wrong += tr("■ %1: %2").arg(name, outcome.problem);
    }
    QStringList lines = wrong + right;
    if (const qsizetype more = lines.size() - kMostLines; more > 0) {
        lines.resize(kMostLines);
        lines += tr("and %1 more").arg(kit::formatNumber(double(more)));
    }
    if (const qsizetype left = m_run->total() - qsizetype(m_run->outcomes().size()); left > 0)
        lines += tr("○ cancelled, not replayed: %1").arg(left);
    lines.prepend(tr("Replay of %1:").arg(kit::formatClock(core::epochMs(core::systemClock().wall()))));
    m_outcome->setText(lines.join(u'\n'));
    m_outcome->show();
    if (wrong.isEmpty())
        m_form->clear();
    if (!right.isEmpty())
        m_undo.tell(tr("%n message(s) due now.", nullptr, int(right.size())));
    showProgress();
    std::exchange(m_done, {})({});
    Q_EMIT replayed();
}

void MessageCard::forgetOutcome()
{
    m_outcome->hide();
}

void MessageCard::retranslate()
{
    m_subject->setText(tr("Open the candidate"));
    m_dry->setText(tr("Dry run"));
    m_cancel->setText(tr("Cancel the rest"));
    m_form->retranslate();
    m_view->retranslate();
    showFacts();
    showPlan();
    showRefusals();
}

} // namespace signalbox::pages
