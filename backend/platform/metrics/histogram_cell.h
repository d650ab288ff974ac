#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

/// Log-linear buckets: each power of two between 2^kMinExponent and 2^kMaxExponent is cut into kSubBuckets equal
/// parts, so that the middle of a bucket is at most 1.6 % off any value in it. The range covers microseconds told in
/// seconds as well as hours told in milliseconds or sums told in cents. Bucket 0 holds what lies below (zero too).
namespace signalbox::metrics {

inline constexpr int kMinExponent = -20; ///< 0.95e-6
inline constexpr int kMaxExponent = 30; ///< 1.07e9; anything above counts into the last bucket
inline constexpr int kSubBuckets = 32;
inline constexpr size_t kOctaves = kMaxExponent - kMinExponent;
inline constexpr size_t kBuckets = 1 + kOctaves * kSubBuckets;

/// The bucket that counts `value`; 0 for zero, negatives and NaN.
size_t bucketIndex(double value);
/// The middle of a bucket; 0 for bucket 0.
double bucketValue(size_t index);

/// One thread's part of a histogram series. Written by that thread only, read by any. An octave's block (256 bytes)
/// is made when the first value falls into it, so a latency series costs about 2 KB a thread.
struct HistogramCell
{
    explicit HistogramCell(const std::vector<double> &upperBounds);
    ~HistogramCell();
    Q_DISABLE_COPY_MOVE(HistogramCell)

    using Block = std::array<std::atomic<quint64>, kSubBuckets>;

    void observe(double value);
    /// Adds this cell's log-linear counts; `buckets` has kBuckets entries.
    void addTo(std::vector<quint64> &buckets) const;

    const std::vector<double> &bounds; ///< the family's, which outlives every cell
    /// One count a bound and one for +Inf, not cumulative.
    std::vector<std::atomic<quint64>> counts;
    std::atomic<double> sum {0};
    std::atomic<quint64> belowRange {0};
    std::array<std::atomic<Block *>, kOctaves> octaves {};
};

} // namespace signalbox::metrics
