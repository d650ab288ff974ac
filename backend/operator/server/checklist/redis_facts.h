#pragma once

#include "backend/operator/server/checklist/check_facts.h"
#include "backend/platform/core/task.h"

namespace signalbox::server {

/// What `INFO` and the answer to `CONFIG GET save` say; `save` is absent where Redis refuses CONFIG. Pure.
RedisFacts redisFactsOf(const QByteArray &info, const std::optional<QByteArray> &save);

/// Asks the Redis of REDIS_URL over a connection of its own, within about three seconds. `connected`: whether the
/// gateway's own connection is up; a server that is down is not knocked at again.
Task<RedisFacts> askRedis(QString url, bool connected);

} // namespace signalbox::server
