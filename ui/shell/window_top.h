#pragma once

#include "ui/client/overview_facet.h"
#include "ui/shell/top_band.h"

#include <QTimer>

namespace signalbox::client {
struct Facets;
}

namespace signalbox::shell {

class LinkBanner;

/// Top band, link banner and alert banner over one link: what every window of the console has above its page.
class WindowTop : public QWidget
{
    Q_OBJECT

public:
    WindowTop(client::Facets &facets, kit::TimeRange &range, Gateways &gateways, QWidget *parent = nullptr);

    TopBand &band() const { return *m_band; }

Q_SIGNALS:
    void attachWanted();
    void placeWanted(const signalbox::client::Place &place);
    /// What is shown became old, or is fresh again.
    void oldChanged(bool old);

private:
    void refresh();

    client::Facets &m_facets;
    TopBand *m_band;
    LinkBanner *m_banner;
    QTimer m_second;
    bool m_old = false;
};

/// The state of the services as the gateway says it; unknown before its first word.
kit::Health servicesHealth(const client::Facets &facets);

} // namespace signalbox::shell
