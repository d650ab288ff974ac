#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/core/result.h"

#include <QByteArray>

#include <vector>

/// The Standard Webhooks signature: HMAC-SHA256 over `id.timestamp.body`, `v1,` + base64, one for each active secret.
/// Pure functions, any thread.
namespace signalbox::security {

/// The key bytes of a secret: after `whsec_` base64 of 24 to 64 bytes, any other text its own bytes. InvalidInput for a
/// `whsec_` that is not that, or an empty secret; the text never repeats the secret.
Result<QByteArray> webhookKey(QByteArrayView secret);

/// What a delivery is signed with, besides its body.
struct WebhookStamp
{
    QByteArray id; ///< holds no `.`
    qint64 timestamp = 0; ///< Unix seconds of this attempt
};

/// The value of `webhook-signature`: one signature for each key (webhookKey()), separated by spaces.
QByteArray signWebhook(const std::vector<QByteArray> &keys, const WebhookStamp &stamp, QByteArrayView body);

/// Whether any `v1` signature of the header fits any key. Compared in constant time.
bool webhookIsSigned(const std::vector<QByteArray> &keys, const WebhookStamp &stamp, QByteArrayView body,
                     QByteArrayView signatureHeader);

/// The three headers as they arrived.
struct WebhookHeaders
{
    QByteArray id; ///< `webhook-id`
    QByteArray timestamp; ///< `webhook-timestamp`
    QByteArray signature; ///< `webhook-signature`
};

/// Checks a received webhook. InvalidInput when a header is missing or not readable, Gone when the time differs by more
/// than `tolerance` in either direction, Unauthorized when no signature fits.
Result<void> verifyWebhook(const std::vector<QByteArray> &keys, const WebhookHeaders &headers, QByteArrayView body,
                           core::WallTime now, std::chrono::seconds tolerance = std::chrono::seconds(300));

} // namespace signalbox::security
