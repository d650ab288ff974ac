#include "ui/shell/tray.h"

#include "ui/client/alert_text.h"
#include "ui/shell/top_band.h"
#include "ui/shell/window_top.h"

#include <QEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QPainter>
#include <QPixmap>

using namespace Qt::StringLiterals;

namespace signalbox::shell {

namespace {

constexpr int kIconSize = 32;
constexpr std::size_t kMostTold = 3;
constexpr double kShapeScale = 2.4;

QIcon iconOf(kit::Health health)
{
    QPixmap picture(kIconSize, kIconSize);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.scale(kShapeScale, kShapeScale);
    kit::paintShape(&painter, QRectF(0, 0, kIconSize / kShapeScale, kIconSize / kShapeScale), health, kit::healthColor(health));
    return QIcon(picture);
}

} // namespace

Tray::Tray(client::Facets &facets, const core::Clock &clock, QObject *parent)
    : QObject(parent), m_facets(facets), m_clock(clock)
{
    m_icon.setContextMenu(&m_menu);
    m_menu.setObjectName(u"trayMenu"_s);
    m_menu.installEventFilter(this);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason != QSystemTrayIcon::Context)
            clicked();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, [this] {
        if (m_toldPlace)
            Q_EMIT placeWanted(*m_toldPlace);
        else
            clicked();
    });
    connect(&facets.link, &client::Link::stateChanged, this, &Tray::refresh);
    connect(&facets.session, &client::SessionFacet::changed, this, &Tray::refresh);
    connect(&facets.overview, &client::OverviewFacet::changed, this, &Tray::refresh);
    connect(&facets.alerts, &client::AlertsFacet::changed, this, &Tray::refresh);
    connect(&facets.alerts, &client::AlertsFacet::fired, this, &Tray::tellFired);
    connect(&facets.approvals, &client::ApprovalsFacet::arrived, this, [this](const std::vector<protocol::ApprovalRow> &fresh) {
        m_call.add(fresh);
        callForApprovals();
    });
    m_callAgain.setSingleShot(true);
    connect(&m_callAgain, &QTimer::timeout, this, &Tray::callForApprovals);
    refresh();
    if (QSystemTrayIcon::isSystemTrayAvailable())
        m_icon.show();
}

void Tray::refresh()
{
    const client::LinkState link = m_facets.link.state();
    const bool linked = link == client::LinkState::Linked;
    std::vector<client::Trouble> troubles;
    if (!linked && link != client::LinkState::Linking)
        troubles.push_back({linkWord(link), protocol::State::Down, {"overview", {}}});
    else
        troubles = worst();
    const kit::Health services = linked ? servicesHealth(m_facets) : linkHealth(link);
    // What pages somebody is not well, whatever the services say.
    const kit::Health health = linked && !pages().empty() ? std::max(services, kit::Health::Degraded) : services;
    Shown now {health, m_facets.session.gatewayName(), {}, QLocale().name()};
    for (const client::Trouble &trouble : troubles)
        now.sentences += trouble.text;
    if (now == m_shown)
        return;
    m_shown = now;
    m_worst = troubles.empty() ? std::nullopt : std::optional(troubles.front().place);
    m_icon.setIcon(iconOf(health));
    const QString title = u"%1 %2 · %3"_s.arg(kit::healthShape(health)).arg(now.gateway, linked ? kit::healthWord(health) : linkWord(link));
    m_icon.setToolTip((QStringList {u"Signalbox · "_s + title} + now.sentences).join(u'\n'));
    if (!m_menu.isVisible())
        fillMenu(troubles);
    // A link that is silent for a moment is no message; one that is lost is.
    if (m_watch.update(link == client::LinkState::Stale ? kit::Health::Unknown : services, m_clock.steady()))
        tell(title, now.sentences.join(u'\n'), health, m_worst);
}

void Tray::tell(const QString &title, const QString &text, kit::Health health, const std::optional<client::Place> &place)
{
    m_toldPlace = place;
    m_icon.showMessage(title, text, iconOf(health));
    Q_EMIT told(title, text);
}

std::vector<client::Trouble> Tray::pages() const
{
    std::vector<client::Trouble> pages;
    for (const protocol::Alert &alert : m_facets.alerts.calling()) {
        if (alert.severity == protocol::Severity::Page)
            pages.push_back({client::alertSentence(alert), protocol::State::Down, {"alerts", u"id:"_s + alert.id}});
    }
    return pages;
}

/// What pages somebody comes first, then what is not as it should be. Nothing is told twice.
std::vector<client::Trouble> Tray::worst() const
{
    std::vector<client::Trouble> troubles = pages();
    if (m_facets.overview.overview()) {
        for (const client::Trouble &more : client::worstThings(*m_facets.overview.overview(), kMostTold + troubles.size())) {
            if (std::ranges::find(troubles, more.place, &client::Trouble::place) == troubles.end())
                troubles.push_back(more);
        }
    }
    troubles.resize(std::min(troubles.size(), kMostTold));
    return troubles;
}

/// One message for all that fired at once; in a flood their number, once a minute.
void Tray::tellFired(const std::vector<protocol::Alert> &alerts)
{
    std::vector<protocol::Alert> fired = alerts;
    std::erase_if(fired, [](const protocol::Alert &alert) { return alert.severity != protocol::Severity::Page; });
    if (fired.empty())
        return;
    const QString gateway = m_facets.session.gatewayName();
    if (m_facets.alerts.isFlood()) {
        const core::SteadyTime now = m_clock.steady();
        if (m_floodTold && now - *m_floodTold < kFloodQuiet)
            return;
        m_floodTold = now;
        const int count = int(m_facets.alerts.calling().size());
        return tell(u"▲ %1 · %2"_s.arg(gateway, tr("Flood of alerts")), tr("%n alert(s) call now.", nullptr, count), kit::Health::Down,
                    client::Place {"alerts", {}});
    }
    QStringList sentences;
    for (const protocol::Alert &alert : fired)
        sentences += client::alertSentence(alert);
    tell(u"■ %1 · %2"_s.arg(gateway, client::severityText(protocol::Severity::Page)), sentences.join(u'\n'), kit::Health::Down,
         client::Place {"alerts", u"id:"_s + fired.front().id});
}

void Tray::callForApprovals()
{
    if (m_facets.approvals.isWatched() && QGuiApplication::applicationState() == Qt::ApplicationActive)
        return m_call.forget();
    if (const std::optional<QString> text = m_call.next(m_clock.steady())) {
        const QString title = u"%1 · %2"_s.arg(m_facets.session.gatewayName(), tr("An approval waits for you"));
        m_toldPlace = client::Place {"approvals", {}};
        m_icon.showMessage(title, *text, iconOf(kit::Health::Unknown));
        Q_EMIT asked(title, *text);
    }
    if (const auto left = m_call.wait(m_clock.steady()))
        m_callAgain.start(*left);
}

void Tray::fillMenu(const std::vector<client::Trouble> &troubles)
{
    m_menu.clear();
    connect(m_menu.addAction(tr("Show the console")), &QAction::triggered, this, &Tray::windowWanted);
    m_menu.addSeparator();
    if (troubles.empty())
        m_menu.addAction(m_shown.health == kit::Health::Well ? tr("Nothing is wrong.") : tr("Nothing is known yet."))->setEnabled(false);
    for (const client::Trouble &trouble : troubles) {
        connect(m_menu.addAction(trouble.text), &QAction::triggered, this,
                [this, place = trouble.place] { Q_EMIT placeWanted(place); });
    }
}

void Tray::clicked()
{
    if (m_worst)
        Q_EMIT placeWanted(*m_worst);
    else
        Q_EMIT windowWanted();
}

bool Tray::eventFilter(QObject *watched, QEvent *event)
{
    // What changed while the menu was open is in it the next time.
    if (watched == &m_menu && event->type() == QEvent::Hide)
        m_shown = {};
    return QObject::eventFilter(watched, event);
}

} // namespace signalbox::shell
