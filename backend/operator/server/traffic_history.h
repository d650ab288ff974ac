#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/metrics/series_store.h"

#include <QSet>

#include <map>
#include <optional>

namespace signalbox::server {

/// The steps into which a time range is cut.
struct HistorySpan
{
    core::WallTime from; ///< start of the first step
    core::WallTime to;
    core::milliseconds step{0};
    core::milliseconds fine{0}; ///< distance of the points that are kept so far back
    size_t count = 0; ///< of steps
};

/// Counts over time in a series store of their own, so that they survive a restart and never grow: ten seconds for
/// 3 h, a minute for 48 h, ten minutes for 30 d. Counts of a step are exact but for the minutes (ten minutes, further
/// back) in which the gateway was started. Belongs to the operator thread.
class TrafficHistory
{
public:
    static constexpr std::chrono::seconds kTick{10};

    TrafficHistory(metrics::SeriesStore &store, core::WallTime now);

    /// What was counted in the tick that began at `at`, by name. A name is kept from its first count on; a full store
    /// keeps those it has.
    void append(core::WallTime at, const std::map<QByteArray, quint64> &counted);

    /// Cuts the range into at most 121 steps of a round length; not further back than 30 days.
    HistorySpan spanOf(core::WallTime from, core::WallTime to) const;
    /// The count of each step; none where the gateway did not run or nothing had ever been counted.
    std::vector<std::optional<qint64>> read(const QByteArray &name, const HistorySpan &span) const;
    /// Names that begin so, in the order of their first count.
    std::vector<QByteArray> names(QByteArrayView beginning) const;
    /// Everything up to this moment is counted.
    core::WallTime countedUntil() const { return m_until; }

private:
    metrics::SeriesStore &m_store;
    QSet<QByteArray> m_known;
    core::WallTime m_until;
};

} // namespace signalbox::server
