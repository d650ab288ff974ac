#pragma once

#include "backend/platform/cluster/redis_connection.h"

namespace signalbox::runtime {

/// `approval_redis_up` and `approval_redis_memory_used_bytes` (contract approval-gateway 18), kept up to date. Only where
/// REDIS_URL is set. On the thread of the connection.
class RedisWatch : public QObject
{
    Q_OBJECT

public:
    RedisWatch(cluster::RedisConnection &redis, metrics::Registry &registry, QObject *parent = nullptr);

private:
    void look();

    cluster::RedisConnection &m_redis;
    metrics::Gauge m_up;
    metrics::Gauge m_memory;
    QTimer m_timer;
};

/// `used_memory` of an answer to `INFO memory`; nothing when it has none.
std::optional<qint64> usedMemory(const QByteArray &info);

} // namespace signalbox::runtime
