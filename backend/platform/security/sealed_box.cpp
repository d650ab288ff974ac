#include "backend/platform/security/sealed_box.h"

#include "backend/platform/core/ids.h"

#include <openssl/evp.h>

#include <memory>

namespace signalbox::security {

namespace {

constexpr char kVersion = 1;
constexpr qsizetype kNonceBytes = 12;
constexpr qsizetype kTagBytes = 16;
constexpr qsizetype kHeaderBytes = 1 + kNonceBytes;

struct ContextFree
{
    void operator()(EVP_CIPHER_CTX *context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, ContextFree>;

const uchar *bytesOf(QByteArrayView view)
{
    return reinterpret_cast<const uchar *>(view.data());
}

uchar *bytesOf(QByteArray &array)
{
    return reinterpret_cast<uchar *>(array.data());
}

} // namespace

SealedBox::SealedBox(QByteArray key) : m_key(std::move(key))
{
    if (m_key.size() != kKeyBytes)
        qFatal("a key of the sealed box has %lld bytes", qlonglong(m_key.size()));
}

QByteArray SealedBox::seal(QByteArrayView plain, QByteArrayView context) const
{
    const QByteArray nonce = core::randomBytes(kNonceBytes);
    QByteArray text(plain.size(), '\0');
    QByteArray tag(kTagBytes, '\0');
    int written = 0;
    const Context cipher(EVP_CIPHER_CTX_new());
    if (!cipher
        || EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytesOf(m_key), bytesOf(QByteArrayView(nonce)))
            != 1
        || EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytesOf(context), int(context.size())) != 1
        || EVP_EncryptUpdate(cipher.get(), bytesOf(text), &written, bytesOf(plain), int(plain.size())) != 1
        || EVP_EncryptFinal_ex(cipher.get(), bytesOf(tag), &written) != 1
        || EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, int(kTagBytes), tag.data()) != 1)
        qFatal("AES-256-GCM is not available");
    return kVersion + nonce + text + tag;
}

Result<QByteArray> SealedBox::open(QByteArrayView sealed, QByteArrayView context) const
{
    const auto damaged
        = [] { return fail(ErrorCode::Corrupt, PublicText(QStringLiteral("a sealed value cannot be opened"))); };
    if (sealed.size() < kHeaderBytes + kTagBytes || sealed.front() != kVersion)
        return damaged();
    const QByteArrayView nonce = sealed.sliced(1, kNonceBytes);
    const QByteArrayView body = sealed.sliced(kHeaderBytes, sealed.size() - kHeaderBytes - kTagBytes);
    QByteArray tag = sealed.last(kTagBytes).toByteArray();
    QByteArray plain(body.size(), '\0');
    QByteArray rest(kTagBytes, '\0');
    int written = 0;
    const Context cipher(EVP_CIPHER_CTX_new());
    const bool isRight = cipher
        && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, bytesOf(QByteArrayView(m_key)), bytesOf(nonce))
            == 1
        && EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytesOf(context), int(context.size())) == 1
        && EVP_DecryptUpdate(cipher.get(), bytesOf(plain), &written, bytesOf(body), int(body.size())) == 1
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, int(kTagBytes), tag.data()) == 1
        && EVP_DecryptFinal_ex(cipher.get(), bytesOf(rest), &written) == 1;
    return isRight ? Result<QByteArray>(plain) : damaged();
}

} // namespace signalbox::security
