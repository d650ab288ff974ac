#include "backend/operator/server/checklist/redis_facts.h"

#include "backend/platform/cluster/redis_connection.h"
#include "backend/platform/core/sleep.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using cluster::RedisConnection;
using cluster::RedisReply;

namespace {

constexpr core::milliseconds kConnectTime {2000};

/// `name:value` of a line of INFO; empty when it is not there.
QByteArray valueOf(const QByteArray &info, const QByteArray &name)
{
    for (const QByteArray &line : info.split('\n')) {
        if (line.startsWith(QByteArray(name + ':')))
            return line.sliced(name.size() + 1).trimmed();
    }
    return {};
}

Task<Result<RedisReply>> ask(RedisConnection *connection, std::vector<QByteArray> command)
{
    core::OneShot<Result<RedisReply>> answer;
    connection->send(std::move(command), [answer](const Result<RedisReply> &reply) { answer.resolve(reply); });
    co_return co_await answer;
}

Task<bool> connected(RedisConnection *connection)
{
    core::OneShot<bool> ready;
    QObject::connect(connection, &RedisConnection::stateChanged, connection, [ready](RedisConnection::State state) {
        if (state == RedisConnection::State::Ok)
            ready.resolve(true);
    });
    const core::ScopedTimer patience(kConnectTime, [ready] { ready.resolve(false); });
    connection->open();
    co_return co_await ready;
}

Task<RedisFacts> factsOf(RedisConnection *connection)
{
    if (!co_await connected(connection))
        co_return RedisFacts {.problem = u"it did not answer"_s};
    const auto info = co_await ask(connection, {"INFO"});
    if (!info || info->type != RedisReply::Type::Text)
        co_return RedisFacts {.problem = u"it refuses INFO"_s};
    const auto save = co_await ask(connection, {"CONFIG", "GET", "save"});
    std::optional<QByteArray> saved;
    if (save && save->items.size() == 2)
        saved = save->items.back().text;
    co_return redisFactsOf(info->text, saved);
}

} // namespace

RedisFacts redisFactsOf(const QByteArray &info, const std::optional<QByteArray> &save)
{
    RedisFacts facts {.memoryPolicy = QString::fromLatin1(valueOf(info, "maxmemory_policy")),
                      .replicas = valueOf(info, "connected_slaves").toInt(),
                      .role = QString::fromLatin1(valueOf(info, "role"))};
    if (valueOf(info, "aof_enabled") == "1")
        facts.persistence = u"append only file"_s;
    else if (save)
        facts.persistence = save->isEmpty() ? u"none"_s : u"snapshots"_s;
    return facts;
}

Task<RedisFacts> askRedis(QString text, bool isUp)
{
    const auto url = cluster::parseRedisUrl(text);
    if (!url)
        co_return RedisFacts {.problem = u"REDIS_URL cannot be read"_s};
    RedisFacts facts {.problem = u"the gateway is not connected to it"_s};
    if (isUp) {
        // The connection's metrics belong to nobody: those of the gateway's own connection are the ones to look at.
        metrics::Registry unread;
        RedisConnection connection({.url = *url}, unread);
        facts = co_await factsOf(&connection);
        // Off the connection's own stack, before it ends.
        co_await core::sleepFor(core::milliseconds(0));
    }
    facts.password = !url->password.isEmpty();
    facts.tls = url->tls;
    co_return facts;
}

} // namespace signalbox::server
