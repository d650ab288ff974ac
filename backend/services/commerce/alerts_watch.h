#pragma once

#include "backend/services/commerce/alert_engine.h"
#include "backend/services/commerce/worker_context.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace signalbox::commerce {

/// Evaluates the alerts every LOOPGPT_ALERT_INTERVAL_SECONDS, tells the log, the board and the webhook about
/// changes, and keeps the providers' gauges up to date. One per process, on the first worker's thread; ends before
/// the worker's context does.
class AlertsWatch : public QObject
{
    Q_OBJECT

public:
    explicit AlertsWatch(WorkerContext &worker, QObject *parent = nullptr);
    ~AlertsWatch() override;

    /// The configuration from now on; starts the timers.
    void apply(ConfigPtr config, quint64 settingsRevision);
    /// One evaluation; nothing while another one runs.
    void evaluate();
    /// Asks every live provider how it is, for the gauge.
    void probe();

private:
    static Task<void> run(QPointer<AlertsWatch> self, core::WallTime now);
    static Task<void> runProbes(QPointer<AlertsWatch> self, ConfigPtr config, quint64 revision, CallContext call);
    void announce(const Alert &alert, const QByteArray &event);

    WorkerContext &m_worker;
    ProviderGauges m_gauges;
    AlertEngine m_engine;
    ConfigPtr m_config;
    CredentialDates m_dates;
    quint64 m_revision = 0;
    CancelToken m_end;
    core::CancelRegistration m_withWorker; ///< the worker's end is this object's too
    QTimer m_timer;
    QTimer m_probes;
    bool m_busy = false;
};

} // namespace signalbox::commerce
