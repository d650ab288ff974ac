#pragma once

#include "backend/operator/server/alerts/alert_engine.h"
#include "backend/operator/server/alerts/share_history.h"
#include "backend/platform/metrics/sampler.h"

#include <deque>
#include <map>

/// What alert rules measure: families of the metrics registry, so that the same rule can be written for Prometheus.
namespace signalbox::server {

enum class MeasureKind {
    Ratio, ///< share of the counted `whole` that is `part`, 0..1
    Share, ///< the same for two gauges as they are now
    Mean, ///< of a histogram's observations
    Quantile, ///< of a histogram's observations
    Sum, ///< of gauges as they are now
    Increase, ///< of counters within the window
    Silence, ///< how often `whole` happened while `part` never did; 0 when it did
    Age, ///< seconds since a gauge that holds a time
    DaysLeft, ///< until a gauge that holds a time
    Growth, ///< of a gauge against the reading one window ago, as a ratio; nothing before there is one
    Spike, ///< the share of `part` within the window against the share within `history`, as a ratio
};

/// The series of a family whose labels match. A value may name several, `sent|retry|5*`.
struct Selection
{
    QByteArray family = {};
    std::vector<metrics::LabelMatch> match = {};
};

/// One measurement, for each value of the label `by` (one in all when that is empty).
struct Measure
{
    MeasureKind kind = MeasureKind::Ratio;
    Selection whole;
    Selection part = {}; ///< Ratio, Share, Silence and Spike
    QByteArray by = {};
    std::chrono::seconds window {300};
    double minimum = 0; ///< fewer observations within the window say nothing; for Spike, fewer of `part`
    double quantile = 0.95;
    double factor = 1; ///< from the family's unit to the rule's: 1000 for seconds shown as ms
    std::chrono::seconds history {0}; ///< Spike only, which knows no subjects
};

/// Reads measures again and again. Keeps at most 16 readings a measure, and the steps of a Spike's history. One thread;
/// call read() once a second.
class MeasureReader
{
public:
    /// `store`: keeps histories over restarts; null: they begin with this process.
    MeasureReader(const metrics::Registry &registry, std::vector<Measure> measures, core::SteadyTime now,
                  metrics::SeriesStore *store = nullptr);

    /// A reading for each measure (its index is the rule's) and subject about which something can be told.
    std::vector<AlertReading> read(core::SteadyTime now, core::WallTime wall);

private:
    struct Totals
    {
        double whole = 0; ///< counted, or the gauge's value
        double part = 0;
        double sum = 0; ///< histograms
        std::vector<quint64> buckets = {};
        bool seen = false; ///< a series of `whole` was there
    };
    using Subjects = std::map<QByteArray, Totals>;
    struct Reading
    {
        core::SteadyTime at;
        Subjects subjects;
    };
    struct Tracked
    {
        Measure measure;
        std::deque<Reading> past; ///< oldest first
        std::optional<ShareHistory> history = {};
        Totals last = {}; ///< what the history was told of
    };

    Subjects totalsOf(const Measure &measure) const;
    static std::optional<double> valueOf(const Measure &measure, const Totals &now, const Totals &before,
                                         core::WallTime wall);
    static std::optional<double> spikeOf(Tracked &tracked, const Totals &now, const Totals &before,
                                         core::WallTime wall);

    const metrics::Registry &m_registry;
    std::vector<Tracked> m_tracked;
};

} // namespace signalbox::server
