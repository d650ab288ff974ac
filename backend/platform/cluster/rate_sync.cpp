#include "backend/platform/cluster/rate_sync.h"

#include "backend/platform/core/ids.h"

namespace signalbox::cluster {

using namespace Qt::StringLiterals;

namespace {

constexpr core::milliseconds kInterval {50};
constexpr size_t kKeysPerRound = 256;
constexpr qint64 kMinute = 60;

} // namespace

/// One exchange: what was heard so far and how many answers are due.
struct RateSync::Round
{
    struct Heard
    {
        quint64 key = 0;
        std::vector<RateTable::Count> counts;
    };

    qint64 second = 0;
    int due = 0;
    bool failed = false;
    QHash<size_t, Heard> heard;
};

RateSync::RateSync(const QByteArray &window, std::shared_ptr<RateTable> table, RedisConnection &redis)
    : QObject(&redis), m_redis(redis), m_table(std::move(table)), m_prefix("signalbox:rate:" + window + ':'),
      m_replica(core::randomHex(6))
{
    connect(&m_timer, &QTimer::timeout, this, &RateSync::tick);
    m_timer.start(kInterval);
}

QByteArray RateSync::redisKey(quint64 key, qint64 minute) const
{
    return m_prefix + QByteArray::number(key, 16) + ':' + QByteArray::number(minute);
}

void RateSync::tick()
{
    // While Redis is away the touched keys stay noted, so that the last minute is told when it is back.
    if (m_busy || m_redis.state() != RedisConnection::State::Ok)
        return;
    const std::vector<size_t> slots = m_table->takeTouched(kKeysPerRound);
    if (slots.empty())
        return;
    m_busy = true;
    auto round = std::make_shared<Round>();
    round->second = core::epochMs(core::systemClock().wall()) / 1000;
    round->due = 1; // held until everything is sent: a refused send answers within the call
    for (const size_t slot : slots)
        exchange(round, slot);
    if (--round->due == 0)
        finish(*round);
}

void RateSync::exchange(const std::shared_ptr<Round> &round, size_t slot)
{
    const quint64 key = m_table->keyOf(slot);
    if (key == 0)
        return;
    round->heard[slot].key = key;
    const std::vector<RateTable::Count> own = m_table->ownCounts(slot, round->second);
    const qint64 minute = round->second / kMinute;
    for (const qint64 each : {minute - 1, minute}) {
        tell(redisKey(key, each), own, each);
        ask(round, slot, key, each);
    }
}

void RateSync::tell(const QByteArray &key, const std::vector<RateTable::Count> &counts, qint64 minute)
{
    std::vector<QByteArray> command {"HSET"_ba, key};
    for (const RateTable::Count &count : counts) {
        if (count.second / kMinute != minute)
            continue;
        command.push_back(m_replica + ':' + QByteArray::number(count.second % kMinute));
        command.push_back(QByteArray::number(count.count));
    }
    if (command.size() == 2)
        return;
    m_redis.send(std::move(command), {});
    m_redis.send({"EXPIRE"_ba, key, "125"_ba}, {});
}

void RateSync::ask(const std::shared_ptr<Round> &round, size_t slot, quint64 key, qint64 minute)
{
    ++round->due;
    m_redis.send({"HGETALL"_ba, redisKey(key, minute)}, [this, round, slot, minute](const Result<RedisReply> &reply) {
        if (!reply || reply->type != RedisReply::Type::List) {
            round->failed = true;
        } else {
            QHash<qint64, quint32> bySecond;
            for (size_t i = 0; i + 1 < reply->items.size(); i += 2) {
                const QByteArray &field = reply->items[i].text;
                const qsizetype colon = field.indexOf(':');
                if (colon < 0 || QByteArrayView(field).first(colon) == m_replica)
                    continue;
                const qint64 second = minute * kMinute + field.mid(colon + 1).toLongLong();
                bySecond[second] += reply->items[i + 1].text.toUInt();
            }
            for (auto heard = bySecond.cbegin(); heard != bySecond.cend(); ++heard)
                round->heard[slot].counts.push_back({heard.key(), heard.value()});
        }
        if (--round->due == 0)
            finish(*round);
    });
}

void RateSync::finish(const Round &round)
{
    m_busy = false;
    for (auto heard = round.heard.cbegin(); heard != round.heard.cend(); ++heard) {
        if (round.failed)
            m_table->touch(heard.key());
        else
            m_table->setOthers(heard.key(), heard.value().key, round.second, heard.value().counts);
    }
}

} // namespace signalbox::cluster
