#include "backend/platform/http/worker_context.h"

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kRefusals = "signalbox_http_refusals_total"_ba;

metrics::Gauge gauge(metrics::Registry &registry, const QByteArray &name, const QByteArray &help)
{
    registry.declare({name, help, metrics::Kind::Gauge});
    return registry.gauge(name);
}

metrics::Counter counter(metrics::Registry &registry, const QByteArray &name, const QByteArray &help)
{
    registry.declare({name, help, metrics::Kind::Counter});
    return registry.counter(name);
}

} // namespace

ListenerMetrics::ListenerMetrics(metrics::Registry &registry)
    : connections(gauge(registry, "signalbox_http_connections"_ba, "Open client connections"_ba)),
      inFlight(gauge(registry, "signalbox_http_requests_in_flight"_ba, "Requests under way"_ba)),
      bodyBytes(gauge(registry, "signalbox_http_body_bytes"_ba, "Memory held by request bodies"_ba)),
      turnedAway(counter(registry, "signalbox_http_connections_refused_total"_ba,
                         "Connections closed at once because of a cap"_ba)),
      clientsGone(counter(registry, "signalbox_http_clients_gone_total"_ba,
                          "Requests whose client left before the answer"_ba)),
      m_registry(registry)
{
    registry.declare({kRefusals, "Requests refused before their handler", metrics::Kind::Counter});
}

void ListenerMetrics::refused(Refusal refusal)
{
    const QByteArray reason = labelOf(refusal);
    auto known = m_refusals.constFind(reason);
    if (known == m_refusals.cend())
        known = m_refusals.insert(reason, m_registry.counter(kRefusals, {{"reason"_ba, reason}}));
    known->add();
}

Lease &Lease::operator=(Lease &&other) noexcept
{
    if (this != &other) {
        release();
        m_limits = std::move(other.m_limits);
        m_inFlight = other.m_inFlight;
        m_bodyGauge = other.m_bodyGauge;
        m_site = std::exchange(other.m_site, nullptr);
        m_routeIndex = other.m_routeIndex;
        m_bodyBytes = std::exchange(other.m_bodyBytes, 0);
    }
    return *this;
}

void Lease::takePlace(WorkerContext &worker, std::shared_ptr<Site> site, size_t routeIndex)
{
    m_site = std::move(site);
    m_routeIndex = routeIndex;
    ++m_site->inFlight[routeIndex];
    m_inFlight = worker.metrics.inFlight;
    m_inFlight.add(1);
}

bool Lease::takeBody(WorkerContext &worker, qint64 count)
{
    if (!worker.limits->takeBodyBytes(count, worker.options.bodyMemoryBytes))
        return false;
    m_limits = worker.limits;
    m_bodyGauge = worker.metrics.bodyBytes;
    m_bodyGauge.add(double(count));
    m_bodyBytes += count;
    return true;
}

void Lease::release()
{
    if (m_site) {
        --m_site->inFlight[m_routeIndex];
        m_inFlight.add(-1);
        m_site.reset();
    }
    if (m_bodyBytes > 0) {
        m_limits->giveBodyBytes(m_bodyBytes);
        m_bodyGauge.add(-double(std::exchange(m_bodyBytes, 0)));
    }
}

} // namespace signalbox::http
