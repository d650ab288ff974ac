#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"

#include <QByteArray>

#include <optional>

namespace signalbox::security {

/// What an access token says (contract em-gateway 3).
struct JwtClaims
{
    QString subject;
    QString email; ///< empty when there is none
    QString role; ///< `user` when the token names none
    core::WallTime expires;
};

/// The shared key of JSON web tokens (RFC 7519) with HMAC (RFC 7515). Immutable, any thread.
class JwtKey
{
public:
    /// `algorithm`: HS256, HS384 or HS512, the only one that is accepted. Configuration for another algorithm or fewer
    /// than 32 bytes of `secret`.
    static Result<JwtKey> make(const QByteArray &algorithm, const QByteArray &secret);

    /// The claims of an access token. Unauthorized for anything else: another `alg` (`none` included), a wrong
    /// signature, no `sub`, no `exp` or one that is not later than `now`, an `nbf` that is, or a refresh token. No
    /// leeway.
    Result<JwtClaims> verify(const QByteArray &token, core::WallTime now) const;

private:
    JwtKey(int algorithm, QByteArray secret) : m_algorithm(algorithm), m_secret(std::move(secret)) { }

    int m_algorithm; ///< jwt_alg_t
    QByteArray m_secret;
};

} // namespace signalbox::security
