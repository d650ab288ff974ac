#include "backend/operator/server/operator_auth.h"

#include "backend/platform/core/ids.h"

#include <QCryptographicHash>

#include <algorithm>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kTokenBytes = 32;

QByteArray digestOf(const QByteArray &token)
{
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

/// The token of `Authorization: Bearer <token>`; empty without one.
QByteArray bearerOf(const http::RequestHead &head)
{
    const QByteArray header = head.headers.value("Authorization");
    const QByteArray scheme = "bearer "_ba;
    return header.first(std::min(header.size(), scheme.size())).toLower() == scheme
        ? header.sliced(scheme.size()).trimmed()
        : QByteArray();
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
    m_entries.push_back({digestOf(token), std::move(identity)});
}

std::optional<OperatorIdentity> OperatorAuth::identify(const http::RequestHead &head) const
{
    const QByteArray token = bearerOf(head);
    if (token.isEmpty())
        return std::nullopt;
    const QByteArray digest = digestOf(token);
    std::optional<OperatorIdentity> found;
    for (const Entry &entry : m_entries) {
        if (isSame(entry.digest, digest))
            found = entry.identity;
    }
    return found;
}

http::Admission OperatorAuth::admit(const http::RequestHead &head, protocol::Role needed)
{
    http::Admission admission;
    const std::optional<OperatorIdentity> identity = identify(head);
    if (identity && identity->role >= needed) {
        admission.identity = {identity->name.toUtf8(), identity->role == protocol::Role::Admin};
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

QByteArray makeOperatorToken()
{
    return core::randomHex(kTokenBytes);
}

} // namespace signalbox::server
