#include "ui/shell/veil.h"

#include "ui/kit/tokens.h"

#include <QEvent>
#include <QPainter>

namespace signalbox::shell {

namespace {
constexpr float kCoat = 0.35F; ///< grey at a glance, and numbers still read well
}

Veil::Veil(QWidget &covered, QWidget *parent) : QWidget(parent), m_covered(covered)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    covered.installEventFilter(this);
    hide();
}

void Veil::setOld(bool old)
{
    if (old == isVisibleTo(parentWidget()))
        return;
    setGeometry(m_covered.geometry());
    setVisible(old);
    raise();
}

bool Veil::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Move)
        setGeometry(m_covered.geometry());
    return QWidget::eventFilter(watched, event);
}

void Veil::paintEvent(QPaintEvent *)
{
    QColor coat = kit::tokens().background;
    coat.setAlphaF(kCoat);
    QPainter(this).fillRect(rect(), coat);
}

} // namespace signalbox::shell
