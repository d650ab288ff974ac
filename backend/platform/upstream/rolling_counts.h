#pragma once

#include <QtGlobal>

#include <array>
#include <atomic>

namespace signalbox::upstream {

/// Two counts over the last ten seconds, in buckets of one second. Any thread, no locks.
class RollingCounts
{
public:
    struct Totals
    {
        quint64 all = 0;
        quint64 marked = 0;
    };

    /// Adds to the bucket of `second` (seconds of a steady clock).
    void add(qint64 second, quint64 all, quint64 marked);
    Totals totals(qint64 second) const;
    void clear();

private:
    static constexpr int kSeconds = 10;
    /// Each bucket: 20 bits of the second it counts, 22 bits per count; one word, so that a bucket whose second has
    /// passed is emptied and counted into in one step.
    std::array<std::atomic<quint64>, kSeconds> m_buckets {};
};

} // namespace signalbox::upstream
