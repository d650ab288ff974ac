#pragma once

#include "backend/operator/protocol/common.h"
#include "backend/platform/http/message.h"
#include "backend/platform/security/jwt.h"

#include <map>
#include <optional>
#include <vector>

namespace signalbox::server {

/// Who a token belongs to.
struct OperatorIdentity
{
    QString name;
    protocol::Role role = protocol::Role::Viewer;
    std::vector<QString> addresses = {}; ///< where approvals reach the operator

    bool operator==(const OperatorIdentity &) const = default;
};

/// Counts refused credentials: after ten from one address within a minute the next ones are answered 429. A right
/// token is always let in: the tokens have 256 bits, so the lock-out only keeps the noise down, and somebody who
/// fails on purpose must not shut out the person on call who shares the address.
class LockOut
{
public:
    static constexpr size_t kMostFailures = 10;
    static constexpr std::chrono::seconds kWindow {60};

    /// Seconds until the address may fail again; 0 when it may now.
    int secondsLeft(const QByteArray &address, core::SteadyTime now) const;
    void countFailure(const QByteArray &address, core::SteadyTime now);

private:
    static constexpr size_t kMostAddresses = 4096;

    std::map<QByteArray, std::vector<core::SteadyTime>> m_failures; ///< by address, oldest first
};

/// A token that is let in.
struct OperatorToken
{
    QByteArray digest; ///< SHA-256
    OperatorIdentity identity;
};

/// Tokens and roles of the operator listener (contract operator-console 1.1). One thread.
class OperatorAuth
{
public:
    explicit OperatorAuth(const core::Clock &clock) : m_clock(clock) { }

    /// Lets in a token for the whole run. Only its SHA-256 is kept.
    void addToken(const QByteArray &token, OperatorIdentity identity);
    /// Replaces the tokens that the store holds.
    void setOperators(std::vector<OperatorToken> operators) { m_operators = std::move(operators); }
    /// What checks the engineering service's tokens; none = they open nothing here.
    void setJwt(std::optional<security::JwtKey> jwt) { m_jwt = std::move(jwt); }

    /// Who sent this; empty for no or a wrong bearer token. Takes the same time for every wrong token.
    std::optional<OperatorIdentity> identify(const http::RequestHead &head) const;

    /// The check of a route: the caller's name, or 401 (no right token), 403 (role below `needed`), 429 (lock-out).
    http::Admission admit(const http::RequestHead &head, protocol::Role needed);

    /// When this operator of the store was let in last, in this run.
    std::optional<core::WallTime> lastSeen(const QString &name) const;
    /// Those who were let in since the last call.
    std::map<QString, core::WallTime> takeSeen() { return std::exchange(m_unsaved, {}); }

private:
    void see(const QString &name);
    std::optional<OperatorIdentity> identityOf(const QByteArray &token) const;

    const core::Clock &m_clock;
    std::vector<OperatorToken> m_fixed; ///< of this run
    std::vector<OperatorToken> m_operators; ///< of the store
    std::optional<security::JwtKey> m_jwt;
    LockOut m_lockOut;
    std::map<QString, core::WallTime> m_seen;
    std::map<QString, core::WallTime> m_unsaved; ///< part of m_seen
};

/// What the settings say about the engineering service's tokens (AUTH_ENABLED, JWT_ALGORITHM, JWT_SECRET_KEY).
std::optional<security::JwtKey> jwtKeyOf(const settings::Snapshot &settings);

/// A fresh token of 256 random bits, as text for an Authorization header.
QByteArray makeOperatorToken();

} // namespace signalbox::server
