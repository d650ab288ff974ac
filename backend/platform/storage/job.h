#pragma once

#include "backend/platform/core/task.h"
#include "backend/platform/storage/database.h"

#include <chrono>
#include <functional>

namespace signalbox::storage {

/// Jobs that may wait in one store; beyond it a call answers Unavailable at once.
inline constexpr std::size_t kQueueLimit = 10000;

/// Work that waits for a store's thread.
struct Job
{
    Work work;
    /// Called once, on the store's thread, when the outcome is certain.
    std::function<void(Result<QVariant>)> deliver;
    std::chrono::steady_clock::time_point queuedAt = std::chrono::steady_clock::now();
    bool readOnly = false;
};

/// Where jobs are queued; false when it is full or closed.
using Enqueue = std::function<bool(Job)>;

/// Queues `work` and resumes on the calling thread with its outcome.
Task<Result<QVariant>> submit(Enqueue enqueue, Work work, bool readOnly);

/// Queues `work` and waits for its outcome. Not on the store's own thread.
Result<QVariant> submitNow(const Enqueue &enqueue, Work work, bool readOnly);

/// Runs `work`; an exception that escapes it becomes Internal.
Result<QVariant> runGuarded(const Work &work, Connection &connection);

std::unexpected<Error> storeIsBusy();

} // namespace signalbox::storage
