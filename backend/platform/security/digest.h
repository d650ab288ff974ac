#pragma once

#include <QByteArray>

#include <optional>

/// Hashes, message authentication and their encodings, all by OpenSSL. Pure functions, any thread.
namespace signalbox::security {

/// The 32 bytes of SHA-256 (FIPS 180-4).
QByteArray sha256(QByteArrayView data);

/// The 32 bytes of HMAC-SHA256 (RFC 2104, RFC 4231). An empty key is allowed by the standard and by this.
QByteArray hmacSha256(QByteArrayView key, QByteArrayView data);

/// The 20 bytes of HMAC-SHA1 (RFC 2104, RFC 2202), for signatures of others that are made so.
QByteArray hmacSha1(QByteArrayView key, QByteArrayView data);

/// Base64 with the URL alphabet and without padding (RFC 4648 5).
QByteArray toBase64Url(QByteArrayView bytes);

/// The reverse; nothing for padding, a foreign character, an impossible length or bits that encode nothing, so that
/// two texts never mean the same bytes.
std::optional<QByteArray> fromBase64Url(QByteArrayView text);

/// Are both the same? Takes as long for any pair of the same lengths; both go through SHA-256 first, so that the time
/// does not tell the length at which they differ.
bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace signalbox::security
