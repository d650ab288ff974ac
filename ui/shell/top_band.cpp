#include "ui/shell/top_band.h"

#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/kit/tokens.h"

#include <QCoreApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

bool isProduction(const QString &environment)
{
    return environment.compare("production"_L1, Qt::CaseInsensitive) == 0;
}

/// The environment in the user's language; a name of one's own stays as it is.
QString environmentWord(const QString &environment)
{
    if (isProduction(environment))
        return TopBand::tr("PRODUCTION");
    if (environment == "sandbox"_L1)
        return TopBand::tr("sandbox");
    if (environment == "staging"_L1)
        return TopBand::tr("staging");
    return environment == "development"_L1 ? TopBand::tr("development") : environment;
}

/// A word in a box; filled where it must not be overlooked.
void paintBox(QLabel *label, const QColor &fill, const QColor &ink, const QColor &border)
{
    label->setFixedHeight(22);
    label->setStyleSheet(u"background: %1; color: %2; border: 1px solid %3; border-radius: 4px; padding: 0 10px; "
                         "font-size: 11px; font-weight: 700;"_s.arg(fill.name(), ink.name(), border.name()));
}

} // namespace

QString linkWord(client::LinkState state)
{
    switch (state) {
    case client::LinkState::Linking:
        return QCoreApplication::translate("LinkState", "linking…");
    case client::LinkState::Linked:
        return QCoreApplication::translate("LinkState", "linked");
    case client::LinkState::Stale:
        return QCoreApplication::translate("LinkState", "stale");
    case client::LinkState::Lost:
        break;
    }
    return QCoreApplication::translate("LinkState", "link lost");
}

kit::Health linkHealth(client::LinkState state)
{
    switch (state) {
    case client::LinkState::Linking:
        return kit::Health::Unknown;
    case client::LinkState::Linked:
        return kit::Health::Well;
    case client::LinkState::Stale:
        return kit::Health::Degraded;
    case client::LinkState::Lost:
        break;
    }
    return kit::Health::Down;
}

TopBand::TopBand(kit::TimeRange &range, QWidget *parent)
    : QFrame(parent)
    , m_gateway(new QLabel(this))
    , m_environment(new QLabel(this))
    , m_link(new kit::StateBadge(this))
    , m_age(new QLabel(this))
    , m_health(new kit::StateBadge(this))
    , m_readOnly(new QLabel(this))
    , m_search(new QPushButton(this))
    , m_role(new QLabel(this))
    , m_more(new QPushButton(u"⋯"_s, this))
{
    setObjectName(u"band"_s);
    setFixedHeight(46);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kit::kPageMargin, 0, 14, 0);
    layout->setSpacing(8);
    layout->addWidget(m_gateway);
    layout->addWidget(m_environment);
    layout->addWidget(m_readOnly);
    layout->addSpacing(4);
    layout->addWidget(m_link);
    layout->addWidget(m_age);
    layout->addSpacing(8);
    layout->addWidget(m_health);
    layout->addStretch(1);
    layout->addWidget(m_role);
    layout->addWidget(m_search);
    layout->addWidget(new kit::TimeRangeButton(range, this));
    layout->addWidget(m_more);
    kit::setTone(m_gateway, kit::Tone::Strong);
    kit::setTone(m_age, kit::Tone::Muted);
    kit::setTone(m_role, kit::Tone::Muted);
    m_search->setMinimumWidth(200);
    m_age->setMinimumWidth(64);
    connect(m_search, &QPushButton::clicked, this, &TopBand::searchWanted);
    connect(m_more, &QPushButton::clicked, this,
            [this] { Q_EMIT menuWanted(m_more->mapToGlobal(QPoint(0, m_more->height() + 4))); });
    retranslate();
}

void TopBand::setState(const BandState &state)
{
    m_state = state;
    retranslate();
}

void TopBand::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QFrame::changeEvent(event);
}

void TopBand::retranslate()
{
    const kit::Tokens &theme = kit::tokens();
    m_gateway->setText(m_state.gateway);
    m_environment->setText(environmentWord(m_state.environment));
    m_environment->setVisible(!m_state.environment.isEmpty());
    if (isProduction(m_state.environment))
        paintBox(m_environment, theme.bad, theme.onAccent, theme.bad);
    else
        paintBox(m_environment, theme.panel, theme.muted, theme.line);
    m_readOnly->setText(tr("READ-ONLY"));
    m_readOnly->setVisible(m_state.readOnly);
    paintBox(m_readOnly, theme.panel, theme.warning, theme.warning);
    m_link->setHealth(linkHealth(m_state.link), linkWord(m_state.link));
    m_age->setText(kit::formatAge(m_state.age));
    m_health->setHealth(m_state.health, tr("services %1").arg(kit::healthWord(m_state.health)));
    m_health->setVisible(m_state.link == client::LinkState::Linked || m_state.link == client::LinkState::Stale);
    m_role->setText(m_state.role);
    m_role->setVisible(!m_state.role.isEmpty());
    m_search->setText(tr("Search or act…   Ctrl+K"));
    m_more->setAccessibleName(tr("Theme, language, gateways"));
}

} // namespace signalbox::shell
