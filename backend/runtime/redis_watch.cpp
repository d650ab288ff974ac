#include "backend/runtime/redis_watch.h"

namespace signalbox::runtime {

namespace {

constexpr core::milliseconds kPeriod {5000};

metrics::Gauge gauge(metrics::Registry &registry, const QByteArray &family, const QByteArray &help)
{
    registry.declare({family, help, metrics::Kind::Gauge, {}});
    return registry.gauge(family);
}

} // namespace

std::optional<qint64> usedMemory(const QByteArray &info)
{
    for (const QByteArray &line : info.split('\n')) {
        bool isNumber = false;
        const qint64 bytes = line.startsWith("used_memory:") ? line.mid(12).trimmed().toLongLong(&isNumber) : 0;
        if (isNumber)
            return bytes;
    }
    return {};
}

RedisWatch::RedisWatch(cluster::RedisConnection &redis, metrics::Registry &registry, QObject *parent)
    : QObject(parent), m_redis(redis),
      m_up(gauge(registry, "approval_redis_up", "1 while Redis answers.")),
      m_memory(gauge(registry, "approval_redis_memory_used_bytes", "Memory that Redis says it uses."))
{
    connect(&m_timer, &QTimer::timeout, this, &RedisWatch::look);
    connect(&m_redis, &cluster::RedisConnection::stateChanged, this, &RedisWatch::look);
    m_timer.start(kPeriod);
}

void RedisWatch::look()
{
    const bool up = m_redis.state() == cluster::RedisConnection::State::Ok;
    m_up.set(up ? 1 : 0);
    if (!up)
        return;
    m_redis.send({"INFO", "memory"}, [self = QPointer<RedisWatch>(this)](const Result<cluster::RedisReply> &reply) {
        const auto bytes = reply ? usedMemory(reply->text) : std::nullopt;
        if (self && bytes)
            self->m_memory.set(double(*bytes));
    });
}

} // namespace signalbox::runtime
