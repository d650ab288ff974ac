#include "ui/shell/top_band.h"

#include "ui/kit/formats.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_range.h"
#include "ui/kit/tokens.h"
#include "ui/shell/gateway_button.h"
#include "ui/shell/gateways.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

constexpr int kStrip = 3;
constexpr int kSearchWidth = 184;
/// Below it the band's words leave no room for the search button's own.
constexpr int kNarrow = 940;

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

TopBand::TopBand(kit::TimeRange &range, Gateways &gateways, QWidget *parent)
    : QFrame(parent)
    , m_gateways(gateways)
    , m_gateway(new GatewayButton(gateways, this))
    , m_environment(new QLabel(this))
    , m_link(new kit::StateBadge(this))
    , m_age(new QLabel(this))
    , m_health(new kit::StateBadge(this))
    , m_readOnly(new QLabel(this))
    , m_insecure(new QLabel(this))
    , m_search(new QPushButton(this))
    , m_role(new QLabel(this))
    , m_more(new QPushButton(u"⋯"_s, this))
{
    setObjectName(u"band"_s);
    setFixedHeight(46 + kStrip);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(kit::kPageMargin - 6, kStrip, 14, 0);
    layout->setSpacing(8);
    layout->addWidget(m_gateway);
    layout->addWidget(m_environment);
    layout->addWidget(m_insecure);
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
    kit::setTone(m_age, kit::Tone::Muted);
    kit::setTone(m_role, kit::Tone::Muted);
    m_age->setMinimumWidth(64);
    connect(&gateways, &Gateways::changed, this, qOverload<>(&QWidget::update));
    connect(m_gateway, &GatewayButton::attachWanted, this, &TopBand::attachWanted);
    connect(m_search, &QPushButton::clicked, this, &TopBand::searchWanted);
    connect(m_more, &QPushButton::clicked, this,
            [this] { Q_EMIT menuWanted(m_more->mapToGlobal(QPoint(0, m_more->height() + 4))); });
    retranslate();
}

void TopBand::setState(const BandState &state)
{
    // Asked every second: only the age is new then, and a style sheet is dear.
    BandState before = std::exchange(m_state, state);
    before.age = state.age;
    if (before == state)
        return showAge();
    retranslate();
    update();
}

void TopBand::openGateways()
{
    m_gateway->showMenu();
}

void TopBand::fitSearch()
{
    const bool isNarrow = width() < kNarrow;
    m_search->setMinimumWidth(isNarrow ? 0 : kSearchWidth);
    m_search->setText(isNarrow ? u"Ctrl+K"_s : tr("Search or act…   Ctrl+K"));
    m_search->setToolTip(isNarrow ? tr("Search or act…") : QString());
    m_search->setAccessibleName(tr("Search or act…"));
}

void TopBand::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    fitSearch();
}

void TopBand::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::PaletteChange)
        retranslate();
    QFrame::changeEvent(event);
}

void TopBand::paintEvent(QPaintEvent *event)
{
    QFrame::paintEvent(event);
    const KnownGateway *current = m_gateways.current();
    QPainter painter(this);
    if (isProduction(m_state.environment))
        painter.fillRect(0, 0, width(), kStrip, kit::tokens().bad);
    else if (current != nullptr)
        painter.fillRect(0, 0, width(), kStrip, current->color);
}

void TopBand::showAge()
{
    if (m_state.link == client::LinkState::Linked || m_state.link == client::LinkState::Linking)
        return m_age->setText(kit::formatAge(m_state.age));
    m_age->setText(tr("since %1").arg(kit::formatClock(QDateTime::currentMSecsSinceEpoch() - m_state.age.count())));
}

void TopBand::showBoxes()
{
    const kit::Tokens &theme = kit::tokens();
    m_environment->setText(environmentWord(m_state.environment));
    m_environment->setVisible(!m_state.environment.isEmpty());
    if (isProduction(m_state.environment))
        paintBox(m_environment, theme.bad, theme.onAccent, theme.bad);
    else
        paintBox(m_environment, theme.panel, theme.muted, theme.line);
    m_readOnly->setText(tr("READ-ONLY"));
    m_readOnly->setVisible(m_state.readOnly);
    paintBox(m_readOnly, theme.panel, theme.warning, theme.warning);
    m_insecure->setText(tr("NO TLS"));
    m_insecure->setToolTip(tr("The operator address is open to the network without encryption."));
    m_insecure->setVisible(m_state.insecure);
    paintBox(m_insecure, theme.bad, theme.onAccent, theme.bad);
}

void TopBand::retranslate()
{
    m_gateway->setName(m_state.gateway);
    showBoxes();
    showAge();
    m_link->setHealth(linkHealth(m_state.link), linkWord(m_state.link));
    m_health->setHealth(m_state.health, tr("services %1").arg(kit::healthWord(m_state.health)));
    // What was said of the services before the silence says nothing of now.
    m_health->setVisible(m_state.link == client::LinkState::Linked);
    m_role->setText(m_state.role);
    m_role->setVisible(!m_state.role.isEmpty());
    fitSearch();
    m_more->setAccessibleName(tr("Theme, language, gateways"));
}

} // namespace signalbox::shell
