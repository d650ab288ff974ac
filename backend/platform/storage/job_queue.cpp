#include "backend/platform/storage/job_queue.h"

namespace signalbox::storage {

bool JobQueue::push(Job job)
{
    const std::scoped_lock lock(m_mutex);
    if (m_closed || m_jobs.size() >= kQueueLimit)
        return false;
    m_jobs.push_back(std::move(job));
    if (m_jobs.size() > m_idleBase)
        m_reserve.notify_one();
    m_base.notify_one();
    return true;
}

std::vector<Job> JobQueue::takeBatch(std::size_t limit)
{
    std::unique_lock lock(m_mutex);
    m_base.wait(lock, [this] { return m_closed || !m_jobs.empty(); });
    std::vector<Job> batch;
    while (!m_jobs.empty() && batch.size() < limit) {
        batch.push_back(std::move(m_jobs.front()));
        m_jobs.pop_front();
    }
    return batch;
}

std::optional<Job> JobQueue::takeOne(bool reserve, std::optional<std::chrono::milliseconds> idle)
{
    std::unique_lock lock(m_mutex);
    const auto ready = [this, reserve] { return m_closed || m_jobs.size() > (reserve ? m_idleBase : 0); };
    m_idleBase += reserve ? 0 : 1;
    std::condition_variable &condition = reserve ? m_reserve : m_base;
    if (idle)
        condition.wait_for(lock, *idle, ready);
    else
        condition.wait(lock, ready);
    m_idleBase -= reserve ? 0 : 1;
    if (!ready() || m_jobs.empty())
        return std::nullopt;
    Job job = std::move(m_jobs.front());
    m_jobs.pop_front();
    return job;
}

void JobQueue::close()
{
    const std::scoped_lock lock(m_mutex);
    m_closed = true;
    m_base.notify_all();
    m_reserve.notify_all();
}

bool JobQueue::isClosed() const
{
    const std::scoped_lock lock(m_mutex);
    return m_closed;
}

std::size_t JobQueue::size() const
{
    const std::scoped_lock lock(m_mutex);
    return m_jobs.size();
}

std::optional<std::chrono::steady_clock::time_point> JobQueue::oldest() const
{
    const std::scoped_lock lock(m_mutex);
    return m_jobs.empty() ? std::nullopt : std::optional(m_jobs.front().queuedAt);
}

} // namespace signalbox::storage
