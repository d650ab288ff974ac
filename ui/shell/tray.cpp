#include "ui/shell/tray.h"

#include <QPainter>
#include <QPixmap>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

QIcon iconOf(kit::Health health)
{
    QPixmap picture(32, 32);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.scale(2.4, 2.4);
    kit::paintShape(&painter, QRectF(0, 0, 32 / 2.4, 32 / 2.4), health, kit::healthColor(health));
    return QIcon(picture);
}

} // namespace

Tray::Tray(QObject *parent) : QObject(parent)
{
    m_icon.setContextMenu(&m_menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, &Tray::windowWanted);
    setState(kit::Health::Unknown, {}, {});
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_icon.show();
}

void Tray::setState(kit::Health health, const QString &gateway, const QStringList &worst)
{
    m_icon.setIcon(iconOf(health));
    m_icon.setToolTip(u"Signalbox · %1 · %2"_s.arg(gateway, kit::healthWord(health)));
    m_menu.clear();
    connect(m_menu.addAction(tr("Show the console")), &QAction::triggered, this, &Tray::windowWanted);
    m_menu.addSeparator();
    for (const QString &sentence : worst.first(std::min<qsizetype>(worst.size(), 3)))
        m_menu.addAction(sentence)->setEnabled(false);
}

} // namespace signalbox::shell
