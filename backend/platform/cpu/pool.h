#pragma once

#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"
#include "backend/platform/core/thread_anchor.h"
#include "backend/platform/metrics/registry.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace signalbox::cpu {

struct Options
{
    int threads = 0; ///< 0 = half of the cores, at least one
    size_t maxQueued = 256; ///< jobs that wait at most
};

/// Threads for work over 1 ms (RSA signatures, password hashes, images), so that it does not hold up a worker's other
/// requests (DESIGN 4). One per process, outlives everything that uses it; its end finishes the queued jobs.
class Pool
{
public:
    explicit Pool(metrics::Registry &registry, Options options = {});
    ~Pool();
    Q_DISABLE_COPY_MOVE(Pool)

    /// Runs `work` on a thread of the pool and resumes on the caller's. `work` returns a Result, touches nothing that
    /// the caller's thread uses meanwhile, and does not throw. Unavailable at once when the queue is full.
    template <class Work> Task<std::invoke_result_t<Work>> run(Work work)
    {
        using Outcome = std::invoke_result_t<Work>;
        core::OneShot<Outcome> done;
        const bool taken = enqueue([done, caller = core::ReturnAddress::here(), work = std::move(work)]() mutable {
            caller.post([done, outcome = work()]() mutable { done.resolve(std::move(outcome)); });
        });
        if (!taken)
            co_return queueFull();
        co_return co_await done;
    }

    /// Jobs that wait for a thread. Any thread.
    size_t queued() const;

private:
    using Job = std::function<void()>;

    bool enqueue(Job job);
    static std::unexpected<Error> queueFull();
    void work();

    metrics::Registry &m_registry;
    const size_t m_maxQueued;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_ending = false;
    std::vector<std::thread> m_threads;
};

} // namespace signalbox::cpu
