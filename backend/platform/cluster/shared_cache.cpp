#include "backend/platform/cluster/shared_cache.h"

#include "backend/platform/cluster/lru_map.h"
#include "backend/platform/core/thread_anchor.h"
#include "backend/platform/metrics/registry.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <deque>

namespace signalbox::cluster {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kStripes = 256;
constexpr size_t kWorkerShare = 4; // a worker's own copies have this part of the bounds

constexpr auto kHits = "signalbox_cache_hits_total";
constexpr auto kMisses = "signalbox_cache_misses_total";
constexpr auto kEvictions = "signalbox_cache_evictions_total";
constexpr auto kEntries = "signalbox_cache_entries";
constexpr auto kBytes = "signalbox_cache_bytes";

struct Flight;

/// What the home thread tells a waiter: the outcome, or to fetch for the others on behalf of `lead`.
struct Turn
{
    std::shared_ptr<Flight> lead = {};
    Result<Kept> outcome = Kept();
    bool wasKept = false; ///< the outcome was there already
};

struct Waiter
{
    QObject *anchor = nullptr;
    core::OneShot<Turn> turn;
};

/// One fetch under way and who waits for it. Home thread only.
struct Flight
{
    QByteArray key;
    quint64 generation = 0;
    std::deque<Waiter> waiters;
};

/// Delivers on the waiter's own thread.
void deliver(const Waiter &waiter, Turn turn)
{
    core::post(waiter.anchor, [shot = waiter.turn, turn = std::move(turn)] { shot.resolve(turn); });
}

/// What all threads share. Forgetting is a generation a stripe of keys: raising it makes every older copy, also the
/// workers' own, invalid at once.
struct Core
{
    Core(QByteArray label, CacheBounds limits, metrics::Registry &metrics)
        : name(std::move(label)), bounds(limits), registry(metrics), kept(limits.entries, limits.bytes)
    {
        registry.declare({kHits, "Answers out of a cache"_ba, metrics::Kind::Counter});
        registry.declare({kMisses, "Look-ups that had to fetch or wait for a fetch"_ba, metrics::Kind::Counter});
        registry.declare({kEvictions, "Entries dropped by a cache's bounds"_ba, metrics::Kind::Counter});
        registry.declare({kEntries, "Entries of a cache"_ba, metrics::Kind::Gauge});
        registry.declare({kBytes, "Bytes of a cache's keys and values"_ba, metrics::Kind::Gauge});
        evictions = registry.counter(kEvictions, labels());
        entries = registry.gauge(kEntries, labels());
        bytes = registry.gauge(kBytes, labels());
    }

    metrics::Labels labels() const { return {{"cache"_ba, name}}; }
    std::atomic<quint64> &generationOf(const QByteArray &key) { return generations[qHash(key) % kStripes]; }

    const QByteArray name;
    const CacheBounds bounds;
    metrics::Registry &registry;
    QObject *const home = core::threadAnchor();
    std::array<std::atomic<quint64>, kStripes> generations {};

    // Home thread only.
    void join(const QByteArray &key, Waiter waiter);
    void land(const std::shared_ptr<Flight> &flight, Result<Kept> outcome);
    void drop(const QByteArray &key);
    void showSize() const;

    LruMap kept;
    QHash<QByteArray, std::shared_ptr<Flight>> flights;
    metrics::Counter evictions;
    metrics::Gauge entries;
    metrics::Gauge bytes;
};

void Core::showSize() const
{
    entries.set(double(kept.entries()));
    bytes.set(double(kept.bytes()));
}

void Core::join(const QByteArray &key, Waiter waiter)
{
    const quint64 generation = generationOf(key).load(std::memory_order_acquire);
    const Kept *found = kept.find(key, core::systemClock().steady());
    if (found && found->generation == generation)
        return deliver(waiter, {.outcome = *found, .wasKept = true});
    if (const auto flight = flights.value(key); flight && flight->generation == generation) {
        flight->waiters.push_back(std::move(waiter));
        return;
    }
    auto flight = std::make_shared<Flight>(key, generation);
    flights.insert(key, flight);
    deliver(waiter, {.lead = flight});
}

void Core::land(const std::shared_ptr<Flight> &flight, Result<Kept> outcome)
{
    if (!outcome && outcome.error().code == ErrorCode::Cancelled && !flight->waiters.empty()) {
        const Waiter next = flight->waiters.front();
        flight->waiters.pop_front();
        return deliver(next, {.lead = flight});
    }
    if (flights.value(flight->key) == flight)
        flights.remove(flight->key);
    const core::SteadyTime now = core::systemClock().steady();
    if (outcome && outcome->expires > now && generationOf(flight->key).load() == flight->generation) {
        evictions.add(kept.insert(flight->key, *outcome));
        showSize();
    }
    for (const Waiter &waiter : flight->waiters)
        deliver(waiter, {.outcome = outcome});
}

void Core::drop(const QByteArray &key)
{
    kept.remove(key);
    showSize();
}

/// The calling thread's copies of one cache.
struct WorkerPart
{
    explicit WorkerPart(const std::shared_ptr<Core> &core)
        : owner(core),
          kept(std::max<size_t>(1, core->bounds.entries / kWorkerShare), core->bounds.bytes / kWorkerShare),
          hits(core->registry.counter(kHits, core->labels())),
          misses(core->registry.counter(kMisses, core->labels()))
    {
    }

    static WorkerPart &of(const std::shared_ptr<Core> &core)
    {
        thread_local std::vector<std::unique_ptr<WorkerPart>> parts;
        for (const auto &part : parts) {
            if (!part->owner.owner_before(core) && !core.owner_before(part->owner))
                return *part;
        }
        std::erase_if(parts, [](const auto &part) { return part->owner.expired(); });
        return *parts.emplace_back(std::make_unique<WorkerPart>(core));
    }

    std::weak_ptr<Core> owner;
    LruMap kept;
    metrics::Counter hits;
    metrics::Counter misses;
};

/// Keeps a copy for this thread unless the key was forgotten meanwhile or the value is not to be kept.
void keepHere(const std::shared_ptr<Core> &core, const QByteArray &key, const Kept &value)
{
    if (value.expires > core::systemClock().steady() && core->generationOf(key).load() == value.generation)
        WorkerPart::of(core).kept.insert(key, value);
}

Task<Result<QByteArray>> lookUp(std::shared_ptr<Core> core, QByteArray key, CacheFetch fetch)
{
    {
        WorkerPart &part = WorkerPart::of(core);
        const Kept *own = part.kept.find(key, core::systemClock().steady());
        if (own && own->generation == core->generationOf(key).load(std::memory_order_acquire)) {
            part.hits.add();
            co_return own->bytes;
        }
    }
    const Waiter self {core::threadAnchor(), {}};
    core::post(core->home, [core, key, self] { core->join(key, self); });
    const Turn turn = co_await self.turn;
    if (turn.wasKept)
        WorkerPart::of(core).hits.add();
    else
        WorkerPart::of(core).misses.add();
    if (!turn.lead) {
        if (!turn.outcome)
            co_return std::unexpected(turn.outcome.error());
        keepHere(core, key, *turn.outcome);
        co_return turn.outcome->bytes;
    }
    const Result<CacheEntry> fetched = co_await fetch();
    Result<Kept> outcome;
    if (fetched) {
        outcome = Kept {fetched->bytes, core::systemClock().steady() + fetched->ttl, turn.lead->generation};
        keepHere(core, key, *outcome);
    } else {
        outcome = std::unexpected(fetched.error());
    }
    core::post(core->home, [core, flight = turn.lead, outcome] { core->land(flight, outcome); });
    if (!outcome)
        co_return std::unexpected(outcome.error());
    co_return outcome->bytes;
}

class MemoryCache : public SharedCache
{
public:
    explicit MemoryCache(std::shared_ptr<Core> core) : m_core(std::move(core)) { }

    Task<Result<QByteArray>> getOrFetch(QByteArray key, CacheFetch fetch) override
    {
        return lookUp(m_core, std::move(key), std::move(fetch));
    }

    void forget(const QByteArray &key) override
    {
        m_core->generationOf(key).fetch_add(1, std::memory_order_acq_rel);
        core::post(m_core->home, [core = m_core, key] { core->drop(key); });
    }

private:
    std::shared_ptr<Core> m_core;
};

} // namespace

std::unique_ptr<SharedCache> makeSharedCache(const QByteArray &name, CacheBounds bounds, metrics::Registry &registry)
{
    return std::make_unique<MemoryCache>(std::make_shared<Core>(name, bounds, registry));
}

} // namespace signalbox::cluster
