#include "backend/operator/server/logs/log_tail.h"

#include "backend/operator/protocol/stream_event.h"

namespace signalbox::server {

using namespace std::chrono_literals;

namespace {

constexpr auto kPause = 250ms;
/// Lines of one tick that are parsed, the newest.
constexpr quint64 kMostLooked = 500;

} // namespace

LogTail::LogTail(const log::Ring &ring, const OperatorPorts &ports, EventHub &hub, QObject *parent)
    : QObject(parent), m_ring(ring), m_ports(ports), m_hub(hub), m_last(ring.lastSequence())
{
    connect(&m_timer, &QTimer::timeout, this, &LogTail::tick);
}

void LogTail::start()
{
    m_timer.start(kPause);
}

void LogTail::tick()
{
    const quint64 newest = m_ring.lastSequence();
    const quint64 seen = std::exchange(m_last, newest);
    if (newest == seen || !m_hub.hasReaders(protocol::kTopicLog))
        return;
    const quint64 first = newest - seen > kMostLooked ? newest - kMostLooked : seen;
    m_chooser.skip(first - seen);
    const core::WallTime startedAt = m_ports.gateway.gateway().startedAt;
    std::vector<protocol::LogRow> rows;
    for (const log::RecentLine &line : m_ring.after(first, kMostLooked)) {
        // What came after `newest` was read belongs to the next tick.
        if (line.sequence <= newest)
            rows.push_back(logRowOf(line, startedAt));
    }
    for (const protocol::LogRow &row : m_chooser.choose(std::move(rows), m_ports.clock.steady()))
        m_hub.publish(protocol::kTopicLog, protocol::toJson(row));
}

} // namespace signalbox::server
