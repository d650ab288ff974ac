#pragma once

#include "backend/platform/core/headers.h"
#include "backend/platform/core/result.h"
#include "backend/platform/cpu/pool.h"
#include "backend/platform/security/rsa_key.h"
#include "backend/services/commerce/provider_config.h"

#include <optional>

namespace signalbox::commerce {

/// The text that Walmart's signature covers: consumer id, timestamp and key version, each trimmed and ended by a
/// newline (contract commerce-router 4.2).
QByteArray walmartSignedText(const QByteArray &consumerId, qint64 epochMs, const QByteArray &keyVersion);

/// Makes the five WM_ headers of a call. One per worker; keeps the parsed key between calls and signs in the pool.
class WalmartSigner
{
public:
    explicit WalmartSigner(cpu::Pool &pool) : m_pool(pool) { }

    /// Signed mode when a private key is configured (or the API key is one), else the API key verbatim. Configuration
    /// when the key cannot be read, Unavailable when the pool is full.
    Task<Result<Headers>> headers(WalmartAccess access, qint64 epochMs, QByteArray correlationId);

private:
    Result<security::RsaKey> parsed(const QByteArray &key);

    cpu::Pool &m_pool;
    QByteArray m_keyText;
    std::optional<security::RsaKey> m_key;
};

} // namespace signalbox::commerce
