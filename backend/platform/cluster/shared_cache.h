#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace signalbox::cluster {

/// What a fetch brings: the bytes to keep and for how long. A ttl of 0 is handed out but not kept.
struct CacheEntry
{
    QByteArray bytes;
    core::milliseconds ttl {0};
};

using CacheFetch = std::function<Task<Result<CacheEntry>>()>;

/// A bounded cache for the whole process with single flight: of all concurrent misses of one key, on whichever
/// worker, one fetches and the others share its outcome, errors included (errors are not kept). No locks on the
/// request path: each worker keeps its own copy of what it has seen, misses are settled by the cache's home thread.
/// Every entry may vanish at any time.
class SharedCache
{
public:
    virtual ~SharedCache() = default;
    /// The kept bytes, or what `fetch` brings; `fetch` runs on the calling thread. Errors are the fetch's own.
    virtual Task<Result<QByteArray>> getOrFetch(QByteArray key, CacheFetch fetch) = 0;
    /// Forgets a key on every worker.
    virtual void forget(const QByteArray &key) = 0;
};

} // namespace signalbox::cluster
