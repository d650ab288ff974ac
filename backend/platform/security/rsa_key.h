#pragma once

#include "backend/platform/core/result.h"

#include <QByteArray>

#include <memory>

namespace signalbox::security {

/// A private RSA key. Copies share the key; immutable, any thread.
class RsaKey
{
public:
    /// PEM (PKCS#8 or PKCS#1, also with `\n` written as two characters or with spaces for line ends, as environment
    /// variables often carry it), or the base64 of a PKCS#8 DER. Unencrypted RSA of at least 2048 bits, else
    /// Configuration; the texts never hold a part of the key.
    static Result<RsaKey> parse(QByteArrayView text);

    /// The RSASSA-PKCS1-v1_5 signature with SHA-256 (RFC 8017 8.2). Takes about 1 ms for 2048 bits: run it in
    /// cpu::Pool.
    Result<QByteArray> sign(QByteArrayView data) const;

    int bits() const;

private:
    explicit RsaKey(std::shared_ptr<void> key)
        : m_key(std::move(key))
    {
    }

    std::shared_ptr<void> m_key; ///< EVP_PKEY
};

} // namespace signalbox::security
