#include "backend/services/commerce/token.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"
#include "backend/platform/security/digest.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxTokenLength = 1024;
constexpr QByteArrayView kPrefix = "conf_";

QByteArray signatureOf(const QByteArray &text, const QByteArray &secret)
{
    return security::toBase64Url(security::hmacSha256(secret, text));
}

std::optional<TokenClaims> claimsOf(const QByteArray &payload)
{
    const auto decoded = security::fromBase64Url(payload);
    if (!decoded)
        return std::nullopt;
    const auto parsed = core::parseJsonObject(*decoded);
    if (!parsed)
        return std::nullopt;
    const QJsonObject &object = *parsed;
    const auto provider = providerFromId(object[u"pid"_s].toString().toUtf8());
    TokenClaims claims {object[u"jti"_s].toString().toLatin1(), object[u"rid"_s].toString().toLatin1(),
                        provider.value_or(ProviderId::MealMe), object[u"sub"_s].toString(),
                        object[u"iat"_s].toInteger(), object[u"exp"_s].toInteger()};
    if (!provider || object[u"v"_s].toInteger() != 1 || claims.jti.size() != 32 || claims.expiresAt <= 0)
        return std::nullopt;
    return claims;
}

} // namespace

QByteArray makeToken(const TokenClaims &claims, const QByteArray &secret)
{
    JsonWriter json;
    json.beginObject().member("v", 1).member("jti", claims.jti).member("rid", claims.requestId);
    json.member("pid", idText(claims.provider));
    if (!claims.subject.isEmpty())
        json.member("sub", claims.subject);
    json.member("iat", claims.issuedAt).member("exp", claims.expiresAt).endObject();
    const QByteArray signedText = kPrefix.toByteArray() + security::toBase64Url(json.take());
    return signedText + '.' + signatureOf(signedText, secret);
}

std::optional<TokenClaims> readToken(const QByteArray &token, const QByteArray &secret)
{
    const qsizetype dot = token.indexOf('.');
    if (token.size() > kMaxTokenLength || !token.startsWith(kPrefix) || dot < 0)
        return std::nullopt;
    const QByteArray signedText = token.first(dot);
    if (!security::equalInConstantTime(token.sliced(dot + 1), signatureOf(signedText, secret)))
        return std::nullopt;
    return claimsOf(signedText.sliced(kPrefix.size()));
}

QByteArray userReference(const QString &userId, const QByteArray &secret)
{
    constexpr qsizetype kDigits = 12;
    return security::hmacSha256(secret, userId.toUtf8()).toHex().first(kDigits);
}

} // namespace signalbox::commerce
