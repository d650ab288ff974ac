#include "ui/pages/alerts/alert_form.h"

#include "ui/kit/async_action.h"
#include "ui/kit/formats.h"
#include "ui/kit/note.h"
#include "ui/kit/theme.h"
#include "ui/pages/alerts/alert_acts.h"

#include <QComboBox>
#include <QDateTimeEdit>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLongestReason = 500;
constexpr int kMostMinutes = 7 * 24 * 60;
constexpr int kChoices[]{15, 60, 240}; ///< minutes; behind them "until…"
constexpr int kSecondsPerMinute = 60;
constexpr double kMsPerMinute = 60'000;

/// Why it is blocked is a sentence; the card is narrow.
void wrapNotes(kit::AsyncAction &action)
{
    for (QLabel *label : action.findChildren<QLabel *>())
        label->setWordWrap(true);
}

} // namespace

AlertForm::AlertForm(AlertActs &acts, QWidget *parent)
    : QWidget(parent)
    , m_acts(acts)
    , m_ack(new kit::AsyncAction({}))
    , m_forName(new QLabel)
    , m_for(new QComboBox)
    , m_until(new QDateTimeEdit)
    , m_reason(new QLineEdit)
    , m_reasonNote(kit::makeNote())
    , m_shelve(new kit::AsyncAction({}))
    , m_end(new kit::AsyncAction({}))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_ack);
    auto *time = new QHBoxLayout;
    time->setSpacing(8);
    time->addWidget(m_forName);
    time->addWidget(m_for);
    time->addWidget(m_until, 1);
    time->addStretch(1);
    layout->addLayout(time);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_reason, m_reasonNote, m_shelve, m_end})
        layout->addWidget(widget);
    kit::setTone(m_forName, kit::Tone::Muted);
    m_ack->setPrimaryAct(true);
    m_reason->setMaxLength(kLongestReason);
    m_until->setDisplayFormat(u"yyyy-MM-dd HH:mm"_s);
    m_until->setCalendarPopup(true);
    for (kit::AsyncAction *action : {m_ack, m_shelve, m_end})
        wrapNotes(*action);
    const auto finishing = [this](const kit::AsyncAction::Done &over) {
        return [this, over](const QString &problem) {
            over(problem);
            finish(problem);
        };
    };
    m_ack->setWork([this, finishing](const kit::AsyncAction::Done &over) {
        m_acts.acknowledge(m_calling, m_reason->text().trimmed(), finishing(over));
    });
    m_shelve->setWork([this](const kit::AsyncAction::Done &over) { shelve(over); });
    m_end->setWork(
        [this, finishing](const kit::AsyncAction::Done &over) { m_acts.endShelving(m_shelved, finishing(over)); });
    connect(m_reason, &QLineEdit::returnPressed, m_shelve, &kit::AsyncAction::start);
    connect(m_reason, &QLineEdit::textEdited, this, [this] { kit::showNote(m_reasonNote, {}); });
    connect(m_for, &QComboBox::currentIndexChanged, this, &AlertForm::showTime);
    connect(m_until, &QDateTimeEdit::dateTimeChanged, this, &AlertForm::showTime);
    retranslate();
}

void AlertForm::show(const std::vector<protocol::Alert> &chosen, core::WallTime now)
{
    QStringList ids;
    m_calling.clear();
    m_alive.clear();
    m_shelved.clear();
    m_ackedBy.clear();
    for (const protocol::Alert &alert : chosen) {
        const client::Standing standing = client::standingOf(alert, now);
        ids += alert.id;
        if (standing == client::Standing::Resolved)
            continue;
        m_alive += alert.id;
        if (standing == client::Standing::Shelved)
            m_shelved += alert.id;
        if (alert.state == protocol::AlertState::Firing && !alert.ackedBy)
            m_calling += alert.id;
        m_ackedBy = alert.ackedBy.value_or(m_ackedBy);
    }
    if (std::exchange(m_chosen, ids) != ids) {
        m_reason->clear();
        kit::showNote(m_reasonNote, {});
    }
    showRefusals();
}

QString AlertForm::ackRefusal() const
{
    if (const QString why = m_acts.refusal(); !why.isEmpty())
        return why;
    if (!m_calling.isEmpty())
        return {};
    if (m_alive.isEmpty())
        return tr("It is over.");
    return m_ackedBy.isEmpty() ? tr("It does not fire yet.") : tr("%1 works on it.").arg(m_ackedBy);
}

QString AlertForm::shelveRefusal() const
{
    const QString why = m_acts.refusal();
    return !why.isEmpty() || !m_alive.isEmpty() ? why : tr("It is over.");
}

void AlertForm::showRefusals()
{
    m_ack->setText(m_calling.size() > 1 ? tr("Acknowledge %n alert(s)", nullptr, int(m_calling.size()))
                                        : tr("Acknowledge"));
    m_ack->setBlocked(ackRefusal());
    m_shelve->setBlocked(shelveRefusal());
    m_end->setVisible(!m_shelved.isEmpty());
    m_end->setBlocked(m_acts.refusal());
    for (QWidget *field : std::initializer_list<QWidget *>{m_for, m_until, m_reason})
        field->setEnabled(shelveRefusal().isEmpty());
    showTime();
}

void AlertForm::showTime()
{
    const bool until = m_for->currentIndex() == int(std::size(kChoices));
    m_until->setVisible(until);
    const QDateTime now = QDateTime::currentDateTime();
    if (until && m_until->maximumDateTime() < now.addDays(6)) {
        const QSignalBlocker quiet(m_until);
        m_until->setDateTimeRange(now, now.addSecs(qint64(kMostMinutes) * kSecondsPerMinute));
        m_until->setDateTime(now.addSecs(qint64(8 * 60) * kSecondsPerMinute));
    }
    m_shelve->setText(until ? tr("Shelve until %1").arg(m_until->dateTime().toString(u"MM-dd HH:mm"_s))
                            : tr("Shelve for %1").arg(m_for->currentText()));
}

int AlertForm::minutes() const
{
    const int choice = m_for->currentIndex();
    if (choice >= 0 && choice < int(std::size(kChoices)))
        return kChoices[choice];
    const qint64 seconds = QDateTime::currentDateTime().secsTo(m_until->dateTime());
    return int(std::clamp<qint64>((seconds + kSecondsPerMinute - 1) / kSecondsPerMinute, 1, kMostMinutes));
}

void AlertForm::finish(const QString &problem)
{
    if (!problem.isEmpty())
        return;
    m_reason->clear();
    Q_EMIT done();
}

void AlertForm::shelve(const std::function<void(const QString &)> &over)
{
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty()) {
        kit::showNote(m_reasonNote, tr("Say why: whoever looks next must know why it is quiet."));
        m_reason->setFocus();
        return over({});
    }
    m_acts.shelve(m_alive, minutes(), reason, [this, over](const QString &problem) {
        over(problem);
        finish(problem);
    });
}

void AlertForm::acknowledge()
{
    if (const QString why = m_chosen.isEmpty() ? tr("No alert is chosen.") : ackRefusal(); !why.isEmpty())
        m_acts.tell(why);
    else
        m_ack->start();
}

void AlertForm::endShelving()
{
    const QString why = m_shelved.isEmpty() ? tr("It is not shelved.") : m_acts.refusal();
    if (!why.isEmpty())
        m_acts.tell(why);
    else
        m_end->start();
}

void AlertForm::focusShelving()
{
    if (const QString why = m_chosen.isEmpty() ? tr("No alert is chosen.") : shelveRefusal(); !why.isEmpty())
        m_acts.tell(why);
    else
        m_reason->setFocus(Qt::ShortcutFocusReason);
}

void AlertForm::retranslate()
{
    const int chosen = std::max(0, m_for->currentIndex());
    {
        const QSignalBlocker quiet(m_for);
        m_for->clear();
        for (const int choice : kChoices)
            m_for->addItem(kit::formatDuration(choice * kMsPerMinute));
        m_for->addItem(tr("until…"));
        m_for->setCurrentIndex(chosen);
    }
    m_forName->setText(tr("Keep it quiet for"));
    m_for->setAccessibleName(tr("How long to shelve"));
    m_until->setAccessibleName(tr("Shelve until"));
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("Why: kept with the alert and in the audit log"));
    m_end->setText(tr("End the shelving"));
    showRefusals();
}

} // namespace signalbox::pages
