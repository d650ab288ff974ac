#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>

#include <memory>

namespace signalbox::metrics {
class Registry;
} // namespace signalbox::metrics

namespace signalbox::cluster {

class RedisConnection;

/// What a limiter says of one request; the numbers go into the rate limit headers.
struct RateVerdict
{
    bool allowed = true;
    int limit = 0;
    int remaining = 0;
    qint64 resetEpochSeconds = 0; ///< when the oldest counted request leaves the window
    int retryAfterSeconds = 0; ///< ≥ 1 when refused
};

/// Counts requests per key in a sliding window of 60 s (one-second cells), for the whole process, without locks: a
/// fixed table of atomic cells. Any thread. A refused request is not counted. A limit below 1 lets everything pass
/// and counts nothing.
class RateWindow
{
public:
    virtual ~RateWindow() = default;
    virtual RateVerdict take(QByteArrayView key, int limitPerMinute, core::WallTime now) = 0;
};

/// A table for `capacity` keys at once; when it is full the stalest key is forgotten.
std::unique_ptr<RateWindow> makeRateWindow(size_t capacity = 65536);

/// As above, and a key forgotten although it was used within the last minute adds to
/// `signalbox_rate_window_evictions_total{window}`. `name` is from a closed set.
std::unique_ptr<RateWindow> makeRateWindow(const QByteArray &name, metrics::Registry &registry,
                                           size_t capacity = 65536);

/// As above, and shared by the replicas that use the same Redis and `name`: take() decides on what this process has
/// counted and what it last heard of the others, at most about 100 ms ago, and never waits. While Redis is away each
/// replica counts for itself; when it is back the last minute is told. Call on the thread of `redis`: the
/// background part is its child and ends with it, the window then counts for itself.
std::unique_ptr<RateWindow> makeSharedRateWindow(const QByteArray &name, metrics::Registry &registry,
                                                 RedisConnection &redis, size_t capacity = 65536);

} // namespace signalbox::cluster
