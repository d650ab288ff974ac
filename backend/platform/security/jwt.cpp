#include "backend/platform/security/jwt.h"

#include "backend/platform/core/json_parse.h"

#include <jwt.h>

#include <cmath>
#include <cstdlib>
#include <memory>

namespace signalbox::security {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kShortestSecret = 32;
constexpr qsizetype kLongestToken = 8 * 1024;

struct JwtFree
{
    void operator()(jwt_t *token) const { jwt_free(token); }
};

std::unexpected<Error> invalid(const QString &why)
{
    return fail(ErrorCode::Unauthorized, PublicText(u"Invalid authentication credentials"_s), LogDetail(why));
}

struct TextFree
{
    void operator()(char *text) const { std::free(text); }
};

QJsonObject claimsOf(jwt_t *token)
{
    const std::unique_ptr<char, TextFree> json(jwt_get_grants_json(token, nullptr));
    const auto claims = core::parseJsonObject(QByteArray(json.get()));
    return claims ? *claims : QJsonObject();
}

/// A NumericDate: whole seconds since 1970.
std::optional<core::WallTime> timeOf(const QJsonValue &claim)
{
    constexpr double kLatest = 253402300799; // the year 9999
    const double seconds = claim.toDouble(-1);
    if (seconds < 0 || seconds > kLatest || seconds != std::floor(seconds))
        return {};
    return core::wallTime(qint64(seconds) * 1000);
}

} // namespace

Result<JwtKey> JwtKey::make(const QByteArray &algorithm, const QByteArray &secret)
{
    const jwt_alg_t known = jwt_str_alg(algorithm.constData());
    if (known != JWT_ALG_HS256 && known != JWT_ALG_HS384 && known != JWT_ALG_HS512)
        return fail(ErrorCode::Configuration, PublicText(u"JWT_ALGORITHM must be HS256, HS384 or HS512"_s));
    if (secret.size() < kShortestSecret)
        return fail(ErrorCode::Configuration,
                    PublicText(u"JWT_SECRET_KEY must be at least 32 characters for security"_s));
    return JwtKey(known, secret);
}

Result<JwtClaims> JwtKey::verify(const QByteArray &token, core::WallTime now) const
{
    if (token.size() > kLongestToken)
        return invalid(u"too long"_s);
    jwt_t *raw = nullptr;
    const int problem = jwt_decode(&raw, token.constData(),
                                   reinterpret_cast<const unsigned char *>(m_secret.constData()), int(m_secret.size()));
    const std::unique_ptr<jwt_t, JwtFree> decoded(raw);
    if (problem != 0 || !decoded)
        return invalid(u"not signed with this key"_s);
    if (int(jwt_get_alg(decoded.get())) != m_algorithm)
        return invalid(u"another algorithm"_s);
    const QJsonObject claims = claimsOf(decoded.get());
    const auto expires = timeOf(claims["exp"_L1]);
    if (!expires || *expires <= now)
        return invalid(u"expired"_s);
    if (const QJsonValue begin = claims["nbf"_L1]; !begin.isUndefined()) {
        const auto begins = timeOf(begin);
        if (!begins || *begins > now)
            return invalid(u"not valid yet"_s);
    }
    if (claims["type"_L1].toString() == "refresh"_L1)
        return invalid(u"a refresh token"_s);
    const QJsonValue role = claims["role"_L1];
    JwtClaims found {.subject = claims["sub"_L1].toString(),
                     .email = claims["email"_L1].toString(),
                     .role = role.isUndefined() || role.isNull() ? u"user"_s : role.toString(),
                     .expires = *expires};
    if (found.subject.isEmpty())
        return invalid(u"no subject"_s);
    return found;
}

} // namespace signalbox::security
