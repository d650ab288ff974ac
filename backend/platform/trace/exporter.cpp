#include "backend/platform/trace/exporter.h"

#include "backend/platform/trace/otlp_json.h"

#include <algorithm>
#include <span>

namespace signalbox::trace {

Exporter::Exporter(ExporterOptions options, Send send) : m_options(std::move(options)), m_send(std::move(send))
{
    if (!m_options.registry)
        return;
    const QByteArray family("signalbox_trace_spans_dropped_total");
    m_options.registry->declare({family, "Spans dropped because the export queue was full.", metrics::Kind::Counter});
    m_droppedTotal = m_options.registry->counter(family);
}

void Exporter::add(Span span)
{
    if (!span.context.isValid() || !span.context.sampled)
        return;
    if (m_queue.size() < m_options.maxQueued) {
        m_queue.push_back(std::move(span));
        return;
    }
    ++m_dropped;
    if (m_options.registry)
        m_droppedTotal.add();
}

void Exporter::flush()
{
    // The port may add spans of its own while it sends; they belong to the next flush.
    const std::vector<Span> spans = std::exchange(m_queue, {});
    for (size_t at = 0; at < spans.size(); at += m_options.maxBatch) {
        const size_t count = std::min(m_options.maxBatch, spans.size() - at);
        m_send(otlpJson(m_options.serviceName, std::span(spans).subspan(at, count)));
    }
}

} // namespace signalbox::trace
