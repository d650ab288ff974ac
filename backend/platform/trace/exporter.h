#pragma once

#include "backend/platform/metrics/registry.h"
#include "backend/platform/trace/span.h"

#include <functional>

namespace signalbox::trace {

struct ExporterOptions
{
    QByteArray serviceName = "gateway";
    size_t maxQueued = 4096; ///< spans beyond it are dropped and counted
    size_t maxBatch = 512; ///< spans per body
    metrics::Registry *registry = nullptr;
};

/// Collects the finished spans of one thread and hands them over as OTLP bodies. One per worker, used on that worker's
/// thread only, so nothing locks; runtime calls flush() with a periodic task and binds `send` to the worker's upstream
/// client (POST, `application/json`, endpoint + `/v1/traces`).
class Exporter
{
public:
    using Send = std::function<void(QByteArray body)>;

    Exporter(ExporterOptions options, Send send);

    /// Queues a span; those of traces that are not sampled are left out.
    void add(Span span);
    /// Sends everything queued, in batches.
    void flush();
    size_t queued() const { return m_queue.size(); }
    /// Spans dropped so far because the queue was full (signalbox_trace_spans_dropped_total).
    quint64 dropped() const { return m_dropped; }

private:
    ExporterOptions m_options;
    Send m_send;
    std::vector<Span> m_queue;
    quint64 m_dropped = 0;
    metrics::Counter m_droppedTotal;
};

} // namespace signalbox::trace
