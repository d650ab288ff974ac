#include "backend/platform/cluster/redis_url.h"

#include <QUrl>

namespace signalbox::cluster {

using namespace Qt::StringLiterals;

Result<RedisUrl> parseRedisUrl(const QString &text)
{
    const auto refuse = [](const QString &why) {
        return fail(ErrorCode::Configuration, PublicText(u"REDIS_URL "_s + why));
    };
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid())
        return refuse(u"is not a URL"_s);
    if (url.scheme() != "redis"_L1 && url.scheme() != "rediss"_L1)
        return refuse(u"must begin with redis:// or rediss://"_s);
    if (url.host().isEmpty())
        return refuse(u"names no host"_s);
    RedisUrl parsed;
    parsed.tls = url.scheme() == "rediss"_L1;
    parsed.host = url.host();
    parsed.port = quint16(url.port(6379));
    parsed.user = url.userName(QUrl::FullyDecoded).toUtf8();
    parsed.password = url.password(QUrl::FullyDecoded).toUtf8();
    const QString path = url.path().mid(1);
    bool isNumber = true;
    if (!path.isEmpty())
        parsed.database = path.toInt(&isNumber);
    if (!isNumber || parsed.database < 0)
        return refuse(u"must end with the number of a database"_s);
    return parsed;
}

} // namespace signalbox::cluster
