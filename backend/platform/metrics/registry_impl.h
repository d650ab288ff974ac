#pragma once

#include "backend/platform/metrics/histogram_cell.h"
#include "backend/platform/metrics/registry.h"

#include <QHash>

#include <deque>
#include <map>
#include <mutex>

namespace signalbox::metrics {

/// Where one thread's cells live. Deques keep the addresses; the next thread takes over the shard of an ended one,
/// so that short-lived threads do not grow the registry.
struct Shard
{
    std::deque<std::atomic<quint64>> counters;
    std::deque<std::atomic<double>> gauges;
    std::deque<HistogramCell> histograms;
    /// What the owning thread has resolved, read by it without the lock.
    QHash<QByteArray, void *> resolved;
};

/// One set of label values and its cells in the shards.
struct Series
{
    Labels labels;
    std::vector<std::pair<Shard *, void *>> cells;
};

struct FamilyState
{
    Family family;
    std::map<QByteArray, Series> series; ///< by the sorted labels: a stable order in the text
};

/// Shards of one registry. Threads hold it too, since a thread may end after its registry.
struct ShardPool
{
    std::mutex mutex;
    std::deque<Shard> shards;
    std::vector<Shard *> free;
};

struct Registry::Impl
{
    void *resolve(Kind kind, const QByteArray &family, const Labels &labels);
    void *resolveSlowly(Shard &shard, Kind kind, const QByteArray &family, const Labels &labels, bool *overflowed);

    std::shared_ptr<ShardPool> pool = std::make_shared<ShardPool>();
    mutable std::mutex mutex; ///< guards `families` and the cell lists, never a cell's value
    std::map<QByteArray, FamilyState> families;
};

/// Sum over the shards; for histograms also the counts by the family's bounds (one more for +Inf).
SeriesValue merge(const FamilyState &state, const Series &series, std::vector<quint64> *byBound = nullptr);

/// Prometheus text 0.0.4; families without a series too, with HELP and TYPE only.
QByteArray serialize(const std::map<QByteArray, FamilyState> &families);

} // namespace signalbox::metrics
