#include "backend/platform/security/digest.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <memory>

namespace signalbox::security {

namespace {

constexpr qsizetype kSha1Bytes = 20;
constexpr qsizetype kSha256Bytes = 32;

const uchar *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const uchar *>(view.data());
}

uchar *bytesOf(QByteArray &array)
{
    return reinterpret_cast<uchar *>(array.data());
}

struct MacFree
{
    void operator()(EVP_MAC *mac) const { EVP_MAC_free(mac); }
    void operator()(EVP_MAC_CTX *context) const { EVP_MAC_CTX_free(context); }
};

/// Fetched once: looking an algorithm up costs more than a short message.
EVP_MAC *hmacAlgorithm()
{
    static const std::unique_ptr<EVP_MAC, MacFree> algorithm(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    return algorithm.get();
}

QByteArray hmac(QByteArray algorithm, qsizetype size, QByteArrayView key, QByteArrayView data)
{
    const OSSL_PARAM parameters[]
        = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, algorithm.data(), 0), OSSL_PARAM_construct_end()};
    // A null key means "keep the last one" to EVP_MAC_init, so an empty key is passed as a pointer to nothing.
    const uchar *keyBytes = key.isEmpty() ? reinterpret_cast<const uchar *>("") : bytesOf(key);
    const std::unique_ptr<EVP_MAC_CTX, MacFree> context(EVP_MAC_CTX_new(hmacAlgorithm()));
    QByteArray digest(size, '\0');
    size_t written = 0;
    if (!context || EVP_MAC_init(context.get(), keyBytes, size_t(key.size()), parameters) != 1
        || EVP_MAC_update(context.get(), bytesOf(data), size_t(data.size())) != 1
        || EVP_MAC_final(context.get(), bytesOf(digest), &written, size_t(digest.size())) != 1)
        qFatal("HMAC-%s is not available", algorithm.constData());
    return digest;
}

} // namespace

QByteArray sha256(QByteArrayView data)
{
    QByteArray digest(kSha256Bytes, '\0');
    if (EVP_Digest(data.data(), size_t(data.size()), bytesOf(digest), nullptr, EVP_sha256(), nullptr) != 1)
        qFatal("SHA-256 is not available");
    return digest;
}

QByteArray hmacSha256(QByteArrayView key, QByteArrayView data)
{
    return hmac("SHA256", kSha256Bytes, key, data);
}

QByteArray hmacSha1(QByteArrayView key, QByteArrayView data)
{
    return hmac("SHA1", kSha1Bytes, key, data);
}

QByteArray toBase64Url(QByteArrayView bytes)
{
    return QByteArray::fromRawData(bytes.data(), bytes.size())
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

std::optional<QByteArray> fromBase64Url(QByteArrayView text)
{
    const QByteArray encoded = text.toByteArray();
    auto decoded = QByteArray::fromBase64Encoding(
        encoded, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded || toBase64Url(*decoded) != encoded)
        return {};
    return std::move(*decoded);
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    const QByteArray hashA = sha256(a);
    const QByteArray hashB = sha256(b);
    return CRYPTO_memcmp(hashA.constData(), hashB.constData(), size_t(kSha256Bytes)) == 0;
}

} // namespace signalbox::security
