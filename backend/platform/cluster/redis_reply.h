#pragma once

#include "backend/platform/core/result.h"

#include <QByteArray>

#include <memory>
#include <optional>
#include <vector>

struct redisReader; // NOLINT(readability-identifier-naming): hiredis's name

namespace signalbox::cluster {

/// One answer of Redis.
struct RedisReply
{
    enum class Type { Nil, Text, Number, List, Failure };

    Type type = Type::Nil;
    QByteArray text; ///< Text; Failure: Redis' words, for the log
    qint64 number = 0;
    std::vector<RedisReply> items = {};
};

/// `arguments` as one command in the protocol of Redis (RESP).
QByteArray formatCommand(const std::vector<QByteArray> &arguments);

/// Cuts a stream of bytes into replies (hiredis' reader). Bounded: an unfinished reply over 16 MiB is an error.
class RedisReplyReader
{
public:
    RedisReplyReader();

    void feed(const QByteArray &bytes);
    /// The next complete reply, nothing when more bytes are needed. Upstream: not the protocol of Redis, or too
    /// large; the connection is lost then.
    Result<std::optional<RedisReply>> next();

private:
    std::unique_ptr<redisReader, void (*)(redisReader *)> m_reader;
    size_t m_unfinished = 0;
};

} // namespace signalbox::cluster
