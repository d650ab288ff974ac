#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/metrics/series_file.h"

#include <QHash>

#include <vector>

namespace signalbox::metrics {

/// A value at the start of its interval; NaN is a gap.
struct SeriesPoint
{
    core::WallTime at;
    double value = 0;
};

/// History for charts in one file of fixed size that survives restarts and kill -9 (contract operator-console 1.3):
/// 1 s for 10 min, 10 s for 3 h, 1 min for 48 h, 10 min for 30 d. A coarser value is the mean of the finer values
/// present, also for latencies. At most 256 series. One thread (the operator server's) writes and reads.
class SeriesStore
{
public:
    /// Opens or makes the file. One that is not ours or damaged is renamed to `<path>.corrupt-<ms>` with a warning,
    /// and a fresh one takes its place. Io, Full.
    static Result<SeriesStore> open(const QString &path, core::WallTime now);

    /// Keeps a value for the second of `at`; the last of several in one second wins, NaN and infinities are gaps.
    /// InvalidInput: empty, unprintable or longer than 95 bytes; Full: a 257th series.
    Result<void> append(const QByteArray &name, core::WallTime at, double value);

    /// Points from `from` to `to` (both included, aligned to the step). The finest resolution that reaches back to
    /// `from` and is not finer than `step` answers; a step between two resolutions is met by the mean of the finer.
    /// The step grows until at most 10,000 points remain. NotFound: no such series. InvalidInput: `to` before `from`.
    Result<std::vector<SeriesPoint>> read(const QByteArray &name, core::WallTime from, core::WallTime to,
                                          core::milliseconds step) const;

    std::vector<QByteArray> names() const;

private:
    explicit SeriesStore(SeriesFile file);
    Result<size_t> indexFor(const QByteArray &name);
    void put(size_t series, size_t resolution, qint64 interval, double value);
    double get(size_t series, size_t resolution, qint64 interval) const;
    double mean(size_t series, size_t resolution, qint64 first, qint64 count) const;
    size_t resolutionFor(qint64 fromSeconds, qint64 stepSeconds) const;

    SeriesFile m_file;
    QHash<QByteArray, size_t> m_index;
};

} // namespace signalbox::metrics
