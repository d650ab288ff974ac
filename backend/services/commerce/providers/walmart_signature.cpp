#include "backend/services/commerce/providers/walmart_signature.h"

#include "backend/services/commerce/config.h"

namespace signalbox::commerce {

QByteArray walmartSignedText(const QByteArray &consumerId, qint64 epochMs, const QByteArray &keyVersion)
{
    return consumerId.trimmed() + '\n' + QByteArray::number(epochMs) + '\n' + keyVersion.trimmed() + '\n';
}

Result<security::RsaKey> WalmartSigner::parsed(const QByteArray &key)
{
    if (!m_key || m_keyText != key) {
        const Result<security::RsaKey> fresh = security::RsaKey::parse(key);
        if (!fresh)
            return fresh;
        m_key = *fresh;
        m_keyText = key;
    }
    return *m_key;
}

Task<Result<Headers>> WalmartSigner::headers(WalmartAccess access, qint64 epochMs, QByteArray correlationId)
{
    QByteArray proof = access.apiKey;
    const QByteArray keyText = !access.privateKey.isEmpty() ? access.privateKey
        : looksLikePrivateKey(access.apiKey)                ? access.apiKey
                                                            : QByteArray();
    if (!keyText.isEmpty()) {
        const Result<security::RsaKey> key = parsed(keyText);
        if (!key)
            co_return std::unexpected(key.error());
        const QByteArray text = walmartSignedText(access.consumerId, epochMs, access.keyVersion);
        const Result<QByteArray> signedBytes = co_await m_pool.run([key = *key, text] { return key.sign(text); });
        if (!signedBytes)
            co_return std::unexpected(signedBytes.error());
        proof = signedBytes->toBase64();
    }
    co_return Headers {{"WM_CONSUMER.ID", access.consumerId},
                    {"WM_CONSUMER.INTIMESTAMP", QByteArray::number(epochMs)},
                    {"WM_SEC.KEY_VERSION", access.keyVersion},
                    {"WM_SEC.AUTH_SIGNATURE", proof},
                    {"WM_QOS.CORRELATION_ID", correlationId}};
}

} // namespace signalbox::commerce
