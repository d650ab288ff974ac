#include "backend/platform/security/bearer_keys.h"

#include "backend/platform/security/digest.h"

#include <openssl/crypto.h>

namespace signalbox::security {

namespace {

constexpr QByteArrayView kScheme = "Bearer";
constexpr qsizetype kFingerprintDigits = 12;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

} // namespace

std::optional<QByteArray> bearerToken(QByteArrayView authorization)
{
    const QByteArrayView text = authorization.trimmed();
    if (text.size() <= kScheme.size() || !isBlank(text[kScheme.size()])
        || text.first(kScheme.size()).compare(kScheme, Qt::CaseInsensitive) != 0)
        return {};
    const QByteArrayView token = text.sliced(kScheme.size()).trimmed();
    const bool isOne = std::ranges::none_of(token, [](char c) { return isBlank(c) || c == ','; });
    return isOne && !token.isEmpty() ? std::optional(token.toByteArray()) : std::nullopt;
}

QByteArray fingerprint(QByteArrayView key)
{
    return sha256(key).toHex().first(kFingerprintDigits);
}

BearerKeys::BearerKeys(const QByteArrayList &keys)
{
    for (const QByteArray &key : keys) {
        if (!key.isEmpty())
            m_hashes.push_back(sha256(key));
    }
}

BearerKeys BearerKeys::fromList(QByteArrayView list)
{
    QByteArrayList keys;
    for (const QByteArray &key : list.toByteArray().split(','))
        keys += key.trimmed();
    return BearerKeys(keys);
}

std::optional<QByteArray> BearerKeys::match(QByteArrayView authorization) const
{
    const std::optional<QByteArray> token = bearerToken(authorization);
    if (!token)
        return {};
    const QByteArray hash = sha256(*token);
    bool isKnown = false;
    for (const QByteArray &known : m_hashes)
        isKnown |= CRYPTO_memcmp(known.constData(), hash.constData(), size_t(hash.size())) == 0;
    return isKnown ? std::optional(fingerprint(*token)) : std::nullopt;
}

bool bearerMatches(QByteArrayView authorization, const QByteArrayList &keys)
{
    return BearerKeys(keys).match(authorization).has_value();
}

} // namespace signalbox::security
