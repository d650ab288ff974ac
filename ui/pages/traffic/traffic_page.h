#pragma once

#include "ui/client/facets.h"
#include "ui/kit/page.h"
#include "ui/pages/traffic/traffic_reading.h"

#include <QTimer>

#include <array>

class QStackedWidget;

namespace signalbox::pages {

class RequestsTab;
class TabStrip;
class TrafficTab;

/// Which requests come, how they end, what took the time (contract operator-console 4.2): five tabs whose headings
/// carry the figures that matter.
class TrafficPage : public kit::Page
{
    Q_OBJECT

public:
    TrafficPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent = nullptr);

    void openWith(const QString &filter) override;
    QString help() const override;

protected:
    void retranslate() override;
    void onShown() override;
    void onHidden() override;

private:
    enum Tab { Requests, Operations, Upstreams, Latency, Payments, kTabs };

    void choose(int tab);
    void showFigures();
    void showErrors();
    void showUpstreams();
    void showPayments();

    client::Facets &m_facets;
    TrafficReading m_reading;
    TabStrip *m_strip;
    QStackedWidget *m_stack;
    RequestsTab *m_requests;
    std::array<TrafficTab *, kTabs> m_tabs{};
    std::array<QAction *, kTabs> m_tabKeys{};
    QAction *m_pauseKey;
    QTimer m_everySecond;
    bool m_shown = false;
};

} // namespace signalbox::pages
