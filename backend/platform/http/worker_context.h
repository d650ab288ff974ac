#pragma once

#include "backend/platform/http/pipeline.h"
#include "backend/platform/http/server_options.h"
#include "backend/platform/http/shared_limits.h"
#include "backend/platform/metrics/registry.h"

namespace signalbox::http {

/// What one listener serves. The router is shared by the workers, the pipeline is this worker's own.
struct Site
{
    std::shared_ptr<const Router> router;
    Pipeline pipeline;
    std::vector<int> inFlight = {}; ///< by route index, on this worker; sized by the server
};

/// This worker's cells of the listener metrics.
class ListenerMetrics
{
public:
    explicit ListenerMetrics(metrics::Registry &registry);
    void refused(Refusal refusal);
    metrics::Gauge connections;
    metrics::Gauge inFlight;
    metrics::Gauge bodyBytes;
    metrics::Counter turnedAway;
    metrics::Counter clientsGone;

private:
    metrics::Registry &m_registry;
    QHash<QByteArray, metrics::Counter> m_refusals;
};

/// What the connections of one worker share. Belongs to its thread.
struct WorkerContext
{
    ServerOptions options;
    std::shared_ptr<SharedLimits> limits;
    ListenerMetrics metrics;
    settings::SnapshotPtr settings; ///< replaced when a revision is published; requests pin it
    ClientAddressRule clientRule;
    const core::Clock &clock;
};

/// What one request holds while it is under way: a place of its route and room for its body. Given back at the end.
class Lease
{
public:
    Lease() = default;
    ~Lease() { release(); }
    Lease(Lease &&other) noexcept { *this = std::move(other); }
    Lease &operator=(Lease &&other) noexcept;
    Q_DISABLE_COPY(Lease)

    void takePlace(WorkerContext &worker, std::shared_ptr<Site> site, size_t routeIndex);
    /// Room for `count` more body bytes; false when the process has none left.
    bool takeBody(WorkerContext &worker, qint64 count);

private:
    void release();

    std::shared_ptr<SharedLimits> m_limits;
    metrics::Gauge m_inFlight;
    metrics::Gauge m_bodyGauge;
    std::shared_ptr<Site> m_site;
    size_t m_routeIndex = 0;
    qint64 m_bodyBytes = 0;
};

} // namespace signalbox::http
