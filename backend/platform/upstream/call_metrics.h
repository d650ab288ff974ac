#pragma once

#include "backend/platform/metrics/registry.h"
#include "backend/platform/upstream/client.h"

#include <QHash>

namespace signalbox::upstream {

/// Counts finished calls of one client. On the client's thread only. Without a registry it does nothing.
class CallMetrics
{
public:
    explicit CallMetrics(metrics::Registry *registry);

    /// signalbox_upstream_requests_total{upstream,result}, signalbox_upstream_failures_total{upstream,type} and
    /// signalbox_upstream_request_duration_seconds{upstream}.
    void finished(const CallRecord &record, QByteArrayView result);
    void retried(const QByteArray &upstream);
    void opened(const QByteArray &upstream);
    void inFlight(qsizetype calls);

private:
    const metrics::Counter &counter(const QByteArray &family, const QByteArray &upstream, QByteArrayView result);

    metrics::Registry *m_registry;
    metrics::Gauge m_inFlight;
    QHash<QByteArray, metrics::Counter> m_counters;
    QHash<QByteArray, metrics::Histogram> m_durations;
};

/// The label `result`: `2xx` … `5xx`, or the error's name; for Unavailable its reason.
QByteArray resultLabel(int status, const Error *error);

/// The label `type` of a failure: `429`, `5xx`, `4xx`, `timeout`, `connect`, `dns`, `tls`, `reset`, `bad_reply`,
/// `breaker_open`, `overloaded`, `cancelled`, `other`; empty for an answer under 400.
QByteArrayView failureType(int status, QByteArrayView result);

} // namespace signalbox::upstream
