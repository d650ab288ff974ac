#pragma once

#include "backend/platform/core/clock.h"

#include <QByteArray>
#include <QHash>

#include <list>

namespace signalbox::cluster {

/// A kept value. `generation` tells whether its key was forgotten since.
struct Kept
{
    QByteArray bytes;
    core::SteadyTime expires;
    quint64 generation = 0;
};

/// Keys and values bounded by number and bytes; the least recently used goes first. One thread.
class LruMap
{
public:
    LruMap(size_t maxEntries, size_t maxBytes) : m_maxEntries(maxEntries), m_maxBytes(maxBytes) { }

    /// Null when it is not there or has expired; valid until the next change.
    const Kept *find(const QByteArray &key, core::SteadyTime now)
    {
        const auto found = m_index.constFind(key);
        if (found == m_index.cend())
            return nullptr;
        if ((*found)->second.expires <= now) {
            remove(key);
            return nullptr;
        }
        m_order.splice(m_order.begin(), m_order, *found);
        return &m_order.front().second;
    }

    /// How many others had to go; a value larger than the whole is not kept.
    size_t insert(const QByteArray &key, Kept kept)
    {
        remove(key);
        const size_t size = sizeOf(key, kept);
        if (size > m_maxBytes)
            return 0;
        size_t evicted = 0;
        for (; !m_order.empty() && (size_t(m_index.size()) >= m_maxEntries || m_bytes + size > m_maxBytes); ++evicted)
            remove(QByteArray(m_order.back().first));
        m_order.emplace_front(key, std::move(kept));
        m_index.insert(key, m_order.begin());
        m_bytes += size;
        return evicted;
    }

    void remove(const QByteArray &key)
    {
        const auto found = m_index.find(key);
        if (found == m_index.end())
            return;
        const auto entry = *found;
        m_bytes -= sizeOf(entry->first, entry->second);
        m_index.erase(found);
        m_order.erase(entry);
    }

    size_t entries() const { return size_t(m_index.size()); }
    size_t bytes() const { return m_bytes; }

private:
    using Order = std::list<std::pair<QByteArray, Kept>>;

    static size_t sizeOf(const QByteArray &key, const Kept &kept) { return size_t(key.size() + kept.bytes.size()); }

    size_t m_maxEntries;
    size_t m_maxBytes;
    size_t m_bytes = 0;
    Order m_order; ///< most recently used first
    QHash<QByteArray, Order::iterator> m_index;
};

} // namespace signalbox::cluster
