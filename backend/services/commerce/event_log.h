#pragma once

#include "backend/platform/core/task_group.h"
#include "backend/platform/metrics/registry.h"
#include "backend/services/commerce/event_ring.h"
#include "backend/services/commerce/event_store.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

namespace signalbox::commerce {

/// Writes events: the JSON line at once, the row later in batches, to the database or, without one, to the ring. A
/// slow or missing database never delays a request: rows wait in a bounded buffer (`signalbox_queue_depth`) and are
/// dropped and counted when it is full. One per worker.
class EventLog : public QObject
{
    Q_OBJECT

public:
    /// With a `ring` the rows go there and not to the database. `tasks` counts the batches on their way to the database.
    EventLog(storage::Database &database, metrics::Registry &registry, EventRing *ring = nullptr,
             core::TaskGroup tasks = {}, QObject *parent = nullptr);

    void write(Event event);
    /// Rows that wait now, and rows that were dropped since the start.
    qsizetype pending() const { return qsizetype(m_rows.size()) + qsizetype(m_ringRows.size()); }
    quint64 dropped() const { return m_dropped; }
    /// Hands what waits to the database or the ring without waiting for the timer.
    void flush();
    /// The end: batch follows batch without a pause; what has not been handed over by `limit` is dropped.
    void close(core::SteadyTime limit);

private:
    void flushLast();
    static Task<void> store(QPointer<EventLog> self, std::vector<Event> rows);
    void keep(Event event);

    EventStore m_store;
    EventRing *m_ring;
    metrics::Gauge m_depth;
    std::vector<Event> m_rows;
    std::vector<EventRing::Row> m_ringRows;
    QTimer m_timer;
    core::TaskGroup m_tasks;
    bool m_busy = false;
    std::optional<core::SteadyTime> m_closeBy;
    quint64 m_dropped = 0;
};

} // namespace signalbox::commerce
