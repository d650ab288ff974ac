#include "backend/platform/security/standard_webhooks.h"

#include "backend/platform/security/digest.h"

#include <QByteArrayList>

#include <algorithm>
#include <optional>

namespace signalbox::security {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView kSecretPrefix = "whsec_";
constexpr QByteArrayView kVersion = "v1,";
constexpr qsizetype kShortestKey = 24;
constexpr qsizetype kLongestKey = 64;

QByteArray signature(const QByteArray &key, const WebhookStamp &stamp, QByteArrayView body)
{
    QByteArray data;
    data.reserve(stamp.id.size() + body.size() + 24);
    data += stamp.id + '.' + QByteArray::number(stamp.timestamp) + '.';
    data += body;
    return kVersion.toByteArray() + hmacSha256(key, data).toBase64();
}

/// Digits only: what others read as a number with something behind it is refused.
std::optional<qint64> secondsFrom(const QByteArray &text)
{
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    bool fits = false;
    const qint64 seconds = text.toLongLong(&fits);
    return fits && std::ranges::all_of(text, isDigit) ? std::optional(seconds) : std::nullopt;
}

} // namespace

Result<QByteArray> webhookKey(QByteArrayView secret)
{
    if (secret.isEmpty())
        return fail(ErrorCode::InvalidInput, PublicText(u"the secret is empty"_s));
    if (!secret.startsWith(kSecretPrefix))
        return secret.toByteArray();
    const QByteArray encoded = secret.sliced(kSecretPrefix.size()).toByteArray();
    const auto key = QByteArray::fromBase64Encoding(encoded, QByteArray::AbortOnBase64DecodingErrors);
    if (!key || (*key).size() < kShortestKey || (*key).size() > kLongestKey)
        return fail(ErrorCode::InvalidInput, PublicText(u"after whsec_ the secret is base64 of 24 to 64 bytes"_s));
    return *key;
}

QByteArray signWebhook(const std::vector<QByteArray> &keys, const WebhookStamp &stamp, QByteArrayView body)
{
    QByteArrayList signatures;
    for (const QByteArray &key : keys)
        signatures += signature(key, stamp, body);
    return signatures.join(' ');
}

bool webhookIsSigned(const std::vector<QByteArray> &keys, const WebhookStamp &stamp, QByteArrayView body,
                     QByteArrayView signatureHeader)
{
    const QByteArrayList given = signatureHeader.toByteArray().split(' ');
    bool fits = false;
    for (const QByteArray &key : keys) {
        const QByteArray expected = signature(key, stamp, body);
        for (const QByteArray &each : given)
            fits = equalInConstantTime(each, expected) || fits;
    }
    return fits;
}

Result<void> verifyWebhook(const std::vector<QByteArray> &keys, const WebhookHeaders &headers, QByteArrayView body,
                           core::WallTime now, std::chrono::seconds tolerance)
{
    const auto seconds = secondsFrom(headers.timestamp);
    if (headers.id.isEmpty() || headers.signature.isEmpty() || !seconds)
        return fail(ErrorCode::InvalidInput, PublicText(u"a webhook header is missing or not readable"_s));
    const qint64 nowSeconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    if (*seconds < nowSeconds - tolerance.count() || *seconds > nowSeconds + tolerance.count())
        return fail(ErrorCode::Gone, PublicText(u"the webhook's time is out of tolerance"_s));
    if (!webhookIsSigned(keys, {headers.id, *seconds}, body, headers.signature))
        return fail(ErrorCode::Unauthorized, PublicText(u"no signature fits"_s));
    return {};
}

} // namespace signalbox::security
