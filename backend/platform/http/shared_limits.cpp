#include "backend/platform/http/shared_limits.h"

#include <QHashFunctions>
#include <QRandomGenerator>

namespace signalbox::http {

SharedLimits::SharedLimits() : m_seed(size_t(QRandomGenerator::system()->generate64())) { }

std::atomic<int> &SharedLimits::cellOf(const core::IpAddress &peer)
{
    const auto &bytes = peer.bytes();
    const size_t counted = peer.isIpv4() ? bytes.size() : bytes.size() / 2;
    return m_cells[qHashBits(bytes.data(), counted, m_seed) % kCells];
}

bool SharedLimits::openConnection(const core::IpAddress &peer, bool exempt, int most, int mostPerAddress)
{
    if (m_connections.fetch_add(1, std::memory_order_relaxed) >= most) {
        m_connections.fetch_sub(1, std::memory_order_relaxed);
        return false;
    }
    if (!exempt && cellOf(peer).fetch_add(1, std::memory_order_relaxed) >= mostPerAddress) {
        closeConnection(peer, false);
        return false;
    }
    return true;
}

void SharedLimits::closeConnection(const core::IpAddress &peer, bool exempt)
{
    m_connections.fetch_sub(1, std::memory_order_relaxed);
    if (!exempt)
        cellOf(peer).fetch_sub(1, std::memory_order_relaxed);
}

bool SharedLimits::takeBodyBytes(qint64 count, qint64 most)
{
    if (m_bodyBytes.fetch_add(count, std::memory_order_relaxed) + count <= most)
        return true;
    giveBodyBytes(count);
    return false;
}

void SharedLimits::giveBodyBytes(qint64 count)
{
    m_bodyBytes.fetch_sub(count, std::memory_order_relaxed);
}

} // namespace signalbox::http
