#pragma once

#include "backend/platform/core/headers.h"
#include "backend/platform/core/result.h"
#include "backend/platform/security/rsa_key.h"
#include "backend/services/commerce/provider_config.h"

#include <optional>

namespace signalbox::commerce {

/// The text that Walmart's signature covers: consumer id, timestamp and key version, each trimmed and ended by a
/// newline (contract commerce-router 4.2).
QByteArray walmartSignedText(const QByteArray &consumerId, qint64 epochMs, const QByteArray &keyVersion);

/// Makes the five WM_ headers of a call. One per worker; keeps the parsed key between calls.
class WalmartSigner
{
public:
    /// Signed mode when a private key is configured (or the API key is one), else the API key verbatim. Configuration
    /// when the key cannot be read.
    Result<Headers> headers(const WalmartAccess &access, qint64 epochMs, const QByteArray &correlationId);

private:
    Result<QByteArray> signature(const QByteArray &key, const QByteArray &text);

    QByteArray m_keyText;
    std::optional<security::RsaKey> m_key;
};

} // namespace signalbox::commerce
