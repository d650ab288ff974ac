#include "ui/kit/async_action.h"

#include "ui/kit/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::kit {

AsyncAction::AsyncAction(const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_button(new QPushButton(this))
    , m_stop(new QPushButton(this))
    , m_note(new QLabel(this))
    , m_text(text)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addStretch(1);
    layout->addWidget(m_note);
    layout->addWidget(m_stop);
    layout->addWidget(m_button);
    m_slow.setSingleShot(true);
    m_slow.setInterval(1s);
    connect(&m_slow, &QTimer::timeout, this, &AsyncAction::showState);
    connect(m_button, &QPushButton::clicked, this, &AsyncAction::start);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        const auto cancel = m_cancel;
        finish(m_run, {});
        cancel();
    });
    showState();
}

void AsyncAction::setText(const QString &text)
{
    m_text = text;
    showState();
}

void AsyncAction::setPrimaryAct(bool primary)
{
    setPrimary(m_button, primary);
}

void AsyncAction::setWork(std::function<void(Done)> work)
{
    m_work = std::move(work);
}

void AsyncAction::setCancel(std::function<void()> cancel)
{
    m_cancel = std::move(cancel);
}

void AsyncAction::setBlocked(const QString &why)
{
    m_blocked = why;
    showState();
}

void AsyncAction::start()
{
    if (isRunning() || !m_blocked.isEmpty() || !m_work)
        return;
    m_run = ++m_current;
    m_problem.clear();
    m_slow.start();
    showState();
    QPointer<AsyncAction> self(this);
    m_work([self, run = m_run](const QString &problem) {
        if (self)
            self->finish(run, problem);
    });
}

void AsyncAction::finish(quint64 run, const QString &problem)
{
    if (run != m_run)
        return;
    m_run = 0;
    m_problem = problem;
    m_slow.stop();
    showState();
}

void AsyncAction::showState()
{
    const bool slow = isRunning() && !m_slow.isActive();
    m_button->setText(m_text);
    m_button->setEnabled(!isRunning() && m_blocked.isEmpty());
    m_button->setAccessibleDescription(m_blocked);
    m_button->setToolTip(m_blocked);
    m_stop->setText(tr("Cancel"));
    m_stop->setVisible(slow && m_cancel);
    const QString note = slow ? tr("Working…") : !m_blocked.isEmpty() ? m_blocked : m_problem;
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    setTone(m_note, !slow && m_blocked.isEmpty() && !m_problem.isEmpty() ? Tone::Bad : Tone::Muted);
}

void AsyncAction::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        showState();
    QWidget::changeEvent(event);
}

} // namespace signalbox::kit
