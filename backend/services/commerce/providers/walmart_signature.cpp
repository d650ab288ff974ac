#include "backend/services/commerce/providers/walmart_signature.h"

#include "backend/services/commerce/config.h"

namespace signalbox::commerce {

QByteArray walmartSignedText(const QByteArray &consumerId, qint64 epochMs, const QByteArray &keyVersion)
{
    return consumerId.trimmed() + '\n' + QByteArray::number(epochMs) + '\n' + keyVersion.trimmed() + '\n';
}

Result<QByteArray> WalmartSigner::signature(const QByteArray &key, const QByteArray &text)
{
    if (!m_key || m_keyText != key) {
        const Result<security::RsaKey> parsed = security::RsaKey::parse(key);
        if (!parsed)
            return std::unexpected(parsed.error());
        m_key = *parsed;
        m_keyText = key;
    }
    return m_key->sign(text);
}

Result<Headers> WalmartSigner::headers(const WalmartAccess &access, qint64 epochMs, const QByteArray &correlationId)
{
    QByteArray proof = access.apiKey;
    const QByteArray key = !access.privateKey.isEmpty() ? access.privateKey
        : looksLikePrivateKey(access.apiKey)            ? access.apiKey
                                                        : QByteArray();
    if (!key.isEmpty()) {
        const auto signedBytes = signature(key, walmartSignedText(access.consumerId, epochMs, access.keyVersion));
        if (!signedBytes)
            return std::unexpected(signedBytes.error());
        proof = signedBytes->toBase64();
    }
    return Headers {{"WM_CONSUMER.ID", access.consumerId},
                    {"WM_CONSUMER.INTIMESTAMP", QByteArray::number(epochMs)},
                    {"WM_SEC.KEY_VERSION", access.keyVersion},
                    {"WM_SEC.AUTH_SIGNATURE", proof},
                    {"WM_QOS.CORRELATION_ID", correlationId}};
}

} // namespace signalbox::commerce
