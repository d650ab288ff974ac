#include "backend/platform/cluster/token_bucket.h"

#include "backend/platform/cluster/redis_connection.h"

#include <QHash>

#include <algorithm>
#include <cmath>
#include <list>
#include <optional>

namespace signalbox::cluster {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

using Held = BucketVerdict::Held;

/// Sums of fractions miss a whole token by less than this.
constexpr double kAlmost = 1e-6;

/// Bucket and spacing in one step. Both keys; what to do, capacity, refill per second, spacing in seconds. A time in
/// the future is of a clock that was put back: it counts as now.
const QByteArray kScript = R"(
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local act, capacity, refill, spacing = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local kept = redis.call('HMGET', KEYS[1], 'tokens', 'last_update')
local tokens = tonumber(kept[1] or '') or capacity
local updated = tonumber(kept[2] or '') or now
tokens = math.min(capacity, tokens + math.max(0, now - updated) * refill)
local function keep()
    redis.call('HSET', KEYS[1], 'tokens', string.format('%.9f', tokens), 'last_update', string.format('%.6f', now))
    redis.call('EXPIRE', KEYS[1], 86400)
end
if act == 'give' then
    tokens = math.min(capacity, tokens + 1)
    keep()
    return {0, 0}
end
local apart = 0
if spacing > 0 then
    local last = tonumber(redis.call('GET', KEYS[2]) or '')
    if last and last <= now then apart = math.max(0, spacing - (now - last)) end
end
local short = 0
if tokens < 1 - 0.000001 then short = (1 - tokens) / refill end
local wait = math.ceil(math.max(apart, short) * 1000)
if apart > 0 then return {2, wait} end
if short > 0 then
    if act == 'take' then keep() end
    return {1, wait}
end
if act == 'take' then
    tokens = math.max(0, tokens - 1)
    keep()
    if spacing > 0 then
        redis.call('SET', KEYS[2], string.format('%.6f', now), 'PX', math.ceil(spacing * 2000))
    end
end
return {0, 0}
)"_ba;

struct Bucket
{
    double tokens = 0;
    core::SteadyTime updated;
    std::optional<core::SteadyTime> lastTaken;
};

double secondsOf(core::SteadyTime::duration time)
{
    return std::chrono::duration<double>(time).count();
}

core::milliseconds wholeMs(double seconds)
{
    return core::milliseconds(qint64(std::ceil(seconds * 1000)));
}

class MemoryBuckets final : public TokenBuckets
{
public:
    MemoryBuckets(const core::Clock &clock, size_t maxKeys)
        : m_clock(clock)
        , m_maxKeys(std::max<size_t>(1, maxKeys))
    {
    }

    Task<BucketVerdict> take(BucketRule rule) override { co_return takeNow(rule); }
    Task<BucketVerdict> peek(BucketRule rule) override { co_return peekNow(rule); }
    Task<void> giveBack(BucketRule rule) override
    {
        giveBackNow(rule);
        co_return;
    }

    BucketVerdict peekNow(const BucketRule &rule) { return judge(filled(rule), rule); }

    BucketVerdict takeNow(const BucketRule &rule)
    {
        Bucket &bucket = filled(rule);
        const BucketVerdict verdict = judge(bucket, rule);
        if (verdict.allowed()) {
            bucket.tokens = std::max(0.0, bucket.tokens - 1);
            bucket.lastTaken = bucket.updated;
        }
        return verdict;
    }

    void giveBackNow(const BucketRule &rule)
    {
        Bucket &bucket = filled(rule);
        bucket.tokens = std::min(rule.capacity, bucket.tokens + 1);
    }

private:
    using Order = std::list<std::pair<QByteArray, Bucket>>;

    BucketVerdict judge(const Bucket &bucket, const BucketRule &rule) const
    {
        const double sinceTaken = bucket.lastTaken ? secondsOf(bucket.updated - *bucket.lastTaken) : 0;
        const double spacing = std::chrono::duration<double>(rule.spacing).count();
        const double apart = bucket.lastTaken ? std::max(0.0, spacing - sinceTaken) : 0;
        const double missing = bucket.tokens < 1 - kAlmost ? 1 - bucket.tokens : 0;
        const core::milliseconds wait = wholeMs(std::max(apart, missing * 60 / rule.refillPerMinute));
        if (apart > 0)
            return {Held::Spacing, wait};
        return {missing > 0 ? Held::Bucket : Held::No, wait};
    }

    /// The bucket with what flowed in until now; a new one is full.
    Bucket &filled(const BucketRule &rule)
    {
        const core::SteadyTime now = m_clock.steady();
        const auto found = m_index.constFind(rule.bucketKey);
        if (found != m_index.cend()) {
            m_order.splice(m_order.begin(), m_order, *found);
        } else {
            if (size_t(m_index.size()) >= m_maxKeys) {
                m_index.remove(m_order.back().first);
                m_order.pop_back();
            }
            m_order.emplace_front(rule.bucketKey, Bucket{rule.capacity, now, {}});
            m_index.insert(rule.bucketKey, m_order.begin());
        }
        Bucket &bucket = m_order.front().second;
        const double flowed = secondsOf(now - bucket.updated) * rule.refillPerMinute / 60;
        bucket.tokens = std::min(rule.capacity, bucket.tokens + flowed);
        bucket.updated = now;
        return bucket;
    }

    const core::Clock &m_clock;
    size_t m_maxKeys;
    Order m_order; ///< most recently used first
    QHash<QByteArray, Order::iterator> m_index;
};

constexpr size_t kFallbackKeys = 10000;

class SharedBuckets final : public TokenBuckets
{
public:
    SharedBuckets(RedisConnection &redis, std::function<int()> replicas, const core::Clock &clock)
        : m_redis(redis)
        , m_replicas(std::move(replicas))
        , m_local(std::make_shared<MemoryBuckets>(clock, kFallbackKeys))
    {
    }

    Task<BucketVerdict> take(BucketRule rule) override
    {
        const auto local = m_local;
        const BucketRule share = shareOf(rule);
        const auto shared = co_await ask("take", rule);
        co_return shared ? *shared : local->takeNow(share);
    }

    Task<BucketVerdict> peek(BucketRule rule) override
    {
        const auto local = m_local;
        const BucketRule share = shareOf(rule);
        const auto shared = co_await ask("peek", rule);
        co_return shared ? *shared : local->peekNow(share);
    }

    Task<void> giveBack(BucketRule rule) override
    {
        const auto local = m_local;
        const BucketRule share = shareOf(rule);
        if (!co_await ask("give", rule))
            local->giveBackNow(share);
    }

private:
    /// This replica's part of the bucket.
    BucketRule shareOf(const BucketRule &rule) const
    {
        const double replicas = std::max(1, m_replicas());
        BucketRule share = rule;
        share.capacity = std::max(1.0, rule.capacity / replicas);
        share.refillPerMinute = rule.refillPerMinute / replicas;
        return share;
    }

    /// Nothing when Redis cannot be used.
    core::OneShot<std::optional<BucketVerdict>> ask(const QByteArray &act, const BucketRule &rule)
    {
        core::OneShot<std::optional<BucketVerdict>> answer;
        std::vector<QByteArray> command{
            "EVAL"_ba,
            kScript,
            "2"_ba,
            rule.bucketKey,
            rule.spacingKey,
            act,
            QByteArray::number(rule.capacity, 'g', 15),
            QByteArray::number(rule.refillPerMinute / 60, 'g', 15),
            QByteArray::number(std::chrono::duration<double>(rule.spacing).count(), 'g', 15)};
        m_redis.send(std::move(command), [answer](const Result<RedisReply> &reply) {
            if (!reply || reply->type != RedisReply::Type::List || reply->items.size() != 2)
                return answer.resolve(std::nullopt);
            const qint64 held = std::clamp<qint64>(reply->items[0].number, 0, 2);
            answer.resolve(BucketVerdict{static_cast<Held>(held), core::milliseconds(reply->items[1].number)});
        });
        return answer;
    }

    RedisConnection &m_redis;
    std::function<int()> m_replicas;
    std::shared_ptr<MemoryBuckets> m_local;
};

} // namespace

std::unique_ptr<TokenBuckets> makeTokenBuckets(const core::Clock &clock, size_t maxKeys)
{
    return std::make_unique<MemoryBuckets>(clock, maxKeys);
}

std::unique_ptr<TokenBuckets> makeSharedTokenBuckets(RedisConnection &redis, std::function<int()> replicas,
                                                     const core::Clock &clock)
{
    return std::make_unique<SharedBuckets>(redis, std::move(replicas), clock);
}

} // namespace signalbox::cluster
