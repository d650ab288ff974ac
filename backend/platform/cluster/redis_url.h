#pragma once

#include "backend/platform/core/result.h"

#include <QByteArray>
#include <QString>

namespace signalbox::cluster {

/// What REDIS_URL says (contract platform 8.3): `redis://[user[:password]@]host[:port][/db]` or `rediss://…`.
struct RedisUrl
{
    bool tls = false;
    QString host = {};
    quint16 port = 6379;
    QByteArray user = {}; ///< empty = the default user
    QByteArray password = {}; ///< secret
    int database = 0;
};

/// Configuration: another scheme, no host, a bad database number. The text never repeats the URL.
Result<RedisUrl> parseRedisUrl(const QString &text);

} // namespace signalbox::cluster
