#include "backend/platform/upstream/call_metrics.h"

namespace signalbox::upstream {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kRequests = "signalbox_upstream_requests_total"_ba;
const QByteArray kFailures = "signalbox_upstream_failures_total"_ba;
const QByteArray kRetries = "signalbox_upstream_retries_total"_ba;
const QByteArray kOpens = "signalbox_upstream_breaker_opens_total"_ba;
const QByteArray kDuration = "signalbox_upstream_request_duration_seconds"_ba;
const QByteArray kInFlight = "signalbox_upstream_in_flight"_ba;

} // namespace

CallMetrics::CallMetrics(metrics::Registry *registry) : m_registry(registry)
{
    if (!m_registry)
        return;
    using metrics::Kind;
    m_registry->declare({kRequests, "Calls to outside parties by how they ended.", Kind::Counter});
    m_registry->declare({kFailures, "Calls to outside parties that failed, by type.", Kind::Counter});
    m_registry->declare({kRetries, "Repeated tries of calls to outside parties.", Kind::Counter});
    m_registry->declare({kOpens, "How often an upstream's circuit breaker opened.", Kind::Counter});
    m_registry->declare({kInFlight, "Calls to outside parties that are under way.", Kind::Gauge});
    m_registry->declare({kDuration, "Duration of calls to outside parties, tries and pauses included.", Kind::Histogram,
                         {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30}});
    m_inFlight = m_registry->gauge(kInFlight);
}

const metrics::Counter &CallMetrics::counter(const QByteArray &family, const QByteArray &upstream,
                                             QByteArrayView result)
{
    const QByteArray key = family + ' ' + upstream + ' ' + result;
    auto found = m_counters.find(key);
    if (found == m_counters.end()) {
        metrics::Labels labels {{"upstream", upstream}};
        if (!result.isEmpty())
            labels.emplace_back(family == kFailures ? "type" : "result", result.toByteArray());
        found = m_counters.insert(key, m_registry->counter(family, labels));
    }
    return *found;
}

void CallMetrics::finished(const CallRecord &record, QByteArrayView result)
{
    if (!m_registry)
        return;
    counter(kRequests, record.upstream, result).add();
    if (const QByteArrayView type = failureType(record.status, result); !type.isEmpty())
        counter(kFailures, record.upstream, type).add();
    auto found = m_durations.find(record.upstream);
    if (found == m_durations.end())
        found = m_durations.insert(record.upstream,
                                   m_registry->histogram(kDuration, {{"upstream", record.upstream}}));
    found->observe(std::chrono::duration<double>(record.elapsed).count());
}

void CallMetrics::retried(const QByteArray &upstream)
{
    if (m_registry)
        counter(kRetries, upstream, {}).add();
}

void CallMetrics::opened(const QByteArray &upstream)
{
    if (m_registry)
        counter(kOpens, upstream, {}).add();
}

void CallMetrics::inFlight(qsizetype calls)
{
    if (m_registry)
        m_inFlight.set(double(calls));
}

QByteArray resultLabel(int status, const Error *error)
{
    if (!error)
        return QByteArray::number(status / 100) + "xx";
    const QString why = reason(*error);
    return why.isEmpty() ? QByteArray(name(error->code).data(), name(error->code).size()) : why.toLatin1();
}

QByteArrayView failureType(int status, QByteArrayView result)
{
    if (status == 429)
        return "429";
    if (status > 0)
        return status >= 500 ? "5xx" : status >= 400 ? "4xx" : "";
    static constexpr std::pair<QByteArrayView, QByteArrayView> kTypes[] {
        {"timeout", "timeout"},     {"refused", "connect"}, {"unreachable", "connect"}, {"unresolved", "dns"},
        {"tls", "tls"},             {"reset", "reset"},     {"garbled", "bad_reply"},   {"tooLarge", "bad_reply"},
        {"open", "breaker_open"},   {"full", "overloaded"}, {"cancelled", "cancelled"}};
    for (const auto &[word, type] : kTypes) {
        if (word == result)
            return type;
    }
    return "other";
}

} // namespace signalbox::upstream
