#include "ui/pages/overview/fact_line.h"

#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QKeyEvent>
#include <QPainter>

namespace signalbox::pages {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 24;
constexpr int kSide = 4;
constexpr int kGap = 6;
constexpr int kNarrowest = 60;

} // namespace

FactLine::FactLine(QWidget *parent) : QAbstractButton(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FactLine::setFact(const Fact &fact)
{
    m_fact = fact;
    const bool opens = !fact.place.page.isEmpty();
    const QString all = fact.rest.isEmpty() ? fact.name : QString(fact.name + u' ' + fact.rest);
    setAccessibleName(all);
    setToolTip(all);
    setFocusPolicy(opens ? Qt::StrongFocus : Qt::NoFocus);
    setCursor(opens ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

QSize FactLine::sizeHint() const
{
    const QFontMetrics strong(kit::uiFont(13, QFont::DemiBold));
    const QFontMetrics plain(kit::uiFont(13));
    return {strong.horizontalAdvance(m_fact.name) + kGap + plain.horizontalAdvance(m_fact.rest) + 2 * kSide, kHeight};
}

QSize FactLine::minimumSizeHint() const
{
    return {kNarrowest, kHeight};
}

void FactLine::paintEvent(QPaintEvent *)
{
    const kit::Tokens &theme = kit::tokens();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool opens = !m_fact.place.page.isEmpty();
    if (hasFocus() || (opens && underMouse())) {
        painter.setPen(hasFocus() ? QPen(theme.accent, 1.5) : QPen(Qt::NoPen));
        painter.setBrush(opens && underMouse() ? QBrush(theme.rowSelected) : QBrush(Qt::NoBrush));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 5, 5);
    }
    QRect box = rect().adjusted(kSide, 0, -kSide, 0);
    painter.setFont(kit::uiFont(13, QFont::DemiBold));
    painter.setPen(m_fact.place.page.isEmpty() && m_fact.rest.isEmpty() ? theme.muted : theme.text);
    const QString name = painter.fontMetrics().elidedText(m_fact.name, Qt::ElideRight, box.width());
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft, name);
    box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(name) + kGap);
    painter.setFont(kit::uiFont(13));
    painter.setPen(theme.muted);
    if (box.width() > kGap)
        painter.drawText(box, Qt::AlignVCenter | Qt::AlignLeft,
                         painter.fontMetrics().elidedText(m_fact.rest, Qt::ElideRight, box.width()));
}

void FactLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QAbstractButton::keyPressEvent(event);
}

void FactLine::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FactLine::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

} // namespace signalbox::pages
