#pragma once

#include "backend/platform/core/result.h"

#include <QByteArray>

namespace signalbox::security {

/// Seals small texts for keeping: AES-256-GCM (NIST SP 800-38D) with a fresh random nonce each time. What is sealed
/// is bound to a context, so that it cannot be opened in the place of another. Immutable; any thread.
class SealedBox
{
public:
    static constexpr qsizetype kKeyBytes = 32;

    /// `key` has kKeyBytes bytes.
    explicit SealedBox(QByteArray key);

    /// A version byte, the nonce, the sealed text, the tag.
    QByteArray seal(QByteArrayView plain, QByteArrayView context) const;
    /// Corrupt: altered, cut, sealed with another key or for another context.
    Result<QByteArray> open(QByteArrayView sealed, QByteArrayView context) const;

private:
    QByteArray m_key;
};

} // namespace signalbox::security
