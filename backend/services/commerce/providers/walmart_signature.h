#pragma once

#include "backend/platform/core/clock.h"
#include "backend/services/commerce/provider_config.h"

#include "backend/platform/core/headers.h"
#include "backend/platform/core/result.h"

namespace signalbox::commerce {

/// The text that Walmart's signature covers: consumer id, timestamp and key version, each trimmed and ended by a
/// newline (contract commerce-router 4.2).
QByteArray walmartSignedText(const QByteArray &consumerId, qint64 epochMs, const QByteArray &keyVersion);

/// The five WM_ headers of one call. Signed mode when a private key is configured (or the API key is one), else the
/// API key verbatim. Configuration when the key cannot be read.
Result<Headers> walmartHeaders(const WalmartAccess &access, qint64 epochMs, const QByteArray &correlationId);

/// Whether calls carry a static signature, which the real service takes for 180 s only.
bool isStaticMode(const WalmartAccess &access);

} // namespace signalbox::commerce
