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

class Lead;

/// What the home thread tells a waiter: the outcome, or to fetch for the others.
struct Turn
{
    std::shared_ptr<Lead> lead = {};
    Result<Kept> outcome = Kept();
    bool wasKept = false; ///< the outcome was there already
};

struct Waiter
{
    quint64 number = 0;
    core::ReturnAddress thread;
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
    waiter.thread.post([shot = waiter.turn, turn = std::move(turn)] { shot.resolve(turn); });
}

/// What all threads share. Forgetting is a generation a stripe of keys: raising it makes every older copy, also the
/// workers' own, invalid at once.
struct Core : std::enable_shared_from_this<Core>
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
    const core::ReturnAddress home = core::ReturnAddress::here();
    std::atomic<quint64> nextWaiter {0};
    std::array<std::atomic<quint64>, kStripes> generations {};

    // Home thread only.
    void join(const QByteArray &key, Waiter waiter);
    void leave(const QByteArray &key, quint64 number) const;
    void land(const std::shared_ptr<Flight> &flight, Result<Kept> outcome);
    void drop(const QByteArray &key);
    void showSize() const;

    LruMap kept;
    QHash<QByteArray, std::shared_ptr<Flight>> flights;
    metrics::Counter evictions;
    metrics::Gauge entries;
    metrics::Gauge bytes;
};

/// The duty to fetch for all who wait. Falls to the next one when it is dropped without an outcome: its holder was
/// cancelled meanwhile, or its thread has ended.
class Lead
{
public:
    Lead(std::shared_ptr<Core> core, std::shared_ptr<Flight> flight)
        : m_core(std::move(core)), m_flight(std::move(flight))
    {
    }
    ~Lead()
    {
        if (m_flight)
            land(fail(ErrorCode::Cancelled, PublicText(u"the fetch was cancelled"_s)));
    }
    Q_DISABLE_COPY_MOVE(Lead)

    quint64 generation() const { return m_flight->generation; }
    void land(Result<Kept> outcome)
    {
        m_core->home.post([core = m_core, flight = std::exchange(m_flight, {}), outcome = std::move(outcome)] {
            core->land(flight, outcome);
        });
    }

private:
    std::shared_ptr<Core> m_core;
    std::shared_ptr<Flight> m_flight;
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
    deliver(waiter, {.lead = std::make_shared<Lead>(shared_from_this(), flight)});
}

void Core::leave(const QByteArray &key, quint64 number) const
{
    if (const auto flight = flights.value(key))
        std::erase_if(flight->waiters, [number](const Waiter &waiter) { return waiter.number == number; });
}

void Core::land(const std::shared_ptr<Flight> &flight, Result<Kept> outcome)
{
    if (!outcome && outcome.error().code == ErrorCode::Cancelled && !flight->waiters.empty()) {
        const Waiter next = flight->waiters.front();
        flight->waiters.pop_front();
        return deliver(next, {.lead = std::make_shared<Lead>(shared_from_this(), flight)});
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

/// The home thread's word, or Cancelled.
Task<Turn> awaitTurn(std::shared_ptr<Core> core, QByteArray key, CancelToken cancel)
{
    const Waiter self {core->nextWaiter++, core::ReturnAddress::here(), {}};
    core->home.post([core, key, self] { core->join(key, self); });
    const core::CancelRegistration early(cancel, [core, key, self] {
        core->home.post([core, key, number = self.number] { core->leave(key, number); });
        self.turn.resolve({.outcome = fail(ErrorCode::Cancelled, PublicText(u"the wait was cancelled"_s))});
    });
    co_return co_await self.turn;
}

Task<Result<QByteArray>> lookUp(std::shared_ptr<Core> core, QByteArray key, CacheFetch fetch, CancelToken cancel)
{
    {
        WorkerPart &part = WorkerPart::of(core);
        const Kept *own = part.kept.find(key, core::systemClock().steady());
        if (own && own->generation == core->generationOf(key).load(std::memory_order_acquire)) {
            part.hits.add();
            co_return own->bytes;
        }
    }
    const Turn turn = co_await awaitTurn(core, key, cancel);
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
        outcome = Kept {fetched->bytes, core::systemClock().steady() + fetched->ttl, turn.lead->generation()};
        keepHere(core, key, *outcome);
    } else {
        outcome = std::unexpected(fetched.error());
    }
    turn.lead->land(outcome);
    if (!outcome)
        co_return std::unexpected(outcome.error());
    co_return outcome->bytes;
}

class MemoryCache : public SharedCache
{
public:
    explicit MemoryCache(std::shared_ptr<Core> core) : m_core(std::move(core)) { }

    Task<Result<QByteArray>> getOrFetch(QByteArray key, CacheFetch fetch, CancelToken cancel) override
    {
        return lookUp(m_core, std::move(key), std::move(fetch), std::move(cancel));
    }

    void forget(const QByteArray &key) override
    {
        m_core->generationOf(key).fetch_add(1, std::memory_order_acq_rel);
        m_core->home.post([core = m_core, key] { core->drop(key); });
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
