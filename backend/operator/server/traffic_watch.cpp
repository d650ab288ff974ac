#include "backend/operator/server/traffic_watch.h"

namespace signalbox::server {

using namespace std::chrono_literals;

namespace {

constexpr size_t kReadings = 7; ///< a minute of them and the one before
constexpr auto kWindow = 55s; ///< the youngest reading as old as this begins the minute

qint64 bucketOf(core::WallTime at)
{
    return at.time_since_epoch() / TrafficHistory::kTick;
}

std::map<QByteArray, quint64> differences(const TrafficCounts &before, const TrafficCounts &now)
{
    std::map<QByteArray, quint64> counted;
    for (const auto &[name, total] : now.totals) {
        const auto found = before.totals.find(name);
        counted.emplace(name, total - (found == before.totals.end() ? 0 : found->second));
    }
    return counted;
}

} // namespace

TrafficWatch::TrafficWatch(const OperatorPorts &ports, QObject *parent)
    : QObject(parent)
    , m_ports(ports)
    , m_bucket(bucketOf(ports.clock.wall()))
{
    // The counters began with the process, a moment ago.
    m_readings.push_back({ports.clock.steady(), {}});
    if (ports.traffic)
        m_history.emplace(*ports.traffic, ports.clock.wall());
}

void TrafficWatch::start()
{
    connect(&m_everySecond, &QTimer::timeout, this, &TrafficWatch::tick);
    m_everySecond.start(1s);
}

void TrafficWatch::tick()
{
    const qint64 bucket = bucketOf(m_ports.clock.wall());
    if (bucket == m_bucket)
        return;
    Reading reading{m_ports.clock.steady(), readTraffic(m_ports.metrics)};
    if (m_history) {
        const auto began = core::WallTime(TrafficHistory::kTick * m_bucket);
        m_history->append(began, differences(m_readings.back().counts, reading.counts));
    }
    m_bucket = bucket;
    m_readings.push_back(std::move(reading));
    if (m_readings.size() > kReadings)
        m_readings.pop_front();
}

protocol::TrafficOperations TrafficWatch::operations() const
{
    const core::SteadyTime now = m_ports.clock.steady();
    const Reading *base = &m_readings.front();
    for (const Reading &reading : m_readings) {
        if (now - reading.at >= kWindow)
            base = &reading;
    }
    return {.windowMs = std::chrono::duration_cast<core::milliseconds>(now - base->at).count(),
            .items = operationsBetween(base->counts, readTraffic(m_ports.metrics), now - base->at),
            .at = m_ports.clock.wall()};
}

} // namespace signalbox::server
