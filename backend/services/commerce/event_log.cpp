#include "backend/services/commerce/event_log.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace signalbox::commerce {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMaxPending = 20000;
constexpr size_t kBatch = 1000;
constexpr auto kPause = 100ms;

metrics::Gauge depthGauge(metrics::Registry &registry)
{
    registry.declare({"signalbox_queue_depth", "Entries that wait in a queue.", metrics::Kind::Gauge});
    return registry.gauge("signalbox_queue_depth", {{"queue", "commerce_events"}});
}

} // namespace

EventLog::EventLog(storage::Database &database, metrics::Registry &registry, EventRing *ring, core::TaskGroup tasks,
                   QObject *parent)
    : QObject(parent), m_store(database), m_ring(ring), m_depth(depthGauge(registry)), m_tasks(std::move(tasks))
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(kPause);
    connect(&m_timer, &QTimer::timeout, this, &EventLog::flush);
}

void EventLog::write(Event event)
{
    writeLine(event);
    if (size_t(pending()) >= kMaxPending) {
        ++m_dropped;
        return;
    }
    keep(std::move(event));
    if (pending() > 0 && !m_timer.isActive())
        m_timer.start();
}

void EventLog::keep(Event event)
{
    if (!m_ring)
        m_rows.push_back(std::move(event));
    else if (const auto row = EventRing::rowOf(event))
        m_ringRows.push_back(*row);
}

void EventLog::flush()
{
    m_depth.set(double(pending()));
    if (m_ring) {
        m_ring->append(m_ringRows);
        m_ringRows.clear();
    }
    if (m_busy || m_rows.empty())
        return;
    const auto end = m_rows.begin() + std::ptrdiff_t(std::min(kBatch, m_rows.size()));
    std::vector<Event> batch(std::make_move_iterator(m_rows.begin()), std::make_move_iterator(end));
    m_rows.erase(m_rows.begin(), end);
    m_busy = true;
    m_tasks.add(store(this, std::move(batch)));
}

void EventLog::close(core::SteadyTime limit)
{
    m_closeBy = limit;
    flush();
}

void EventLog::flushLast()
{
    if (core::systemClock().steady() < *m_closeBy) {
        flush();
    } else if (!m_rows.empty()) {
        m_dropped += m_rows.size();
        log::warn("commerce", u"event rows were not stored"_s,
                  {{"rows", qint64(m_rows.size())}, {"reason", u"no time left"_s}});
        m_rows.clear();
    }
}

Task<void> EventLog::store(QPointer<EventLog> self, std::vector<Event> rows)
{
    const auto count = rows.size();
    const Result<QVariant> done = co_await self->m_store.insert(std::move(rows));
    if (!self)
        co_return;
    self->m_busy = false;
    if (!done) {
        self->m_dropped += count;
        log::warn("commerce", u"event rows were not stored"_s,
                  {{"rows", qint64(count)}, {"reason", QString(core::name(done.error().code))}});
    }
    if (self->m_closeBy)
        self->flushLast();
    // A full batch waits already, so the store is the slower one: no pause.
    else if (self->m_rows.size() >= kBatch)
        self->flush();
    else if (!self->m_rows.empty())
        self->m_timer.start();
    self->m_depth.set(double(self->pending()));
}

} // namespace signalbox::commerce
