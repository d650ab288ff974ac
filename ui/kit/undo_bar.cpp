#include "ui/kit/undo_bar.h"

#include <QEvent>
#include <QGraphicsOpacityEffect>
#include <QHBoxLayout>
#include <QLabel>
#include <QPropertyAnimation>
#include <QPushButton>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::kit {

namespace {
constexpr std::chrono::milliseconds kUndoTime = 10s;
constexpr std::chrono::milliseconds kTellTime = 5s;
constexpr std::chrono::milliseconds kFade = 150ms;
}

UndoBar::UndoBar(QWidget *window)
    : QFrame(window), m_text(new QLabel(this)), m_button(new QPushButton(tr("Undo"), this))
{
    setObjectName(u"undoBar"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 6, 8, 6);
    layout->setSpacing(14);
    layout->addWidget(m_text);
    layout->addWidget(m_button);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &UndoBar::hide);
    connect(m_button, &QPushButton::clicked, this, [this] {
        hide();
        if (const auto undo = std::exchange(m_undo, {}))
            undo();
    });
    window->installEventFilter(this);
    hide();
}

void UndoBar::offer(const QString &text, std::function<void()> undo)
{
    m_text->setText(text);
    m_undo = std::move(undo);
    m_button->show();
    present(kUndoTime);
}

void UndoBar::tell(const QString &text)
{
    m_text->setText(text);
    m_undo = {};
    m_button->hide();
    present(kTellTime);
}

QString UndoBar::text() const
{
    return m_text->text();
}

void UndoBar::present(std::chrono::milliseconds time)
{
    setAccessibleName(m_text->text());
    adjustSize();
    place();
    raise();
    show();
    auto *effect = new QGraphicsOpacityEffect(this);
    setGraphicsEffect(effect);
    auto *fade = new QPropertyAnimation(effect, "opacity", effect);
    fade->setDuration(int(kFade.count()));
    fade->setStartValue(0.0);
    fade->setEndValue(1.0);
    fade->start();
    m_timer.start(time);
}

void UndoBar::place()
{
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - 24);
}

bool UndoBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void UndoBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        m_button->setText(tr("Undo"));
    QFrame::changeEvent(event);
}

} // namespace signalbox::kit
