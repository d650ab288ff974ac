#pragma once

#include "ui/kit/state_badge.h"

#include <QMenu>
#include <QSystemTrayIcon>

namespace signalbox::shell {

/// The icon in the desktop's tray: the state as a shape, the worst items in its menu. Nothing where there is no tray.
class Tray : public QObject
{
    Q_OBJECT

public:
    explicit Tray(QObject *parent = nullptr);

    /// `worst`: at most three sentences.
    void setState(kit::Health health, const QString &gateway, const QStringList &worst);

Q_SIGNALS:
    void windowWanted();

private:
    QSystemTrayIcon m_icon;
    QMenu m_menu;
};

} // namespace signalbox::shell
