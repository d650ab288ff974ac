#pragma once

#include <QByteArray>

#include <atomic>
#include <memory>
#include <span>
#include <utility>
#include <vector>

/// Counters, gauges and histograms without locks on the writing side: each thread writes to its own shard, readers
/// merge the shards (DESIGN 4.11). Families are declared once at start; label values come from closed sets, never
/// from a person, id, address, URL or free text (contract platform 9).
namespace signalbox::metrics {

using Labels = std::vector<std::pair<QByteArray, QByteArray>>;

enum class Kind {
    Counter,
    Gauge,
    Histogram,
    Total, ///< a counter for Prometheus whose total (fractions too) is kept elsewhere and set through gauge()
};

/// One family: what `# HELP` and `# TYPE` say.
struct Family
{
    QByteArray name;
    QByteArray help;
    Kind kind = Kind::Counter;
    /// Upper bounds in the family's unit, ascending, without +Inf; histograms only.
    std::vector<double> bounds = {};
};

/// A cell of the calling thread's shard. Copy it, keep it, use it only on the thread that asked for it.
class Counter
{
public:
    void add(quint64 count = 1) const;

private:
    friend class Registry;
    std::atomic<quint64> *m_cell = nullptr;
};

/// A value that goes up and down. Set and add from one thread; the merged value is the sum over the shards.
class Gauge
{
public:
    void set(double value) const;
    void add(double delta) const;

private:
    friend class Registry;
    std::atomic<double> *m_cell = nullptr;
};

struct HistogramCell;

/// Observations in the family's unit (seconds for `*_seconds`). Keeps log-linear buckets (≤ 3 % error) for quantiles
/// beside the family's own bounds for Prometheus.
class Histogram
{
public:
    void observe(double value) const;

private:
    friend class Registry;
    HistogramCell *m_cell = nullptr;
};

/// Merged values of one series at one moment.
struct SeriesValue
{
    Labels labels;
    double value = 0; ///< counter or gauge
    quint64 count = 0; ///< histogram: observations
    double sum = 0; ///< histogram: their sum
    std::vector<quint64> buckets = {}; ///< histogram: counts of the log-linear buckets, for quantile()
};

/// Value below which the share `q` (0..1) of the observations between two readings lies; NaN without any.
double quantile(const std::vector<quint64> &now, const std::vector<quint64> &before, double q);

/// One per process, made by runtime and handed down; thread safe.
class Registry
{
public:
    Registry();
    ~Registry();
    Q_DISABLE_COPY_MOVE(Registry)

    /// Declares a family. Again with the same name: no effect. Histograms without bounds get those of
    /// `http_request_duration_seconds`.
    void declare(Family family);

    /// The calling thread's cell of a series; takes a lock, so resolve once and keep it. The number of series of a
    /// family is bounded (1,000): beyond it all share the series `overflow="true"` and
    /// `signalbox_metric_series_overflow_total{family}` counts. An undeclared family or one of another kind is logged
    /// and gives a cell that does nothing.
    Counter counter(const QByteArray &family, const Labels &labels = {});
    Gauge gauge(const QByteArray &family, const Labels &labels = {});
    Histogram histogram(const QByteArray &family, const Labels &labels = {});

    /// Merged series of a family. Any thread; never stops a writer.
    std::vector<SeriesValue> read(const QByteArray &family) const;

    /// Prometheus text 0.0.4 of every declared family, HELP and TYPE first (contract platform 9: also before the
    /// first sample), families and series in a stable order.
    QByteArray prometheusText() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace signalbox::metrics
