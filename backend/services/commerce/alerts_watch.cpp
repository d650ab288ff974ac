#include "backend/services/commerce/alerts_watch.h"

#include "backend/services/commerce/alert_webhook.h"
#include "backend/services/commerce/health.h"
#include "backend/services/commerce/metrics_query_store.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::commerce {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A probe is a call to the provider and counts against its quota, so the gauge asks seldom, and never at the start.
constexpr std::chrono::minutes kProbeInterval = 5min;

QJsonObject objectOf(const Alert &alert)
{
    JsonWriter json;
    writeAlert(json, alert);
    return QJsonDocument::fromJson(json.take()).object();
}

Task<void> deliver(WorkerContext &worker, QUrl url, Alert alert, QByteArray event, CancelToken cancel)
{
    co_await postAlert(worker.ports.client, worker.ports.clock, std::move(url), std::move(alert), std::move(event),
                       std::move(cancel));
}

} // namespace

AlertsWatch::AlertsWatch(WorkerContext &worker, QObject *parent)
    : QObject(parent), m_worker(worker), m_gauges(worker.ports.metrics),
      m_withWorker(worker.tasks.stop(), [end = m_end] { end.cancel(); })
{
    connect(&m_timer, &QTimer::timeout, this, &AlertsWatch::evaluate);
    connect(&m_probes, &QTimer::timeout, this, &AlertsWatch::probe);
}

AlertsWatch::~AlertsWatch()
{
    m_end.cancel();
}

void AlertsWatch::apply(ConfigPtr config, quint64 settingsRevision)
{
    m_config = std::move(config);
    m_revision = settingsRevision;
    m_dates.warn = std::chrono::days(m_config->credentialWarnDays);
    for (const ProviderId id : kAllProviders) {
        m_dates.expiry[indexOf(id)] = expiryOf(m_config->provider(id).credentialsExpireAt);
        if (const auto expiry = m_dates.expiry[indexOf(id)])
            m_gauges.setExpiry(id, *expiry);
    }
    m_timer.start(m_config->alertInterval);
    m_probes.start(kProbeInterval);
}

void AlertsWatch::evaluate()
{
    if (m_busy || !m_config)
        return;
    m_busy = true;
    m_worker.tasks.add(run(this, m_worker.ports.clock.wall()));
}

void AlertsWatch::probe()
{
    if (!m_config)
        return;
    CallContext call {QByteArray(), m_worker.ports.clock.steady() + m_config->healthTimeout, m_end, trace::Context()};
    m_worker.tasks.add(runProbes(this, m_config, m_revision, std::move(call)));
}

Task<void> AlertsWatch::run(QPointer<AlertsWatch> self, core::WallTime now)
{
    MetricsQueryStore store(self->m_worker.ports.database, self->m_worker.ports.memory);
    const Result<AlertWindow> window = co_await store.alertWindow(now);
    if (!self)
        co_return;
    self->m_busy = false;
    if (!window) {
        log::warn("commerce", u"alerts were not evaluated"_s,
                  {{"reason", QString(core::name(window.error().code))}});
        co_return;
    }
    const AlertEngine::Changes changes = self->m_engine.step(firingAlerts(*window, self->m_dates, now));
    if (AlertBoard *board = self->m_worker.ports.alerts)
        board->replace(self->m_engine.active());
    for (const Alert &alert : changes.raised)
        self->announce(alert, "alert_raised");
    for (const Alert &alert : changes.cleared)
        self->announce(alert, "alert_cleared");
}

Task<void> AlertsWatch::runProbes(QPointer<AlertsWatch> self, ConfigPtr config, quint64 revision, CallContext call)
{
    const auto all = co_await probeAll(self->m_worker, config, revision, std::move(call));
    if (!self)
        co_return;
    for (const ProviderHealth &one : all)
        self->m_gauges.setHealthy(one.config->id, one.report.healthy);
}

void AlertsWatch::announce(const Alert &alert, const QByteArray &event)
{
    m_worker.events.write({EventTable::Request, log::Level::Warn, kMetricsFunction.toByteArray(), event, {},
                           m_worker.ports.clock.wall(),
                           {{"code", QString::fromLatin1(alert.name)}, {"details", objectOf(alert)}}});
    if (!m_config->alertWebhook.isEmpty())
        m_worker.tasks.add(deliver(m_worker, m_config->alertWebhook, alert, event, m_end));
}

} // namespace signalbox::commerce
