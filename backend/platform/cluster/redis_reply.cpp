#include "backend/platform/cluster/redis_reply.h"

#include <hiredis/hiredis.h>

namespace signalbox::cluster {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMaxUnfinished = 16 << 20;

RedisReply converted(const redisReply &reply)
{
    RedisReply result;
    const auto text = [&reply] { return QByteArray(reply.str, qsizetype(reply.len)); };
    switch (reply.type) {
    case REDIS_REPLY_STRING:
    case REDIS_REPLY_STATUS:
        result.type = RedisReply::Type::Text;
        result.text = text();
        break;
    case REDIS_REPLY_INTEGER:
        result.type = RedisReply::Type::Number;
        result.number = reply.integer;
        break;
    case REDIS_REPLY_ERROR:
        result.type = RedisReply::Type::Failure;
        result.text = text();
        break;
    case REDIS_REPLY_ARRAY:
        result.type = RedisReply::Type::List;
        for (size_t i = 0; i < reply.elements; ++i)
            result.items.push_back(converted(*reply.element[i]));
        break;
    default:
        break;
    }
    return result;
}

} // namespace

QByteArray formatCommand(const std::vector<QByteArray> &arguments)
{
    std::vector<const char *> texts;
    std::vector<size_t> lengths;
    for (const QByteArray &argument : arguments) {
        texts.push_back(argument.constData());
        lengths.push_back(size_t(argument.size()));
    }
    char *formatted = nullptr;
    const auto length = redisFormatCommandArgv(&formatted, int(arguments.size()), texts.data(), lengths.data());
    if (length < 0)
        return {};
    const QByteArray command(formatted, qsizetype(length));
    redisFreeCommand(formatted);
    return command;
}

RedisReplyReader::RedisReplyReader() : m_reader(redisReaderCreate(), &redisReaderFree)
{
    Q_CHECK_PTR(m_reader.get());
}

void RedisReplyReader::feed(const QByteArray &bytes)
{
    m_unfinished += size_t(bytes.size());
    redisReaderFeed(m_reader.get(), bytes.constData(), size_t(bytes.size()));
}

Result<std::optional<RedisReply>> RedisReplyReader::next()
{
    void *raw = nullptr;
    if (redisReaderGetReply(m_reader.get(), &raw) != REDIS_OK)
        return fail(ErrorCode::Upstream, PublicText(), LogDetail(QString::fromLatin1(m_reader->errstr)));
    if (!raw) {
        if (m_unfinished > kMaxUnfinished)
            return fail(ErrorCode::Upstream, PublicText(), LogDetail(u"reply too large"_s));
        return std::nullopt;
    }
    m_unfinished = 0;
    const std::unique_ptr<redisReply, void (*)(void *)> reply(static_cast<redisReply *>(raw), &freeReplyObject);
    return converted(*reply);
}

} // namespace signalbox::cluster
