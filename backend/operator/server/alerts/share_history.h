#pragma once

#include "backend/platform/metrics/series_store.h"

#include <deque>
#include <optional>

namespace signalbox::server {

/// A share over days, from counts noted every second: what a rule holds the share of the last hour against. Kept in
/// steps of ten minutes; with a series store the steps outlive the process. Belongs to the operator thread.
class ShareHistory
{
public:
    /// `store` may be null; it outlives this. `name` begins the names of the two series.
    ShareHistory(metrics::SeriesStore *store, const QByteArray &name, std::chrono::seconds length);

    /// What was counted since the last note. The first one reads what the store still knows.
    void note(double whole, double part, core::WallTime now);

    /// Share 0..1 of all that is remembered; nothing while nothing was counted.
    std::optional<double> share() const;

private:
    struct Step
    {
        qint64 number = 0; ///< of the ten minutes, since the epoch
        double whole = 0;
        double part = 0;
    };

    void read(core::WallTime now);

    metrics::SeriesStore *m_store;
    QByteArray m_whole; ///< names
    QByteArray m_part;
    std::chrono::seconds m_length;
    std::deque<Step> m_steps; ///< oldest first
    bool m_isRead = false;
};

} // namespace signalbox::server
