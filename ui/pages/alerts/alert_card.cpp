#include "ui/pages/alerts/alert_card.h"

#include "ui/client/alert_text.h"
#include "ui/kit/formats.h"
#include "ui/kit/state_badge.h"
#include "ui/kit/theme.h"
#include "ui/pages/alerts/alert_form.h"
#include "ui/pages/alerts/alert_rows.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

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

} // namespace

AlertCard::AlertCard(AlertActs &acts, QWidget *parent)
    : Card({}, parent)
    , m_badge(new kit::StateBadge)
    , m_sentence(makeText(kit::Tone::Headline))
    , m_todoName(makeText(kit::Tone::Small))
    , m_todo(makeText(kit::Tone::Strong))
    , m_ways(new QWidget)
    , m_where(new QPushButton)
    , m_same(new QPushButton)
    , m_limit(new QPushButton)
    , m_form(new AlertForm(acts))
    , m_facts(makeText(kit::Tone::Muted))
{
    auto *ways = new QHBoxLayout(m_ways);
    ways->setContentsMargins(0, 0, 0, 0);
    ways->setSpacing(4);
    ways->addWidget(m_where);
    for (QPushButton *button : {m_same, m_limit}) {
        button->setProperty("flat", true);
        ways->addWidget(button);
    }
    ways->addStretch(1);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_badge, m_sentence, m_todoName, m_todo, m_ways, m_form, m_facts})
        body()->addWidget(widget);
    body()->addStretch(1);
    connect(m_where, &QPushButton::clicked, this, [this] { Q_EMIT placeWanted(client::alertPlace(m_chosen.front())); });
    connect(m_limit, &QPushButton::clicked, this, [this] {
        Q_EMIT placeWanted({"settings", u"key:\"%1\""_s.arg(client::alertLimitSetting(m_chosen.front()))});
    });
    connect(m_same, &QPushButton::clicked, this,
            [this] { Q_EMIT filterWanted(u"rule:\"%1\""_s.arg(m_chosen.front().rule)); });
}

void AlertCard::show(const std::vector<protocol::Alert> &chosen, int group, core::WallTime now)
{
    m_chosen = chosen;
    m_group = group;
    m_now = now;
    const bool any = !chosen.empty();
    setTitle(!any                    ? tr("No alert chosen")
                 : chosen.size() > 1 ? tr("%n alert(s) chosen", nullptr, int(chosen.size()))
                                     : tr("Alert"));
    for (QWidget *part : std::initializer_list<QWidget *>{m_badge, m_sentence, m_todoName, m_todo, m_ways, m_form})
        part->setVisible(any);
    m_form->show(chosen, now);
    if (!any) {
        m_facts->setText(tr("Choose one to see what to do about it."));
        return;
    }
    const protocol::Alert &alert = chosen.front();
    m_badge->setHealth(severityHealth(alert.severity),
                       client::severityText(alert.severity) + u" · "_s + AlertRows::standing(alert, now));
    m_sentence->setText(client::alertSentence(alert));
    m_todo->setText(client::alertRunbook(alert));
    m_same->setVisible(group > 1);
    m_same->setText(tr("Its group (%1)").arg(group));
    m_facts->setText(facts().join(u'\n'));
}

QStringList AlertCard::facts() const
{
    const protocol::Alert &alert = m_chosen.front();
    QStringList facts;
    facts += tr("Now %1, limit %2; measured %3")
                 .arg(client::alertNumber(alert.value, alert.unit), client::alertNumber(alert.limit, alert.unit),
                      kit::formatClock(core::epochMs(alert.at)));
    facts += tr("Wrong since %1").arg(moment(alert.since));
    if (alert.firedAt)
        facts += tr("Firing since %1").arg(moment(*alert.firedAt));
    if (alert.ackedBy)
        facts += tr("Acknowledged by %1, %2").arg(*alert.ackedBy, moment(alert.ackedAt.value_or(alert.since)));
    if (alert.shelvedUntil && *alert.shelvedUntil > m_now)
        facts += tr("Shelved by %1 until %2").arg(alert.shelvedBy.value_or(QString()), moment(*alert.shelvedUntil));
    if (alert.note)
        facts += tr("Because: %1").arg(*alert.note);
    if (alert.resolvedAt)
        facts += tr("Over since %1").arg(moment(*alert.resolvedAt));
    facts += tr("Group %1").arg(alert.rule);
    QStringList labels{u"service=%1"_s.arg(alert.service), u"severity=%1"_s.arg(protocol::wordOf(alert.severity))};
    if (!alert.subject.isEmpty())
        labels += u"subject=%1"_s.arg(alert.subject);
    facts += tr("Labels %1").arg(labels.join(u' '));
    return facts;
}

void AlertCard::retranslate()
{
    m_todoName->setText(tr("What to do"));
    m_where->setText(tr("Show where"));
    m_same->setText(tr("Its group (%1)").arg(m_group));
    m_limit->setText(tr("Its limit"));
    m_form->retranslate();
    show(m_chosen, m_group, m_now);
}

QScrollArea *makePane(AlertCard &card)
{
    auto *pane = new QScrollArea;
    pane->setWidget(&card);
    pane->setWidgetResizable(true);
    pane->setFrameShape(QFrame::NoFrame);
    pane->setFocusPolicy(Qt::NoFocus);
    pane->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return pane;
}

} // namespace signalbox::pages
