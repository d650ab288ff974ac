#pragma once

#include "backend/platform/cluster/rate_table.h"
#include "backend/platform/cluster/redis_connection.h"

#include <QHash>
#include <QObject>
#include <QTimer>

namespace signalbox::cluster {

/// Tells the other replicas what this one counted and reads what they did, every 50 ms, for the keys asked for since.
/// In Redis each key has a hash a minute, `signalbox:rate:<window>:<hash of the key>:<minute>`, with a field a
/// replica and second holding that replica's absolute count: telling twice changes nothing, and what Redis forgot is
/// told again with the next request of the key.
class RateSync : public QObject
{
    Q_OBJECT

public:
    /// A child of `redis`, on its thread.
    RateSync(const QByteArray &window, std::shared_ptr<RateTable> table, RedisConnection &redis);

private:
    struct Round;

    void tick();
    void exchange(const std::shared_ptr<Round> &round, size_t slot);
    void tell(const QByteArray &key, const std::vector<RateTable::Count> &counts, qint64 minute);
    void ask(const std::shared_ptr<Round> &round, size_t slot, quint64 key, qint64 minute);
    void finish(const Round &round);
    QByteArray redisKey(quint64 key, qint64 minute) const;

    RedisConnection &m_redis;
    std::shared_ptr<RateTable> m_table;
    QByteArray m_prefix;
    QByteArray m_replica;
    QTimer m_timer;
    bool m_busy = false;
};

} // namespace signalbox::cluster
