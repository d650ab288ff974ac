#include "ui/shell/window_top.h"

#include "ui/client/facets.h"
#include "ui/client/wire_text.h"
#include "ui/shell/alert_banner.h"
#include "ui/shell/link_banner.h"

#include <QVBoxLayout>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace signalbox::shell {

kit::Health servicesHealth(const client::Facets &facets)
{
    const std::optional<protocol::Overview> &overview = facets.overview.overview();
    if (!overview || overview->verdict.state == protocol::State::NotConfigured)
        return kit::Health::Unknown;
    if (overview->verdict.state == protocol::State::Well)
        return kit::Health::Well;
    return overview->verdict.state == protocol::State::Down ? kit::Health::Down : kit::Health::Degraded;
}

WindowTop::WindowTop(client::Facets &facets, kit::TimeRange &range, Gateways &gateways, QWidget *parent)
    : QWidget(parent), m_facets(facets), m_band(new TopBand(range, gateways, this)), m_banner(new LinkBanner(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_band);
    layout->addWidget(m_banner);
    auto *alerts = new AlertBanner(facets.alerts, this);
    layout->addWidget(alerts);
    connect(alerts, &AlertBanner::placeWanted, this, &WindowTop::placeWanted);
    connect(m_band, &TopBand::attachWanted, this, &WindowTop::attachWanted);
    connect(m_banner, &LinkBanner::attachWanted, this, &WindowTop::attachWanted);
    connect(&facets.link, &client::Link::stateChanged, this, &WindowTop::refresh);
    connect(&facets.session, &client::SessionFacet::changed, this, &WindowTop::refresh);
    connect(&facets.overview, &client::OverviewFacet::changed, this, &WindowTop::refresh);
    connect(&m_second, &QTimer::timeout, this, &WindowTop::refresh);
    m_second.start(1s);
    refresh();
}

void WindowTop::refresh()
{
    const client::Link &link = m_facets.link;
    const protocol::Me &me = m_facets.session.me();
    m_band->setState({.gateway = m_facets.session.gatewayName(),
                      .environment = me.gateway.production ? u"production"_s : me.gateway.environment,
                      .link = link.state(),
                      .age = link.age(),
                      .health = servicesHealth(m_facets),
                      .role = me.name.isEmpty() ? QString() : client::roleText(me.role),
                      .readOnly = link.target().readOnly,
                      .insecure = me.gateway.insecureOps});
    m_banner->setLink(link.state(), link.age(), link.isRefused());
    const bool old = LinkBanner::isOld(link.state(), link.age());
    if (std::exchange(m_old, old) != old)
        Q_EMIT oldChanged(old);
}

} // namespace signalbox::shell
