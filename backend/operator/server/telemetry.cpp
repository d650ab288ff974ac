#include "backend/operator/server/telemetry.h"

#include "backend/operator/server/overview_sentence.h"
#include "backend/operator/server/record_views.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr size_t kRequestsPerTick = 5; ///< at four ticks a second: 20 a second (contract operator-console 1.2)
constexpr int kSparklinePoints = 60;
constexpr size_t kMostChanges = 10;
constexpr size_t kMostWaiting = 20;
/// Every how many seconds the slower documents are made.
constexpr quint64 kSlowTicks = 2;

std::vector<QByteArray> namesOf(const std::vector<ServiceFact> &facts)
{
    std::vector<QByteArray> names;
    for (const ServiceFact &fact : facts) {
        if (fact.configured)
            names.push_back(fact.name);
    }
    return names;
}

} // namespace

Telemetry::Telemetry(const OperatorPorts &ports, EventHub &hub, QObject *parent)
    : QObject(parent),
      m_ports(ports),
      m_hub(hub),
      m_services(ports.gateway.services()),
      m_providerIds(ports.providers ? ports.providers->ids() : std::vector<QByteArray>()),
      m_process(ports.metrics),
      m_sampler(ports.metrics, specsFor(namesOf(m_services), m_providerIds)),
      m_since(ports.clock.wall())
{
}

void Telemetry::start()
{
    const auto every = [this](QTimer &timer, std::chrono::milliseconds interval, auto work) {
        timer.setTimerType(Qt::PreciseTimer);
        connect(&timer, &QTimer::timeout, this, work);
        timer.start(interval);
    };
    every(m_everySecond, 1s, [this] { takeSample(); });
    every(m_everyRequestTick, 250ms, [this] {
        allowRequests();
        takeRequests();
    });
    every(m_everyKeepAlive, 10s, [this] { m_hub.keepAlive(); });
    takeSample();
}

void Telemetry::takeSample()
{
    m_process.collect();
    const SampleMap samples = mapOf(m_sampler.take(m_ports.clock.steady()));
    m_load = m_ports.gateway.load();
    protocol::MetricsSample sample {.at = m_ports.clock.wall(), .process = processSample(samples)};
    for (const QByteArray &service : namesOf(m_services))
        sample.services.push_back(serviceSample(service, samples));
    for (const QByteArray &provider : m_providerIds)
        sample.providers.push_back(providerSample(provider, samples));
    sample.process.workersBusy = m_load.workersBusy;
    sample.process.connections = m_load.connections;
    sample.process.bodyMemoryBytes = m_load.bodyMemoryBytes;
    sample.process.storeLagMs = m_load.storeLagMs;
    sample.process.breakersOpen = double(m_load.openBreakers.size());
    for (const QueueLoad &queue : m_load.queues)
        sample.process.queueDepth += queue.depth;
    m_latest = std::move(sample);
    keepHistory();
    m_hub.publish(protocol::kTopicMetrics, protocol::toJson(m_latest));
    judgeNow(samples);
    if (m_ticks++ % kSlowTicks == 0) {
        if (m_ports.providers && !m_isRefreshing)
            refreshProviders(this);
        m_hub.publish(protocol::kTopicHealth, protocol::toJson(overview()));
    }
}

void Telemetry::takeRequests()
{
    const auto sample = sampleOf(m_ports.requests.drain(), m_requestBudget);
    m_requestBudget -= sample.size();
    for (const auto &record : sample)
        m_hub.publish(protocol::kTopicRequests, protocol::toJson(rowOf(*record)));
}

void Telemetry::allowRequests()
{
    m_requestBudget = kRequestsPerTick;
}

void Telemetry::keepHistory()
{
    if (!m_ports.series)
        return;
    // A full store keeps the series it has; it says so in its own log.
    for (const auto &[name, value] : seriesOf(m_latest))
        std::ignore = m_ports.series->append(name, m_latest.at, value);
}

void Telemetry::judgeNow(const SampleMap &samples)
{
    m_minute.clear();
    for (const ServiceFact &fact : m_services)
        m_minute.push_back(redOf(fact, samples));
    protocol::Verdict verdict = judge({m_minute, m_providers.items, saturation(), m_load.failedChecks});
    if (verdict.state != m_verdict.state || verdict.sentenceCode != m_verdict.sentenceCode)
        m_since = verdict.state == m_verdict.state && verdict.state == protocol::State::Well ? m_since : m_latest.at;
    m_verdict = std::move(verdict);
}

protocol::ServiceRed Telemetry::redOf(const ServiceFact &fact, const SampleMap &samples) const
{
    protocol::ServiceRed red {.service = QString::fromUtf8(fact.name)};
    if (fact.configured)
        red = serviceMinute(fact.name, samples);
    else
        red.state = protocol::State::NotConfigured;
    red.missing = fact.missing;
    red.at = m_latest.at;
    red.state = stateOf(red);
    return red;
}

std::vector<std::optional<double>> Telemetry::sparklineOf(const QByteArray &service) const
{
    std::vector<std::optional<double>> points(kSparklinePoints);
    if (!m_ports.series)
        return points;
    const auto history = m_ports.series->read(service + ".ratePerSec", m_latest.at - 59min, m_latest.at, 1min);
    if (!history)
        return points;
    auto target = points.rbegin();
    for (auto point = history->rbegin(); point != history->rend() && target != points.rend(); ++point, ++target) {
        if (std::isfinite(point->value))
            *target = point->value;
    }
    return points;
}

protocol::Saturation Telemetry::saturation() const
{
    const auto figure = [this](double value, std::optional<double> limit = {}) {
        return protocol::Figure {value, limit, m_latest.at};
    };
    protocol::Saturation now {.workersBusy = figure(m_load.workersBusy, 1.0),
                              .bodyMemoryBytes = figure(m_load.bodyMemoryBytes, m_load.bodyMemoryLimit),
                              .breakersOpen = figure(double(m_load.openBreakers.size())),
                              .openBreakers = m_load.openBreakers,
                              .storeLagMs = figure(m_load.storeLagMs),
                              .rssBytes = figure(m_latest.process.rssBytes)};
    for (const QueueLoad &queue : m_load.queues)
        now.queues.push_back({queue.name, figure(queue.depth, queue.limit)});
    return now;
}

protocol::Waiting Telemetry::waiting() const
{
    protocol::Waiting waiting = m_ports.gateway.waiting();
    if (!m_calling)
        return waiting;
    const std::vector<protocol::Alert> alerts = m_calling();
    waiting.count += int(alerts.size());
    // Neither may crowd the other out.
    const size_t kept = kMostWaiting - std::min(alerts.size(), kMostWaiting / 2);
    if (waiting.items.size() > kept)
        waiting.items.resize(kept);
    for (const protocol::Alert &alert : alerts) {
        if (waiting.items.size() < kMostWaiting)
            waiting.items.push_back({u"alert"_s, alert.id, alert.sentence, alert.firedAt.value_or(alert.since), {}});
    }
    return waiting;
}

protocol::Overview Telemetry::overview() const
{
    protocol::Overview overview {.gateway = m_ports.gateway.gateway(),
                                 .verdict = m_verdict,
                                 .since = m_since,
                                 .services = m_minute,
                                 .saturation = saturation(),
                                 .waiting = waiting(),
                                 .changes = {m_ports.gateway.changes(), m_latest.at},
                                 .at = m_latest.at};
    for (protocol::ServiceRed &service : overview.services)
        service.sparkline = sparklineOf(service.service.toUtf8());
    if (overview.changes.items.size() > kMostChanges)
        overview.changes.items.resize(kMostChanges);
    return overview;
}

Task<void> Telemetry::refreshProviders(QPointer<Telemetry> self)
{
    self->m_isRefreshing = true;
    Result<protocol::Providers> providers = co_await self->m_ports.providers->providers();
    if (!self)
        co_return;
    self->m_isRefreshing = false;
    if (!providers)
        co_return;
    self->m_providers = std::move(*providers);
    self->m_hub.publish(protocol::kTopicProviders, protocol::toJson(self->m_providers));
}

} // namespace signalbox::server
