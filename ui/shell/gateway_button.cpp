#include "ui/shell/gateway_button.h"

#include "ui/kit/theme.h"
#include "ui/shell/gateway_dialog.h"
#include "ui/shell/gateways.h"

#include <QEvent>
#include <QMenu>
#include <QPainter>
#include <QPointer>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {
constexpr int kWidest = 180;
}

QIcon gatewayIcon(const QColor &color)
{
    QPixmap picture(24, 24);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(3, 3, 18, 18), 5, 5);
    painter.end();
    picture.setDevicePixelRatio(2);
    return QIcon(picture);
}

GatewayButton::GatewayButton(Gateways &gateways, QWidget *parent) : QToolButton(parent), m_gateways(gateways)
{
    setObjectName(u"gatewayButton"_s);
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setFocusPolicy(Qt::StrongFocus);
    setIconSize({12, 12});
    setStyleSheet(u"font-weight: 600"_s);
    auto *menu = new QMenu(this);
    connect(menu, &QMenu::aboutToShow, this, &GatewayButton::fillMenu);
    setMenu(menu);
    connect(&gateways, &Gateways::changed, this, &GatewayButton::retranslate);
    retranslate();
}

void GatewayButton::setName(const QString &name)
{
    if (std::exchange(m_name, name) != name)
        retranslate();
}

void GatewayButton::fillMenu()
{
    menu()->clear();
    for (const KnownGateway &known : m_gateways.all()) {
        const bool isCurrent = m_gateways.current() == &known;
        const QString where = known.own ? tr("in this program") : known.address.authority();
        const bool telling = known.name == where;
        QAction *action = menu()->addAction(gatewayIcon(known.color), telling ? where : QString(known.name + u"   "_s + where));
        action->setCheckable(true);
        action->setChecked(isCurrent);
        connect(action, &QAction::triggered, &m_gateways, [this, key = known.key] { m_gateways.choose(key); });
    }
    menu()->addSeparator();
    connect(menu()->addAction(tr("Attach to another gateway…")), &QAction::triggered, this, &GatewayButton::attachWanted);
    if (const KnownGateway *current = m_gateways.current()) {
        connect(menu()->addAction(tr("Name and colour…")), &QAction::triggered, this, [this, known = *current] {
            auto *dialog = new GatewayDialog(known, window());
            connect(dialog, &GatewayDialog::chosen, &m_gateways, [this, key = known.key](const QString &name, const QColor &color) {
                m_gateways.edit(key, name, color);
            });
            dialog->show();
        });
    }
    QMenu *forget = menu()->addMenu(tr("Forget"));
    for (const KnownGateway &known : m_gateways.all()) {
        if (m_gateways.current() != &known)
            connect(forget->addAction(gatewayIcon(known.color), known.name), &QAction::triggered, &m_gateways,
                    [this, key = known.key] { m_gateways.forget(key); });
    }
    forget->setEnabled(!forget->isEmpty());
}

void GatewayButton::retranslate()
{
    const KnownGateway *current = m_gateways.current();
    const QString name = current != nullptr && current->named ? current->name : m_name;
    setIcon(gatewayIcon(current != nullptr ? current->color : Gateways::colors().front()));
    const QFontMetrics metrics(kit::uiFont(13, QFont::DemiBold));
    setText(metrics.elidedText(name, Qt::ElideMiddle, kWidest) + u" ▾"_s);
    setToolTip(current != nullptr ? current->address.toString() : QString());
    setAccessibleName(tr("Gateway: %1").arg(name));
}

void GatewayButton::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QToolButton::changeEvent(event);
}

} // namespace signalbox::shell
