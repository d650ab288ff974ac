#include "backend/services/commerce/routing_access.h"

#include "backend/platform/core/sleep.h"
#include "backend/services/commerce/token.h"

#include <algorithm>

namespace signalbox::commerce {

using namespace std::chrono_literals;

namespace {

constexpr auto kReplayLife = 24h;
constexpr core::milliseconds kFirstPause {10};
constexpr core::milliseconds kLongestPause {160};

std::unexpected<ApiError> refused(QByteArrayView code)
{
    return std::unexpected(apiError(code));
}

bool outlivesExpiry(const StoredRouting &routing, const TokenClaims &claims, core::WallTime now)
{
    const Standing standing = standingOf(routing, now);
    return (standing == Standing::Confirmed || standing == Standing::InDoubt)
        && now < core::wallTime(claims.issuedAt * 1000) + kReplayLife;
}

} // namespace

Task<RoutingResult> openRouting(WorkerContext &worker, ConfigPtr config, RoutingKey key)
{
    const std::optional<TokenClaims> claims = readToken(key.token, config->tokenSecret);
    if (!claims)
        co_return refused("INVALID_TOKEN");
    Result<std::optional<StoredRouting>> found = co_await worker.routings.find(claims->jti);
    if (!found)
        co_return refused("INTERNAL_ERROR");
    const core::WallTime now = worker.ports.clock.wall();
    const bool expired = now >= core::wallTime(claims->expiresAt * 1000);
    if (expired && !(*found && outlivesExpiry(**found, *claims, now)))
        co_return refused("TOKEN_EXPIRED");
    if (!*found)
        co_return refused("INVALID_TOKEN");
    const QString &owner = (*found)->record.userId;
    if (!owner.isEmpty() && owner != key.userId)
        co_return refused("USER_MISMATCH");
    co_return std::move(**found);
}

Task<RoutingResult> reloadRouting(WorkerContext &worker, QByteArray jti)
{
    Result<std::optional<StoredRouting>> found = co_await worker.routings.find(jti);
    if (!found)
        co_return refused("INTERNAL_ERROR");
    if (!*found)
        co_return refused("INVALID_TOKEN");
    co_return std::move(**found);
}

Task<RoutingResult> awaitSettled(WorkerContext &worker, StoredRouting routing, CancelToken cancel)
{
    const QByteArray jti = routing.record.jti;
    RoutingResult current = std::move(routing);
    core::milliseconds pause = kFirstPause;
    while (current && standingOf(*current, worker.ports.clock.wall()) == Standing::Busy) {
        const bool waited = co_await core::sleepFor(pause, cancel);
        if (!waited)
            co_return refused("INTERNAL_ERROR");
        pause = std::min(2 * pause, kLongestPause);
        current = co_await reloadRouting(worker, jti);
    }
    co_return current;
}

} // namespace signalbox::commerce
