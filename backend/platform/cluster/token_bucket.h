#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/task.h"

#include <QByteArray>

#include <functional>
#include <memory>

namespace signalbox::cluster {

class RedisConnection;

/// A bucket with a least distance between two takings. Both keys are written in Redis as they stand.
struct BucketRule
{
    QByteArray bucketKey; ///< hash with `tokens` (decimal float) and `last_update` (Unix seconds, float)
    QByteArray spacingKey; ///< text: Unix time of the last taking
    double capacity = 1; ///< ≥ 1; the first use starts full
    double refillPerMinute = 1; ///< > 0
    core::milliseconds spacing{0}; ///< 0 = off
};

/// What a taking came to.
struct BucketVerdict
{
    enum class Held {
        No, ///< taken
        Bucket, ///< no token; nothing was taken
        Spacing, ///< too soon after the last one; nothing was taken
    };

    Held held = Held::No;
    /// Until a token and the distance are there; 0 when taken.
    core::milliseconds wait{0};
    bool allowed() const { return held == Held::No; }
};

/// Token buckets shared by the replicas (contract approval-gateway 12): bucket and spacing are one atomic step on the
/// clock of whoever keeps them. Losing what was kept starts every bucket full again.
class TokenBuckets
{
public:
    virtual ~TokenBuckets() = default;

    /// Takes one token if there is one and the spacing has passed.
    virtual Task<BucketVerdict> take(BucketRule rule) = 0;
    /// What take() would say, without taking.
    virtual Task<BucketVerdict> peek(BucketRule rule) = 0;
    /// Returns a token that was taken for nothing; never above the capacity. The spacing stays.
    virtual Task<void> giveBack(BucketRule rule) = 0;
};

/// In this process. At most `maxKeys` buckets; the one unused for longest is forgotten. One thread.
std::unique_ptr<TokenBuckets> makeTokenBuckets(const core::Clock &clock = core::systemClock(), size_t maxKeys = 10000);

/// In Redis, by one script on the server's clock. While Redis cannot be used: in this process with the capacity and the
/// refill divided by `replicas()` (at least one token fits). On the thread of `redis`, which must outlive it.
std::unique_ptr<TokenBuckets> makeSharedTokenBuckets(RedisConnection &redis, std::function<int()> replicas,
                                                     const core::Clock &clock = core::systemClock());

} // namespace signalbox::cluster
