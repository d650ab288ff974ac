#include "backend/platform/cluster/rate_table.h"

#include <algorithm>
#include <bit>

namespace signalbox::cluster {

namespace {

constexpr quint32 kCountBits = 20;
constexpr quint32 kCountMask = (1U << kCountBits) - 1;
constexpr qint64 kWindow = 60;
constexpr size_t kProbes = 16;
constexpr quint64 kBusy = 1;

quint32 tagOf(qint64 second)
{
    return quint32(second / kWindow) << kCountBits;
}

size_t cellOf(qint64 second)
{
    return size_t(second % kWindow);
}

quint32 countIn(quint32 cell, qint64 second)
{
    return (cell & ~kCountMask) == tagOf(second) ? cell & kCountMask : 0;
}

/// FNV-1a with a final mix: the same on every machine, because replicas share counts by it.
quint64 hashOf(QByteArrayView key)
{
    quint64 hash = 0xcbf29ce484222325;
    for (const char c : key)
        hash = (hash ^ quint8(c)) * 0x100000001b3;
    hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
    hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
    hash ^= hash >> 31;
    return hash > kBusy ? hash : hash + 2;
}

/// Zeroed memory whose pages are not touched before their first use, unlike a vector's.
template <class T>
T *zeroed(size_t count)
{
    void *memory = std::calloc(count, sizeof(T));
    Q_CHECK_PTR(memory);
    return static_cast<T *>(memory);
}

} // namespace

RateTable::RateTable(size_t capacity, bool shared)
    : m_mask(std::bit_ceil(std::max(capacity, kProbes)) - 1), m_slots(zeroed<Slot>(m_mask + 1), &std::free),
      m_others(shared ? zeroed<Cells>(m_mask + 1) : nullptr, &std::free), m_touched(shared ? (m_mask + 64) / 64 : 0)
{
    static_assert(sizeof(Slot) == 256 && std::atomic<quint32>::is_always_lock_free);
}

RateTable::Slot *RateTable::findOrClaim(quint64 hash, quint32 second)
{
    constexpr int kTries = 3;
    for (int attempt = 0; attempt < kTries; ++attempt) {
        for (size_t i = 0; i < kProbes; ++i) {
            Slot &slot = m_slots[(hash + i) & m_mask];
            quint64 key = slot.key.load(std::memory_order_acquire);
            if (key == 0 && slot.key.compare_exchange_strong(key, hash, std::memory_order_acq_rel))
                return &slot;
            if (key == hash)
                return &slot;
        }
        if (Slot *slot = replaceStalest(hash, second))
            return slot;
    }
    return nullptr;
}

RateTable::Slot *RateTable::replaceStalest(quint64 hash, quint32 second)
{
    Slot *stalest = nullptr;
    for (size_t i = 0; i < kProbes; ++i) {
        Slot &slot = m_slots[(hash + i) & m_mask];
        const quint32 used = slot.lastSecond.load(std::memory_order_relaxed);
        const bool isStaler = !stalest || used < stalest->lastSecond.load(std::memory_order_relaxed);
        if (isStaler && slot.key.load(std::memory_order_relaxed) > kBusy)
            stalest = &slot;
    }
    if (!stalest)
        return nullptr;
    quint64 old = stalest->key.load(std::memory_order_relaxed);
    if (old <= kBusy || !stalest->key.compare_exchange_strong(old, kBusy, std::memory_order_acq_rel))
        return nullptr;
    if (stalest->lastSecond.load(std::memory_order_relaxed) + kWindow > second)
        m_evictions.fetch_add(1, std::memory_order_relaxed);
    for (auto &cell : stalest->cells)
        cell.store(0, std::memory_order_relaxed);
    if (m_others) {
        for (auto &cell : m_others[indexOf(*stalest)])
            cell.store(0, std::memory_order_relaxed);
    }
    stalest->lastSecond.store(second, std::memory_order_relaxed);
    stalest->key.store(hash, std::memory_order_release);
    return stalest;
}

quint64 RateTable::countAt(const Slot &slot, qint64 second) const
{
    quint64 count = countIn(slot.cells[cellOf(second)].load(std::memory_order_acquire), second);
    if (m_others)
        count += countIn(m_others[indexOf(slot)][cellOf(second)].load(std::memory_order_relaxed), second);
    return count;
}

RateTable::Window RateTable::read(const Slot &slot, qint64 second) const
{
    Window window {.oldest = second};
    window.current = slot.cells[cellOf(second)].load(std::memory_order_acquire);
    window.sum = countIn(window.current, second);
    if (m_others)
        window.sum += countIn(m_others[indexOf(slot)][cellOf(second)].load(std::memory_order_relaxed), second);
    for (qint64 at = second - 1; at > second - kWindow; --at) {
        const quint64 count = countAt(slot, at);
        if (count > 0)
            window.oldest = at;
        window.sum += count;
    }
    return window;
}

qint64 RateTable::secondsUntilRoom(const Slot &slot, qint64 second, quint64 sum, quint64 limit) const
{
    for (qint64 at = second - kWindow + 1; at <= second; ++at) {
        sum -= std::min(sum, countAt(slot, at));
        if (sum < limit)
            return at + kWindow - second;
    }
    return kWindow;
}

RateVerdict RateTable::take(QByteArrayView key, int limitPerMinute, core::WallTime now)
{
    const qint64 second = std::max<qint64>(kWindow, core::epochMs(now) / 1000);
    RateVerdict verdict {.limit = limitPerMinute, .resetEpochSeconds = second + kWindow};
    if (limitPerMinute < 1)
        return verdict;
    const auto limit = quint64(limitPerMinute);
    verdict.remaining = limitPerMinute - 1;
    Slot *slot = findOrClaim(hashOf(key), quint32(second));
    if (!slot)
        return verdict;
    slot->lastSecond.store(quint32(second), std::memory_order_relaxed);
    if (m_others)
        touch(indexOf(*slot));
    // The current cell is swapped from the value that the sum was made with, so concurrent requests never pass
    // together on one free place.
    for (;;) {
        Window window = read(*slot, second);
        verdict.resetEpochSeconds = window.oldest + kWindow;
        if (window.sum >= limit) {
            verdict.allowed = false;
            verdict.remaining = 0;
            verdict.retryAfterSeconds = int(std::max<qint64>(1, secondsUntilRoom(*slot, second, window.sum, limit)));
            return verdict;
        }
        const quint32 count = std::min(countIn(window.current, second) + 1, kCountMask);
        if (slot->cells[cellOf(second)].compare_exchange_weak(window.current, tagOf(second) | count,
                                                             std::memory_order_acq_rel)) {
            verdict.remaining = int(limit - window.sum - 1);
            return verdict;
        }
    }
}

void RateTable::touch(size_t slot)
{
    const quint64 bit = quint64(1) << (slot % 64);
    auto &word = m_touched[slot / 64];
    if (!(word.load(std::memory_order_relaxed) & bit))
        word.fetch_or(bit, std::memory_order_relaxed);
}

std::vector<size_t> RateTable::takeTouched(size_t limit)
{
    std::vector<size_t> slots;
    for (size_t word = 0; word < m_touched.size() && slots.size() < limit; ++word) {
        if (m_touched[word].load(std::memory_order_relaxed) == 0)
            continue;
        quint64 bits = m_touched[word].exchange(0, std::memory_order_relaxed);
        for (; bits != 0; bits &= bits - 1)
            slots.push_back(word * 64 + size_t(std::countr_zero(bits)));
    }
    return slots;
}

quint64 RateTable::keyOf(size_t slot) const
{
    const quint64 key = m_slots[slot].key.load(std::memory_order_acquire);
    return key > kBusy ? key : 0;
}

std::vector<RateTable::Count> RateTable::ownCounts(size_t slot, qint64 nowSecond) const
{
    std::vector<Count> counts;
    for (qint64 at = nowSecond - kWindow + 1; at <= nowSecond; ++at) {
        const quint32 count = countIn(m_slots[slot].cells[cellOf(at)].load(std::memory_order_acquire), at);
        if (count > 0)
            counts.push_back({at, count});
    }
    return counts;
}

void RateTable::setOthers(size_t slot, quint64 key, qint64 nowSecond, const std::vector<Count> &counts)
{
    if (!m_others || keyOf(slot) != key)
        return;
    std::array<quint32, kCells> fresh {};
    for (const Count &count : counts) {
        if (count.second > nowSecond - kWindow && count.second <= nowSecond)
            fresh[cellOf(count.second)] = tagOf(count.second) | std::min(count.count, kCountMask);
    }
    for (size_t i = 0; i < kCells; ++i)
        m_others[slot][i].store(fresh[i], std::memory_order_relaxed);
}

} // namespace signalbox::cluster
