#include "backend/platform/metrics/registry.h"

#include "backend/platform/log/log.h"
#include "backend/platform/metrics/registry_impl.h"

#include <QString>

#include <algorithm>

namespace signalbox::metrics {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMaxSeriesPerFamily = 1000;
constexpr auto kOverflowFamily = "signalbox_metric_series_overflow_total";

/// The default bounds, those of `http_request_duration_seconds` (contract em-gateway 18).
std::vector<double> defaultBounds()
{
    return {.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10};
}

/// The shards of the calling thread, given back when it ends.
struct ThreadShards
{
    struct Held
    {
        std::shared_ptr<ShardPool> pool;
        Shard *shard;
    };

    ThreadShards() = default;
    Q_DISABLE_COPY_MOVE(ThreadShards)
    ~ThreadShards()
    {
        for (const Held &held : shards) {
            const std::scoped_lock lock(held.pool->mutex);
            held.pool->free.push_back(held.shard);
        }
    }

    Shard &of(const std::shared_ptr<ShardPool> &pool)
    {
        for (const Held &held : shards) {
            if (held.pool == pool)
                return *held.shard;
        }
        std::erase_if(shards, [](const Held &held) { return held.pool.use_count() == 1; });
        const std::scoped_lock lock(pool->mutex);
        Shard *shard = nullptr;
        if (pool->free.empty()) {
            shard = &pool->shards.emplace_back();
        } else {
            shard = pool->free.back();
            pool->free.pop_back();
        }
        shards.push_back({pool, shard});
        return *shard;
    }

    std::vector<Held> shards;
};

QByteArray keyOf(const Labels &labels)
{
    QByteArray key;
    for (const auto &[name, value] : labels)
        key += name + '\1' + value + '\2';
    return key;
}

QByteArray sortedKeyOf(Labels labels)
{
    std::ranges::sort(labels);
    return keyOf(labels);
}

void *makeCell(Shard &shard, const Family &family)
{
    switch (family.kind) {
    case Kind::Counter:
        return &shard.counters.emplace_back(0);
    case Kind::Gauge:
    case Kind::Total:
        return &shard.gauges.emplace_back(0.0);
    case Kind::Histogram:
        return &shard.histograms.emplace_back(family.bounds);
    }
    return nullptr;
}

} // namespace

void Counter::add(quint64 count) const
{
    if (m_cell)
        m_cell->store(m_cell->load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
}

void Gauge::set(double value) const
{
    if (m_cell)
        m_cell->store(value, std::memory_order_relaxed);
}

void Gauge::add(double delta) const
{
    if (m_cell)
        m_cell->store(m_cell->load(std::memory_order_relaxed) + delta, std::memory_order_relaxed);
}

void Histogram::observe(double value) const
{
    if (m_cell)
        m_cell->observe(value);
}

void *Registry::Impl::resolveSlowly(Shard &shard, Kind kind, const QByteArray &family, const Labels &labels,
                                    bool *overflowed)
{
    const std::scoped_lock lock(mutex);
    const auto found = families.find(family);
    if (found == families.end())
        return nullptr;
    const Kind declared = found->second.family.kind == Kind::Total ? Kind::Gauge : found->second.family.kind;
    if (declared != kind)
        return nullptr;
    auto &all = found->second.series;
    QByteArray key = sortedKeyOf(labels);
    Labels kept = labels;
    if (!all.contains(key) && all.size() >= kMaxSeriesPerFamily) {
        *overflowed = true;
        kept = {{"overflow"_ba, "true"_ba}};
        key = keyOf(kept);
    }
    Series &series = all[key];
    if (series.labels.empty())
        series.labels = std::move(kept);
    const auto own = std::ranges::find(series.cells, &shard, &std::pair<Shard *, void *>::first);
    if (own != series.cells.end())
        return own->second;
    void *cell = makeCell(shard, found->second.family);
    series.cells.emplace_back(&shard, cell);
    return cell;
}

void *Registry::Impl::resolve(Kind kind, const QByteArray &family, const Labels &labels)
{
    thread_local ThreadShards ownShards;
    Shard &shard = ownShards.of(pool);
    const QByteArray key = QByteArray::number(int(kind)) + family + '\0' + keyOf(labels);
    if (void *known = shard.resolved.value(key))
        return known;
    bool overflowed = false;
    void *cell = resolveSlowly(shard, kind, family, labels, &overflowed);
    if (!cell) {
        log::error("platform"_ba, u"metric family used without a declaration of its kind"_s,
                   {{"family"_ba, QString::fromLatin1(family)}});
    } else if (overflowed) {
        // Not remembered: what is beyond the bound must not grow the thread's table either.
        auto *counted = static_cast<std::atomic<quint64> *>(
                resolve(Kind::Counter, kOverflowFamily, {{"family"_ba, family}}));
        if (counted)
            counted->fetch_add(1, std::memory_order_relaxed);
    } else {
        shard.resolved.insert(key, cell);
    }
    return cell;
}

Registry::Registry() : m_impl(std::make_unique<Impl>())
{
    declare({kOverflowFamily, "Series asked for beyond the bound of 1000 a family"_ba, Kind::Counter});
}

Registry::~Registry() = default;

void Registry::declare(Family family)
{
    if (family.kind == Kind::Histogram && family.bounds.empty())
        family.bounds = defaultBounds();
    const std::scoped_lock lock(m_impl->mutex);
    const QByteArray name = family.name;
    m_impl->families.try_emplace(name, FamilyState {std::move(family), {}});
}

Counter Registry::counter(const QByteArray &family, const Labels &labels)
{
    Counter handle;
    handle.m_cell = static_cast<std::atomic<quint64> *>(m_impl->resolve(Kind::Counter, family, labels));
    return handle;
}

Gauge Registry::gauge(const QByteArray &family, const Labels &labels)
{
    Gauge handle;
    handle.m_cell = static_cast<std::atomic<double> *>(m_impl->resolve(Kind::Gauge, family, labels));
    return handle;
}

Histogram Registry::histogram(const QByteArray &family, const Labels &labels)
{
    Histogram handle;
    handle.m_cell = static_cast<HistogramCell *>(m_impl->resolve(Kind::Histogram, family, labels));
    return handle;
}

SeriesValue merge(const FamilyState &state, const Series &series, std::vector<quint64> *byBound)
{
    SeriesValue merged {.labels = series.labels};
    std::vector<quint64> counts(state.family.bounds.size() + 1);
    if (state.family.kind == Kind::Histogram)
        merged.buckets.resize(kBuckets);
    for (const auto &[shard, cell] : series.cells) {
        switch (state.family.kind) {
        case Kind::Counter:
            merged.value += double(static_cast<std::atomic<quint64> *>(cell)->load(std::memory_order_relaxed));
            break;
        case Kind::Gauge:
        case Kind::Total:
            merged.value += static_cast<std::atomic<double> *>(cell)->load(std::memory_order_relaxed);
            break;
        case Kind::Histogram: {
            const auto *histogram = static_cast<HistogramCell *>(cell);
            histogram->addTo(merged.buckets);
            merged.sum += histogram->sum.load(std::memory_order_relaxed);
            for (size_t i = 0; i < counts.size(); ++i)
                counts[i] += histogram->counts[i].load(std::memory_order_relaxed);
            break;
        }
        }
    }
    for (const quint64 count : counts)
        merged.count += count;
    while (!merged.buckets.empty() && merged.buckets.back() == 0)
        merged.buckets.pop_back();
    if (byBound)
        *byBound = std::move(counts);
    return merged;
}

std::vector<SeriesValue> Registry::read(const QByteArray &family) const
{
    const std::scoped_lock lock(m_impl->mutex);
    std::vector<SeriesValue> values;
    const auto found = m_impl->families.find(family);
    if (found == m_impl->families.end())
        return values;
    values.reserve(found->second.series.size());
    for (const auto &[key, series] : found->second.series)
        values.push_back(merge(found->second, series));
    return values;
}

QByteArray Registry::prometheusText() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return serialize(m_impl->families);
}

} // namespace signalbox::metrics
