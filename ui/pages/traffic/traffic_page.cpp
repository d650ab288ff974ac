#include "ui/pages/traffic/traffic_page.h"

#include "ui/kit/chart_link.h"
#include "ui/kit/formats.h"
#include "ui/kit/line_chart.h"
#include "ui/kit/theme.h"
#include "ui/kit/time_plot.h"
#include "ui/pages/traffic/latency_tab.h"
#include "ui/pages/traffic/operations_tab.h"
#include "ui/pages/traffic/payments_tab.h"
#include "ui/pages/traffic/requests_tab.h"
#include "ui/pages/traffic/tab_strip.h"
#include "ui/pages/traffic/traffic_words.h"
#include "ui/pages/traffic/upstreams_tab.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace signalbox::pages {

namespace {

constexpr std::chrono::seconds kStaleAfter{5};

} // namespace

TrafficPage::TrafficPage(const kit::PageTools &tools, client::Facets &facets, QWidget *parent)
    : Page(tools, parent)
    , m_facets(facets)
    , m_reading(facets.traffic, tools.link.range())
    , m_strip(new TabStrip(kTabs))
    , m_stack(new QStackedWidget)
    , m_requests(new RequestsTab(tools, facets))
{
    m_tabs = {m_requests, new OperationsTab(tools, facets, m_reading), new UpstreamsTab(tools, m_reading),
              new LatencyTab(tools, facets), new PaymentsTab(tools, m_reading)};
    body()->addWidget(m_strip);
    body()->addWidget(m_stack, 1);
    for (int tab = 0; tab < kTabs; ++tab) {
        m_stack->addWidget(m_tabs[size_t(tab)]);
        m_tabKeys[size_t(tab)] = addKey(QKeySequence(Qt::Key_1 + tab), [this, tab] { m_strip->setCurrent(tab); });
        connect(m_tabs[size_t(tab)], &TrafficTab::requestsWanted, this, &TrafficPage::openWith);
    }
    connect(m_strip, &TabStrip::chosen, this, &TrafficPage::choose);
    connect(&m_reading, &TrafficReading::changed, this, &TrafficPage::showFigures);
    connect(&m_everySecond, &QTimer::timeout, this, &TrafficPage::showFigures);
    m_everySecond.setInterval(std::chrono::seconds(1));
    m_pauseKey = addKey(Qt::Key_Space, [this] { m_requests->togglePause(); });
    m_strip->setCurrent(Requests);
    client::showFlips<kit::ChartMark>(facets.flips, findChildren<kit::LineChart *>());
    client::showFlips<kit::ChartMark>(facets.flips, findChildren<kit::TimePlot *>());
    retranslate();
}

void TrafficPage::openWith(const QString &filter)
{
    m_strip->setCurrent(Requests);
    m_requests->filter(filter);
}

QString TrafficPage::help() const
{
    return tr("Which requests come, how do they end, what took the time? 1 to 5 choose a tab; on the first, Space "
              "pauses the stream and / filters.");
}

void TrafficPage::retranslate()
{
    const std::array titles{tr("Requests"), tr("Operations"), tr("Upstreams"), tr("Latency"), tr("Payments")};
    for (int tab = 0; tab < kTabs; ++tab) {
        m_strip->setTitle(tab, titles[size_t(tab)]);
        m_tabKeys[size_t(tab)]->setText(tr("Show %1").arg(titles[size_t(tab)]));
        m_tabs[size_t(tab)]->retranslate();
    }
    m_pauseKey->setText(tr("Pause or go on"));
    showFigures();
}

void TrafficPage::onShown()
{
    m_shown = true;
    m_reading.start();
    m_everySecond.start();
    choose(m_strip->current());
}

void TrafficPage::onHidden()
{
    m_shown = false;
    m_reading.stop();
    m_everySecond.stop();
    for (TrafficTab *tab : m_tabs)
        tab->stop();
}

void TrafficPage::choose(int tab)
{
    // The filter belongs to the requests; elsewhere `/` has nowhere to go.
    setFilterField(tab == Requests ? m_requests->filterField() : nullptr);
    m_pauseKey->setEnabled(tab == Requests);
    for (int other = 0; other < kTabs; ++other) {
        if (other != tab)
            m_tabs[size_t(other)]->stop();
    }
    // Otherwise the focus would fall on whatever comes next in the new tab.
    if (m_stack->currentWidget()->isAncestorOf(focusWidget()))
        setFocus();
    m_stack->setCurrentIndex(tab);
    if (m_shown)
        m_tabs[size_t(tab)]->start();
}

void TrafficPage::showFigures()
{
    const protocol::ServiceSample *busiest = nullptr;
    double rate = 0;
    const auto &sample = m_facets.series.latest();
    for (size_t i = 0; sample && i < sample->services.size(); ++i) {
        const protocol::ServiceSample &one = sample->services[i];
        rate += one.ratePerSec;
        if (one.p95Ms && (!busiest || one.ratePerSec > busiest->ratePerSec))
            busiest = &one;
    }
    if (sample)
        m_strip->setFigure(Requests, tr("%1 /s").arg(kit::formatNumber(rate, rate < 10 ? 1 : 0)));
    if (busiest)
        m_strip->setFigure(Latency, tr("p95 %1").arg(kit::formatDuration(*busiest->p95Ms)));
    showErrors();
    showUpstreams();
    showPayments();
}

void TrafficPage::showErrors()
{
    const auto &operations = m_reading.operations();
    if (!operations)
        return;
    double failed = 0;
    double all = 0;
    for (const protocol::OperationRed &red : operations->items) {
        failed += red.error5xx.value_or(0) * double(red.requests);
        all += double(red.requests);
    }
    const std::optional<double> share = all > 0 ? std::optional(failed / all) : std::nullopt;
    m_strip->setFigure(Operations, share ? tr("5xx %1").arg(kit::formatPercent(*share)) : tr("idle"),
                       errorHealth(share));
    const auto age = std::chrono::milliseconds(QDateTime::currentMSecsSinceEpoch() - core::epochMs(operations->at));
    m_strip->setStale(m_shown && m_reading.problem() && age > kStaleAfter
                          ? tr("stale since %1").arg(kit::formatClock(core::epochMs(operations->at)))
                          : QString());
}

void TrafficPage::showUpstreams()
{
    const auto &upstreams = m_reading.upstreams();
    if (!upstreams)
        return;
    qint64 failed = 0;
    kit::Health worst = kit::Health::Well;
    for (const protocol::UpstreamTraffic &upstream : upstreams->items) {
        failed += upstream.failures;
        worst = std::max(worst, upstreamHealth(upstream));
    }
    m_strip->setFigure(Upstreams,
                       failed > 0 ? tr("%1 failed").arg(kit::formatNumber(double(failed))) : tr("none failed"), worst);
}

void TrafficPage::showPayments()
{
    const auto &payments = m_reading.payments();
    if (!payments)
        return;
    qint64 succeeded = 0;
    qint64 all = 0;
    for (const protocol::PaymentCount &count : payments->items) {
        succeeded += count.succeeded;
        all += count.all;
    }
    const QString figure = all > 0
        ? tr("%1 of %2").arg(kit::formatPercent(double(succeeded) / double(all)), kit::formatNumber(double(all)))
        : tr("none");
    m_strip->setFigure(Payments, figure, paymentHealth(succeeded, all));
}

} // namespace signalbox::pages
