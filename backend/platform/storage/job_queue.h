#pragma once

#include "backend/platform/storage/job.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <vector>

namespace signalbox::storage {

/// The bounded queue in front of a store's threads. Thread safe; its lock is held for a push or a pop only.
class JobQueue
{
public:
    /// False when kQueueLimit jobs wait or the queue was closed.
    bool push(Job job);

    /// Waits for jobs and takes up to `limit`; empty once the queue is closed and drained.
    std::vector<Job> takeBatch(std::size_t limit);

    /// Takes one job, or none when the queue is drained and closed or nothing came within `idle`.
    /// Threads with `reserve` set are woken only when there are more jobs than waiting threads of the base.
    std::optional<Job> takeOne(bool reserve, std::optional<std::chrono::milliseconds> idle);

    /// No more pushes; what waits is still handed out.
    void close();
    bool isClosed() const;

    std::size_t size() const;
    /// Since when the first job in the queue waits.
    std::optional<std::chrono::steady_clock::time_point> oldest() const;

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_base;
    std::condition_variable m_reserve;
    std::deque<Job> m_jobs;
    std::size_t m_idleBase = 0;
    bool m_closed = false;
};

} // namespace signalbox::storage
