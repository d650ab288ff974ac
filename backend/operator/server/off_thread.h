#pragma once

#include "backend/platform/cpu/pool.h"

namespace signalbox::server {

/// Runs `work` on the pool and resumes on the caller's thread; without a pool it runs here. `work` returns a Result and
/// touches nothing that the operator thread uses meanwhile. Unavailable when the pool is full.
template <class Work> Task<std::invoke_result_t<Work>> offThread(cpu::Pool *pool, Work work)
{
    if (!pool)
        co_return work();
    co_return co_await pool->run(std::move(work));
}

} // namespace signalbox::server
