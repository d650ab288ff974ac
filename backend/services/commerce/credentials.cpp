#include "backend/services/commerce/credentials.h"

#include "backend/platform/core/ids.h"

#include <QCryptographicHash>
#include <QMessageAuthenticationCode>

namespace signalbox::commerce {

namespace {

QByteArray bearerOf(const http::RequestHead &head)
{
    constexpr QByteArrayView kScheme = "bearer ";
    const QByteArray header = head.headers.value("Authorization");
    if (header.size() <= kScheme.size()
        || QByteArrayView(header).first(kScheme.size()).compare(kScheme, Qt::CaseInsensitive) != 0)
        return {};
    return header.sliced(kScheme.size()).trimmed();
}

QByteArray fingerprint(const QByteArray &key)
{
    constexpr qsizetype kDigits = 16;
    return "key:" + QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().first(kDigits);
}

} // namespace

bool sameSecret(const QByteArray &given, const QByteArray &expected)
{
    // Both sides go through a keyed hash first, so the comparison's early exit tells nothing about the secret.
    static const QByteArray kKey = core::randomBytes(32);
    return QMessageAuthenticationCode::hash(given, kKey, QCryptographicHash::Sha256)
        == QMessageAuthenticationCode::hash(expected, kKey, QCryptographicHash::Sha256);
}

std::optional<http::Identity> identify(const http::RequestHead &head, const Config &config)
{
    const QByteArray key = bearerOf(head);
    if (key.isEmpty())
        return std::nullopt;
    if (!config.serviceKey.isEmpty() && sameSecret(key, config.serviceKey))
        return http::Identity {fingerprint(key), true};
    bool known = false;
    for (const QByteArray &candidate : config.apiKeys)
        known = sameSecret(key, candidate) || known;
    return known ? std::optional(http::Identity {fingerprint(key), false}) : std::nullopt;
}

} // namespace signalbox::commerce
