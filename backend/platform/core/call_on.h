#pragma once

#include "backend/platform/core/task.h"
#include "backend/platform/core/thread_anchor.h"

#include <type_traits>
#include <utility>

namespace signalbox::core {

/// Runs `work` in the event loop of the thread of `anchor` and resumes the caller on its own thread with what it
/// returned. `work` must return a value. Never completes when the other thread's loop has ended before.
template <class Work>
Task<std::invoke_result_t<Work>> callOn(QObject *anchor, Work work)
{
    OneShot<std::invoke_result_t<Work>> done;
    post(anchor, [work = std::move(work), done, home = ReturnAddress::here()]() mutable {
        home.post([done, value = work()]() mutable { done.resolve(std::move(value)); });
    });
    co_return co_await done;
}

} // namespace signalbox::core
