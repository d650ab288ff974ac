#include "backend/services/commerce/routing_board.h"

namespace signalbox::commerce {

void RoutingBoard::add(const QByteArray &jti, QByteArray record, qint64 createdMs)
{
    // Without the room that its writer took ahead.
    record.squeeze();
    const std::scoped_lock lock(m_mutex);
    m_bytes += record.size();
    Row row;
    row.record = std::move(record);
    row.createdMs = createdMs;
    m_rows.emplace(jti, std::move(row));
    m_order.push_back(jti);
    while (qsizetype(m_order.size()) > kMaxRows || (m_bytes > kMaxBytes && m_order.size() > 1))
        dropOldest();
}

void RoutingBoard::dropOldest()
{
    const Row row = m_rows.take(m_order.front());
    m_bytes -= row.record.size();
    m_order.pop_front();
}

std::optional<RoutingBoard::Row> RoutingBoard::find(const QByteArray &jti) const
{
    const std::scoped_lock lock(m_mutex);
    const auto row = m_rows.constFind(jti);
    return row == m_rows.cend() ? std::nullopt : std::optional(*row);
}

bool RoutingBoard::change(const QByteArray &jti, const std::function<bool(Row &)> &step)
{
    const std::scoped_lock lock(m_mutex);
    const auto row = m_rows.find(jti);
    return row != m_rows.end() && step(*row);
}

bool RoutingBoard::prune(qint64 oldestMs)
{
    const std::scoped_lock lock(m_mutex);
    const size_t before = m_order.size();
    while (!m_order.empty() && m_rows.value(m_order.front()).createdMs < oldestMs)
        dropOldest();
    return m_order.size() < before;
}

qsizetype RoutingBoard::size() const
{
    const std::scoped_lock lock(m_mutex);
    return qsizetype(m_order.size());
}

} // namespace signalbox::commerce
