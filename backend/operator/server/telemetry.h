#pragma once

#include "backend/operator/protocol/alerts.h"
#include "backend/operator/server/event_hub.h"
#include "backend/operator/server/operator_ports.h"
#include "backend/operator/server/sample_specs.h"
#include "backend/platform/metrics/process_metrics.h"

#include <QObject>
#include <QTimer>

namespace signalbox::server {

/// Watches the gateway once a second: derives the figures, keeps their history, tells the stream. It also collects the
/// `process_*` metrics, so nobody else has to. Belongs to the operator thread.
class Telemetry : public QObject
{
    Q_OBJECT

public:
    Telemetry(const OperatorPorts &ports, EventHub &hub, QObject *parent = nullptr);

    /// Starts the timers: 1 s for figures, 250 ms for the request ring, 10 s for keep-alive comments.
    void start();

    /// What start()'s timers do; tests call them with a clock of their own.
    void takeSample();
    void takeRequests();
    /// Four times a second: room for more of the `requests` topic.
    void allowRequests();

    /// The landing view as of the last sample.
    protocol::Overview overview() const;
    const protocol::MetricsSample &latest() const { return m_latest; }
    /// The load as of then.
    const GatewayLoad &load() const { return m_load; }
    /// Who asks which alerts call for a person, the most severe first.
    void setCalling(std::function<std::vector<protocol::Alert>()> calling) { m_calling = std::move(calling); }

private:
    static Task<void> refreshProviders(QPointer<Telemetry> self);
    protocol::ServiceRed redOf(const ServiceFact &fact, const SampleMap &samples) const;
    std::vector<std::optional<double>> sparklineOf(const QByteArray &service) const;
    protocol::Waiting waiting() const;
    void keepHistory();
    void judgeNow(const SampleMap &samples);
    protocol::Saturation saturation() const;

    const OperatorPorts &m_ports;
    EventHub &m_hub;
    std::vector<ServiceFact> m_services;
    std::vector<QByteArray> m_providerIds;
    metrics::ProcessMetrics m_process;
    metrics::Sampler m_sampler;
    GatewayLoad m_load;
    protocol::MetricsSample m_latest;
    protocol::Providers m_providers;
    std::vector<protocol::ServiceRed> m_minute;
    protocol::Verdict m_verdict;
    core::WallTime m_since; ///< of the verdict's state and code
    quint64 m_ticks = 0;
    bool m_isRefreshing = false;
    std::function<std::vector<protocol::Alert>()> m_calling;
    size_t m_requestBudget = 0; ///< events that may still be sent before the next tick
    QTimer m_everySecond;
    QTimer m_everyRequestTick;
    QTimer m_everyKeepAlive;
};

} // namespace signalbox::server
