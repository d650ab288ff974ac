#pragma once

#include "backend/platform/cluster/rate_window.h"

#include <array>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <vector>

namespace signalbox::cluster {

/// Open-addressed table of atomic cells. A cell packs a tag (the minute, modulo 4,096) and a count, so cells of
/// former minutes need no clearing and a request is counted by one compare-and-swap. Pages are touched by the keys
/// in use only: 256 bytes a key, 496 when shared.
class RateTable
{
public:
    /// `shared`: keeps room for what other replicas counted and notes which keys were asked for.
    RateTable(size_t capacity, bool shared);

    RateVerdict take(QByteArrayView key, int limitPerMinute, core::WallTime now);
    /// Keys forgotten while in use, since the start.
    quint64 evictions() const { return m_evictions.load(std::memory_order_relaxed); }

    /// A counted second of a key.
    struct Count
    {
        qint64 second = 0;
        quint32 count = 0;
    };

    /// Slots asked for since the last call, at most `limit`; the rest stays noted. Shared tables only.
    std::vector<size_t> takeTouched(size_t limit);
    void touch(size_t slot);
    /// The hash of the key in a slot; 0 when it has none.
    quint64 keyOf(size_t slot) const;
    /// What this process counted within the minute up to `now`.
    std::vector<Count> ownCounts(size_t slot, qint64 nowSecond) const;
    /// Replaces what the others counted within the minute up to `now`; no effect when the slot has another key by now.
    void setOthers(size_t slot, quint64 key, qint64 nowSecond, const std::vector<Count> &counts);

private:
    static constexpr size_t kCells = 60;
    using Cells = std::array<std::atomic<quint32>, kCells>;

    struct Slot
    {
        std::atomic<quint64> key; ///< 0: empty; 1: being cleared for another key
        std::atomic<quint32> lastSecond;
        quint32 padding;
        Cells cells;
    };

    template <class T>
    using Zeroed = std::unique_ptr<T[], decltype(&std::free)>;

    struct Window
    {
        quint64 sum = 0;
        qint64 oldest = 0; ///< second of the oldest count; that of the request without any
        quint32 current = 0; ///< the current cell as it was read
    };

    Slot *findOrClaim(quint64 hash, quint32 second);
    Slot *replaceStalest(quint64 hash, quint32 second);
    Window read(const Slot &slot, qint64 second) const;
    qint64 secondsUntilRoom(const Slot &slot, qint64 second, quint64 sum, quint64 limit) const;
    quint64 countAt(const Slot &slot, qint64 second) const;
    size_t indexOf(const Slot &slot) const { return size_t(&slot - m_slots.get()); }

    size_t m_mask;
    Zeroed<Slot> m_slots;
    Zeroed<Cells> m_others;
    std::vector<std::atomic<quint64>> m_touched;
    std::atomic<quint64> m_evictions {0};
};

} // namespace signalbox::cluster
