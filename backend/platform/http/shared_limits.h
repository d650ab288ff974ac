#pragma once

#include "backend/platform/core/address.h"

#include <QtGlobal>

#include <array>
#include <atomic>
#include <memory>

namespace signalbox::http {

/// What the workers of a process count together, without locks: open connections and bytes of request bodies.
/// Any thread.
class SharedLimits
{
public:
    SharedLimits();

    /// Counts one more connection; false when the process or the address has its share. An `exempt` address
    /// (loopback, a trusted proxy) has no share of its own. Addresses count by IpAddress::limitKey() in a table of
    /// cells picked by a seeded hash; two addresses in one cell share it.
    bool openConnection(const core::IpAddress &peer, bool exempt, int most, int mostPerAddress);
    void closeConnection(const core::IpAddress &peer, bool exempt);
    int connections() const { return m_connections.load(std::memory_order_relaxed); }

    bool takeBodyBytes(qint64 count, qint64 most);
    void giveBodyBytes(qint64 count);
    qint64 bodyBytes() const { return m_bodyBytes.load(std::memory_order_relaxed); }

private:
    static constexpr size_t kCells = 65'536;
    std::atomic<int> &cellOf(const core::IpAddress &peer);

    size_t m_seed;
    std::atomic<int> m_connections {0};
    std::atomic<qint64> m_bodyBytes {0};
    std::array<std::atomic<int>, kCells> m_cells {};
};

} // namespace signalbox::http
