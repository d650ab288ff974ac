#include "backend/platform/cpu/pool.h"

#include <QThread>

namespace signalbox::cpu {

using namespace Qt::StringLiterals;

namespace {

constexpr char kDepthFamily[] = "signalbox_queue_depth";

/// The queue's depth is the sum of what every thread adds and takes, so each uses a cell of its own. Resolving it
/// takes a lock, which is little beside work of 1 ms.
void addToDepth(metrics::Registry &registry, double delta)
{
    registry.gauge(kDepthFamily, {{"queue", "cpu"}}).add(delta);
}

size_t threadCount(int asked)
{
    return size_t(asked > 0 ? asked : std::max(1, QThread::idealThreadCount() / 2));
}

} // namespace

Pool::Pool(metrics::Registry &registry, Options options)
    : m_registry(registry)
    , m_maxQueued(options.maxQueued)
{
    m_registry.declare({kDepthFamily, "Entries that wait in a bounded queue", metrics::Kind::Gauge});
    addToDepth(m_registry, 0);
    for (size_t i = 0; i < threadCount(options.threads); ++i)
        m_threads.emplace_back([this] { work(); });
}

Pool::~Pool()
{
    {
        const std::scoped_lock lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_all();
    for (std::thread &thread : m_threads)
        thread.join();
}

size_t Pool::queued() const
{
    const std::scoped_lock lock(m_mutex);
    return m_jobs.size();
}

bool Pool::enqueue(Job job)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (m_jobs.size() >= m_maxQueued || m_ending)
            return false;
        m_jobs.push_back(std::move(job));
    }
    addToDepth(m_registry, 1);
    m_wake.notify_one();
    return true;
}

std::unexpected<Error> Pool::queueFull()
{
    return fail(ErrorCode::Unavailable, PublicText(u"busy, try again"_s), LogDetail(u"the cpu queue is full"_s));
}

void Pool::work()
{
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_ending || !m_jobs.empty(); });
            if (m_jobs.empty())
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        addToDepth(m_registry, -1);
        job();
    }
}

} // namespace signalbox::cpu
