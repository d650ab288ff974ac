#include "backend/operator/server/operator_auth.h"

#include "backend/operator/server/operators/operator_store.h"
#include "backend/platform/core/ids.h"
#include "backend/platform/log/log.h"
#include "backend/platform/security/bearer_keys.h"

#include <algorithm>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTokenBytes = 32;

/// The roles of em-gateway.md 3, in ours.
std::optional<protocol::Role> roleOf(const QString &engineeringRole)
{
    if (engineeringRole == u"user"_s)
        return protocol::Role::Viewer;
    if (engineeringRole == u"approver"_s)
        return protocol::Role::Approver;
    if (engineeringRole == u"admin"_s)
        return protocol::Role::Admin;
    return {};
}

/// Digests of equal length, compared without stopping at the first difference.
bool isSame(const QByteArray &left, const QByteArray &right)
{
    quint8 difference = 0;
    for (qsizetype i = 0; i < left.size(); ++i)
        difference |= quint8(left[i]) ^ quint8(right[i]);
    return difference == 0;
}

} // namespace

int LockOut::secondsLeft(const QByteArray &address, core::SteadyTime now) const
{
    const auto found = m_failures.find(address);
    if (found == m_failures.end() || found->second.size() < kMostFailures)
        return 0;
    const auto free = found->second.front() + kWindow - now;
    return free.count() > 0 ? int(std::chrono::ceil<std::chrono::seconds>(free).count()) : 0;
}

void LockOut::countFailure(const QByteArray &address, core::SteadyTime now)
{
    if (m_failures.size() >= kMostAddresses)
        std::erase_if(m_failures, [now](const auto &entry) { return entry.second.back() + kWindow <= now; });
    if (m_failures.size() >= kMostAddresses && !m_failures.contains(address))
        m_failures.erase(m_failures.begin());
    std::vector<core::SteadyTime> &times = m_failures[address];
    std::erase_if(times, [now](core::SteadyTime each) { return each + kWindow <= now; });
    if (times.size() < kMostFailures)
        times.push_back(now);
}

void OperatorAuth::addToken(const QByteArray &token, OperatorIdentity identity)
{
    m_fixed.push_back({tokenDigest(token), std::move(identity)});
}

std::optional<OperatorIdentity> OperatorAuth::identityOf(const QByteArray &token) const
{
    // A JWT has dots, an operator token is hexadecimal.
    if (m_jwt && token.contains('.')) {
        const auto claims = m_jwt->verify(token, m_clock.wall());
        const auto role = claims ? roleOf(claims->role) : std::nullopt;
        // Nobody gets the names under which the gateway itself acts.
        if (!role || isGatewayName(claims->subject))
            return {};
        return OperatorIdentity {claims->subject, *role};
    }
    const QByteArray digest = tokenDigest(token);
    std::optional<OperatorIdentity> found;
    for (const auto *tokens : {&m_fixed, &m_operators}) {
        for (const OperatorToken &each : *tokens) {
            if (isSame(each.digest, digest))
                found = each.identity;
        }
    }
    return found;
}

std::optional<OperatorIdentity> OperatorAuth::identify(const http::RequestHead &head) const
{
    const auto token = security::bearerToken(head.headers.value("Authorization"));
    return token ? identityOf(*token) : std::nullopt;
}

void OperatorAuth::see(const QString &name)
{
    if (std::ranges::find(m_operators, name, [](const OperatorToken &each) { return each.identity.name; })
        == m_operators.end())
        return;
    m_seen[name] = m_unsaved[name] = m_clock.wall();
}

std::optional<core::WallTime> OperatorAuth::lastSeen(const QString &name) const
{
    const auto found = m_seen.find(name);
    return found == m_seen.end() ? std::nullopt : std::optional(found->second);
}

http::Admission OperatorAuth::admit(const http::RequestHead &head, protocol::Role needed)
{
    http::Admission admission;
    const std::optional<OperatorIdentity> identity = identify(head);
    if (identity && identity->role >= needed) {
        admission.identity = {identity->name.toUtf8(), identity->role == protocol::Role::Admin,
                              protocol::wordOf(identity->role).toUtf8()};
        see(identity->name);
        return admission;
    }
    if (identity) {
        admission.refusal = http::Refusal::Forbidden;
        admission.reason = u"this needs the role %1"_s.arg(protocol::wordOf(needed));
        return admission;
    }
    const QByteArray address = head.client.limitKey();
    const core::SteadyTime now = m_clock.steady();
    if (const int wait = m_lockOut.secondsLeft(address, now); wait > 0) {
        admission.refusal = http::Refusal::RateLimited;
        admission.reason = u"too many wrong tokens"_s;
        admission.headers.set("Retry-After", QByteArray::number(wait));
        return admission;
    }
    m_lockOut.countFailure(address, now);
    admission.refusal = http::Refusal::Unauthorized;
    admission.reason = u"a valid operator token is needed"_s;
    admission.headers.set("WWW-Authenticate", "Bearer");
    return admission;
}

std::optional<security::JwtKey> jwtKeyOf(const settings::Snapshot &settings)
{
    if (!settings.boolean("AUTH_ENABLED"))
        return {};
    auto key = security::JwtKey::make(settings.bytes("JWT_ALGORITHM"), settings.bytes("JWT_SECRET_KEY"));
    if (key)
        return std::move(*key);
    log::warn("operator", key.error().text.text());
    return {};
}

QByteArray makeOperatorToken()
{
    return core::randomHex(kTokenBytes);
}

} // namespace signalbox::server
