#pragma once

#include "backend/platform/core/cancel.h"
#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"
#include "backend/platform/core/task.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace signalbox::metrics {
class Registry;
} // namespace signalbox::metrics

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
/// When the one that fetches ends with ErrorCode::Cancelled or its thread ends, another waiter fetches in its place.
/// Every entry may vanish at any time.
class SharedCache
{
public:
    virtual ~SharedCache() = default;
    /// The kept bytes, or what `fetch` brings; `fetch` runs on the calling thread. Errors are the fetch's own, and
    /// Cancelled for a wait that `cancel` ended; a fetch of its own is not broken off: it has its own token. The thread
    /// needs an event loop.
    virtual Task<Result<QByteArray>> getOrFetch(QByteArray key, CacheFetch fetch, CancelToken cancel = {}) = 0;
    /// Forgets a key on every worker: no getOrFetch() that starts later sees what was fetched before.
    virtual void forget(const QByteArray &key) = 0;
};

/// Bounds of a cache: of the shared part; each worker's own copies have a quarter of both.
struct CacheBounds
{
    size_t entries = 4096;
    size_t bytes = 16 << 20; ///< keys and values
};

/// A cache in memory. Its home is the calling thread, which needs an event loop and must live as long as the cache's
/// users. `name` is the label `cache` of `signalbox_cache_hits_total`, `_misses_total`, `_evictions_total`,
/// `_entries` and `_bytes`; from a closed set.
std::unique_ptr<SharedCache> makeSharedCache(const QByteArray &name, CacheBounds bounds, metrics::Registry &registry);

} // namespace signalbox::cluster
