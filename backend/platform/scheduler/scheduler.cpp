#include "backend/platform/scheduler/scheduler.h"

#include <QRandomGenerator>
#include <QTimer>

#include <algorithm>

namespace signalbox::scheduler {

namespace {

const char *const kLastRun = "signalbox_task_last_run_timestamp_seconds";
const char *const kSkipped = "signalbox_task_skipped_total";

struct DeleteLater
{
    // A task may stop itself, inside its own timer's signal.
    void operator()(QTimer *timer) const
    {
        timer->stop();
        timer->deleteLater();
    }
};

} // namespace

struct Scheduler::Entry
{
    core::milliseconds period {0};
    double jitter = 0;
    std::function<void()> work;
    std::function<Task<void>()> task;
    const core::Clock *clock = nullptr;
    std::unique_ptr<QTimer, DeleteLater> timer = std::unique_ptr<QTimer, DeleteLater>(new QTimer);
    bool measured = false;
    metrics::Gauge lastRun;
    metrics::Counter skipped;
    bool running = false;
    bool stopped = false;

    void ran() const
    {
        if (measured)
            lastRun.set(double(core::epochMs(clock->wall())) / 1000.0);
    }
};

Scheduler::Scheduler(metrics::Registry *registry, const core::Clock &clock) : m_registry(registry), m_clock(clock)
{
    if (!m_registry)
        return;
    m_registry->declare({kLastRun, "When a periodic task last came to its end.", metrics::Kind::Gauge});
    m_registry->declare({kSkipped, "Turns left out because the run before was not over.", metrics::Kind::Counter});
}

Scheduler::~Scheduler()
{
    stopAll();
}

void Scheduler::every(const QByteArray &name, core::milliseconds period, std::function<void()> work, double jitter)
{
    auto entry = std::make_shared<Entry>();
    entry->period = period;
    entry->jitter = std::clamp(jitter, 0.0, 1.0);
    entry->work = std::move(work);
    add(name, std::move(entry));
}

void Scheduler::everyTask(const QByteArray &name, core::milliseconds period, std::function<Task<void>()> work,
                          double jitter)
{
    auto entry = std::make_shared<Entry>();
    entry->period = period;
    entry->jitter = std::clamp(jitter, 0.0, 1.0);
    entry->task = std::move(work);
    add(name, std::move(entry));
}

void Scheduler::add(const QByteArray &name, std::shared_ptr<Entry> entry)
{
    stop(name);
    entry->clock = &m_clock;
    if (m_registry) {
        entry->measured = true;
        entry->lastRun = m_registry->gauge(kLastRun, {{"task", name}});
        entry->skipped = m_registry->counter(kSkipped, {{"task", name}});
    }
    entry->timer->setSingleShot(true);
    const std::weak_ptr<Entry> weak = entry;
    QObject::connect(entry->timer.get(), &QTimer::timeout, entry->timer.get(), [weak] {
        if (const std::shared_ptr<Entry> alive = weak.lock())
            turn(alive);
    });
    arm(*entry);
    m_entries.insert_or_assign(name, std::move(entry));
}

void Scheduler::arm(Entry &entry)
{
    const double stretch = 1.0 + entry.jitter * (2.0 * QRandomGenerator::global()->generateDouble() - 1.0);
    entry.timer->start(core::milliseconds(std::max<qint64>(1, qRound64(double(entry.period.count()) * stretch))));
}

void Scheduler::turn(std::shared_ptr<Entry> entry)
{
    if (entry->stopped)
        return;
    arm(*entry);
    if (entry->work) {
        entry->work();
        entry->ran();
    } else if (entry->running) {
        if (entry->measured)
            entry->skipped.add();
    } else {
        runTask(entry);
    }
}

Task<void> Scheduler::runTask(std::shared_ptr<Entry> entry)
{
    entry->running = true;
    co_await entry->task();
    entry->running = false;
    entry->ran();
}

void Scheduler::stop(const QByteArray &name)
{
    const auto found = m_entries.find(name);
    if (found == m_entries.end())
        return;
    found->second->stopped = true;
    found->second->timer->stop();
    m_entries.erase(found);
}

void Scheduler::stopAll()
{
    while (!m_entries.empty())
        stop(m_entries.begin()->first);
}

} // namespace signalbox::scheduler
