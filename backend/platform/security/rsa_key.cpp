#include "backend/platform/security/rsa_key.h"

#include "backend/platform/security/openssl_error.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace signalbox::security {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFewestBits = 2048;
constexpr qsizetype kMostBytes = 64 * 1024;

struct ContextFree
{
    void operator()(EVP_MD_CTX *context) const { EVP_MD_CTX_free(context); }
};

struct BioFree
{
    void operator()(BIO *bio) const { BIO_free(bio); }
};

std::unexpected<Error> unusable(const QString &why)
{
    return fail(ErrorCode::Configuration, PublicText(why), opensslError());
}

/// Never asks on a terminal: an encrypted key is refused.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

/// A PEM block with its line ends restored.
QByteArray restoredPem(const QByteArray &text)
{
    QByteArray pem = text;
    pem.replace("\\n", "\n");
    if (pem.contains('\n'))
        return pem + '\n';
    const qsizetype headEnd = pem.indexOf("-----", 5) + 5;
    const qsizetype tailStart = pem.indexOf("-----END");
    if (headEnd < 10 || tailStart < headEnd)
        return pem;
    QByteArray body = pem.sliced(headEnd, tailStart - headEnd).simplified();
    body.replace(' ', '\n');
    return pem.first(headEnd) + '\n' + body + '\n' + pem.sliced(tailStart) + '\n';
}

EVP_PKEY *readPem(const QByteArray &pem)
{
    const std::unique_ptr<BIO, BioFree> bio(BIO_new_mem_buf(pem.constData(), int(pem.size())));
    return bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr) : nullptr;
}

EVP_PKEY *readBase64(const QByteArray &text)
{
    QByteArray compact = text.simplified();
    compact.replace(' ', "");
    QByteArray der = QByteArray::fromBase64(compact);
    const auto *begin = reinterpret_cast<const uchar *>(der.constData());
    EVP_PKEY *key = d2i_AutoPrivateKey(nullptr, &begin, long(der.size()));
    OPENSSL_cleanse(der.data(), size_t(der.size()));
    return key;
}

} // namespace

Result<RsaKey> RsaKey::parse(QByteArrayView text)
{
    const QByteArray trimmed = text.trimmed().toByteArray();
    if (trimmed.isEmpty() || trimmed.size() > kMostBytes)
        return unusable(u"the private key cannot be read"_s);
    EVP_PKEY *raw = trimmed.startsWith("-----BEGIN") ? readPem(restoredPem(trimmed)) : readBase64(trimmed);
    if (!raw)
        return unusable(u"the private key cannot be read"_s);
    RsaKey key(std::shared_ptr<void>(raw, [](void *owned) { EVP_PKEY_free(static_cast<EVP_PKEY *>(owned)); }));
    if (EVP_PKEY_is_a(raw, "RSA") != 1)
        return unusable(u"the private key is no RSA key"_s);
    if (key.bits() < kFewestBits)
        return unusable(u"the private key has fewer than %1 bits"_s.arg(kFewestBits));
    return key;
}

Result<QByteArray> RsaKey::sign(QByteArrayView data) const
{
    auto *key = static_cast<EVP_PKEY *>(m_key.get());
    const auto *bytes = reinterpret_cast<const uchar *>(data.data());
    const std::unique_ptr<EVP_MD_CTX, ContextFree> context(EVP_MD_CTX_new());
    size_t size = size_t(EVP_PKEY_get_size(key));
    QByteArray signature(qsizetype(size), '\0');
    // PKCS#1 v1.5 is what OpenSSL signs RSA keys with unless told otherwise.
    if (!context || EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) != 1
        || EVP_DigestSign(context.get(), reinterpret_cast<uchar *>(signature.data()), &size, bytes, size_t(data.size()))
            != 1)
        return fail(ErrorCode::Internal, PublicText(u"signing failed"_s), opensslError());
    signature.truncate(qsizetype(size));
    return signature;
}

int RsaKey::bits() const
{
    return EVP_PKEY_get_bits(static_cast<EVP_PKEY *>(m_key.get()));
}

} // namespace signalbox::security
