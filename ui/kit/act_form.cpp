#include "ui/kit/act_form.h"

#include "ui/kit/note.h"
#include "ui/kit/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace signalbox::kit {

using namespace Qt::StringLiterals;

namespace {
constexpr int kLongestReason = 500;
}

ActForm::ActForm(Guarding guarding, QWidget *parent)
    : QWidget(parent), m_reasonName(new QLabel), m_reason(new QLineEdit), m_reasonNote(makeNote()), m_confirmName(new QLabel),
      m_confirm(new QLineEdit), m_confirmNote(makeNote()), m_note(makeNote()), m_act(new AsyncAction(tr("Apply")))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *> {m_reasonName, m_reason, m_reasonNote, m_confirmName, m_confirm, m_confirmNote})
        layout->addWidget(widget);
    if (guarding == Guarding::Offered) {
        m_guard = new GuardEditor;
        layout->addWidget(m_guard);
    }
    layout->addWidget(m_note);
    layout->addWidget(m_act);
    setTone(m_reasonName, Tone::Muted);
    m_confirmName->setWordWrap(true);
    m_confirmName->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_reason->setMaxLength(kLongestReason);
    setFocusProxy(m_reason);
    m_act->setPrimaryAct(true);
    // Why it is blocked is a sentence; the card is narrow.
    for (QLabel *label : m_act->findChildren<QLabel *>())
        label->setWordWrap(true);
    for (QLineEdit *line : {m_reason, m_confirm})
        connect(line, &QLineEdit::returnPressed, m_act, &AsyncAction::start);
    askConfirm(std::nullopt);
    retranslate();
}

void ActForm::setAct(const QString &name)
{
    m_act->setText(name);
}

void ActForm::setBlocked(const QString &why)
{
    m_act->setBlocked(why);
}

void ActForm::setServices(const QStringList &services, const QString &chosen)
{
    if (m_guard != nullptr)
        m_guard->setServices(services, chosen);
}

void ActForm::askConfirm(const std::optional<QString> &text)
{
    m_wanted = text.value_or(QString());
    for (QWidget *widget : std::initializer_list<QWidget *> {m_confirmName, m_confirm})
        widget->setVisible(!m_wanted.isEmpty());
    if (m_wanted.isEmpty()) {
        m_confirm->clear();
        showNote(m_confirmNote, {});
    }
    retranslate();
}

void ActForm::setWork(std::function<void(const Asked &, AsyncAction::Done)> work)
{
    m_act->setWork([this, work = std::move(work)](AsyncAction::Done done) {
        if (!isComplete())
            return done({});
        Asked asked {m_reason->text().trimmed()};
        if (!m_wanted.isEmpty())
            asked.confirm = m_confirm->text().trimmed();
        if (m_guard != nullptr)
            asked.guard = m_guard->choice();
        work(asked, std::move(done));
    });
}

bool ActForm::isComplete()
{
    showError({}, {});
    if (m_reason->text().trimmed().isEmpty()) {
        showError(u"reason"_s, tr("Say why: it is kept in the audit log."));
        m_reason->setFocus();
        return false;
    }
    if (m_confirm->text().trimmed() == m_wanted)
        return true;
    showError(u"confirm"_s, tr("It must read exactly %1.").arg(m_wanted));
    m_confirm->setFocus();
    return false;
}

void ActForm::showError(const QString &field, const QString &text)
{
    const bool isGuard = m_guard != nullptr && field.startsWith("guard"_L1);
    showNote(m_reasonNote, field == "reason"_L1 ? text : QString());
    showNote(m_confirmNote, field == "confirm"_L1 ? text : QString());
    if (m_guard != nullptr)
        m_guard->setProblem(isGuard ? text : QString());
    showNote(m_note, field == "reason"_L1 || field == "confirm"_L1 || isGuard ? QString() : text);
}

void ActForm::clear()
{
    m_reason->clear();
    m_confirm->clear();
    askConfirm(std::nullopt);
    if (m_guard != nullptr)
        m_guard->clear();
    showError({}, {});
}

void ActForm::retranslate()
{
    m_reasonName->setText(tr("Why"));
    m_reason->setAccessibleName(tr("Why"));
    m_reason->setPlaceholderText(tr("Kept in the audit log"));
    m_confirmName->setText(tr("This needs care. Type %1 to go on.").arg(m_wanted));
    m_confirm->setAccessibleName(tr("Confirmation"));
    if (m_guard != nullptr)
        m_guard->retranslate();
}

} // namespace signalbox::kit
