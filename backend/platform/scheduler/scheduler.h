#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/task.h"
#include "backend/platform/metrics/registry.h"

#include <QByteArray>

#include <functional>
#include <map>
#include <memory>

namespace signalbox::scheduler {

/// Named periodic tasks on the event loop of the thread that made it. That thread only. The first run comes one period
/// after every(). The end of each run is signalbox_task_last_run_timestamp_seconds{task}; names come from a closed set.
class Scheduler
{
public:
    explicit Scheduler(metrics::Registry *registry = nullptr, const core::Clock &clock = core::systemClock());
    ~Scheduler();
    Q_DISABLE_COPY_MOVE(Scheduler)

    /// Runs `work` every `period`, each time up to `jitter` (share of the period, 0..1) earlier or later. Replaces a
    /// task of the same name.
    void every(const QByteArray &name, core::milliseconds period, std::function<void()> work, double jitter = 0);
    /// The same for a coroutine: a turn that comes while the last run is not over is left out and counted in
    /// signalbox_task_skipped_total{task}. `work` is a function that returns a Task, not a capturing coroutine.
    void everyTask(const QByteArray &name, core::milliseconds period, std::function<Task<void>()> work,
                   double jitter = 0);
    /// No further run; one under way goes on to its end.
    void stop(const QByteArray &name);
    void stopAll();

private:
    struct Entry;

    void add(const QByteArray &name, std::shared_ptr<Entry> entry);
    static void arm(Entry &entry);
    static void turn(std::shared_ptr<Entry> entry);
    static Task<void> runTask(std::shared_ptr<Entry> entry);

    metrics::Registry *m_registry;
    const core::Clock &m_clock;
    std::map<QByteArray, std::shared_ptr<Entry>> m_entries;
};

} // namespace signalbox::scheduler
