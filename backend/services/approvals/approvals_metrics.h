#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/metrics/registry.h"
#include "backend/services/approvals/wakes.h"

#include <QHash>

#include <optional>

namespace signalbox::http {
struct Exchange;
}

namespace signalbox::approvals {

/// The Prometheus families of contract approval-gateway 18 that count. One per thread, used on it.
class ApprovalsMetrics
{
public:
    explicit ApprovalsMetrics(metrics::Registry &registry);

    /// `status`: prompted, rate_limited, queued, duplicate, conflict, invalid, no_route, policy_unsatisfiable.
    void candidate(const QByteArray &status);
    /// The decisions among what a step leaves behind.
    void decided(const Wakes &wakes);
    /// `reason`: bucket, spacing.
    void rateLimited(Channel channel, const QByteArray &reason);
    /// `result`: sent, retry, failed, outside_window, unknown, skipped.
    void prompt(Channel channel, const QByteArray &result);
    void providerError(Channel channel, int code);
    /// `result`: delivered, failed, refused, not_sent.
    void deliveryAttempt(const QByteArray &result, bool dead);
    void signatureFailure(Channel channel);
    void unauthorizedReply(Channel channel);
    /// `approval_http_*`, for each answered request on this service's paths.
    void request(const http::Exchange &exchange);

private:
    void decided(Decision decision, core::milliseconds latency);
    void count(const QByteArray &family, const metrics::Labels &labels);

    metrics::Registry &m_registry;
    QHash<QByteArray, metrics::Counter> m_counters;
    QHash<QByteArray, metrics::Histogram> m_histograms;
};

/// The families that show how things stand. A gauge is the sum over the threads, so the background part alone owns
/// them.
class ApprovalsGauges
{
public:
    explicit ApprovalsGauges(metrics::Registry &registry);

    metrics::Gauge openCandidates;
    metrics::Gauge whatsappQueue;
    metrics::Gauge imessageQueue;
    metrics::Gauge outboxPending;
    metrics::Gauge outboxDead;
    metrics::Gauge outboxOldest; ///< seconds
    metrics::Gauge storeUp;
    metrics::Gauge auditHead;

    /// Sets `approval_audit_chain_ok`, which there is not before the first verdict.
    void auditVerified(bool ok);

private:
    metrics::Registry &m_registry;
    std::optional<metrics::Gauge> m_auditOk;
};

} // namespace signalbox::approvals
