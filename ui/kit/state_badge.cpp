#include "ui/kit/state_badge.h"

#include "ui/kit/theme.h"
#include "ui/kit/tokens.h"

#include <QCoreApplication>
#include <QEvent>
#include <QFontMetrics>
#include <QPainter>

namespace signalbox::kit {

namespace {
constexpr int kShape = 10;
constexpr int kGap = 5;
}

QChar healthShape(Health health)
{
    switch (health) {
    case Health::Well:
        return u'●';
    case Health::Degraded:
        return u'▲';
    case Health::Down:
        return u'■';
    case Health::Unknown:
        break;
    }
    return u'○';
}

QColor healthColor(Health health)
{
    const Tokens &theme = tokens();
    switch (health) {
    case Health::Well:
        return theme.well;
    case Health::Degraded:
        return theme.warning;
    case Health::Down:
        return theme.bad;
    case Health::Unknown:
        break;
    }
    return theme.muted;
}

QString healthWord(Health health)
{
    switch (health) {
    case Health::Well:
        return QCoreApplication::translate("Health", "well");
    case Health::Degraded:
        return QCoreApplication::translate("Health", "degraded");
    case Health::Down:
        return QCoreApplication::translate("Health", "down");
    case Health::Unknown:
        break;
    }
    return QCoreApplication::translate("Health", "unknown");
}

void paintShape(QPainter *painter, const QRectF &box, Health health, const QColor &color)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(health == Health::Unknown ? QPen(color, 1.4) : QPen(Qt::NoPen));
    painter->setBrush(health == Health::Unknown ? QBrush(Qt::NoBrush) : QBrush(color));
    const QPointF c = box.center();
    if (health == Health::Degraded)
        painter->drawPolygon(QPolygonF {QPointF(c.x(), c.y() - 5), QPointF(c.x() + 5.5, c.y() + 4.5),
                                        QPointF(c.x() - 5.5, c.y() + 4.5)});
    else if (health == Health::Down)
        painter->drawRect(QRectF(c.x() - 4.5, c.y() - 4.5, 9, 9));
    else
        painter->drawEllipse(c, health == Health::Unknown ? 3.8 : 4.5, health == Health::Unknown ? 3.8 : 4.5);
    painter->restore();
}

StateBadge::StateBadge(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    setHealth(Health::Unknown);
}

void StateBadge::setHealth(Health health, const QString &word)
{
    if (health == m_health && word == m_word && !accessibleName().isEmpty())
        return;
    m_health = health;
    m_word = word;
    setAccessibleName(this->word());
    updateGeometry();
    update();
}

QString StateBadge::word() const
{
    return m_word.isEmpty() ? healthWord(m_health) : m_word;
}

QSize StateBadge::sizeHint() const
{
    const QFontMetrics metrics(uiFont(13, QFont::DemiBold));
    return {kShape + kGap + metrics.horizontalAdvance(word()) + 2, std::max(18, metrics.height())};
}

void StateBadge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor color = healthColor(m_health);
    paintShape(&painter, QRectF(0, 0, kShape, height()), m_health, color);
    painter.setFont(uiFont(13, QFont::DemiBold));
    painter.setPen(color);
    painter.drawText(rect().adjusted(kShape + kGap, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, word());
}

void StateBadge::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(word());
        updateGeometry();
    }
    QWidget::changeEvent(event);
}

} // namespace signalbox::kit
