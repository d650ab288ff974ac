#include "backend/platform/security/tls_pair.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <memory>

namespace signalbox::security {

namespace {

template <auto release> struct Free
{
    void operator()(auto *object) const { release(object); }
};

using Bio = std::unique_ptr<BIO, Free<BIO_free>>;

Bio reader(const QByteArray &text)
{
    return Bio(BIO_new_mem_buf(text.constData(), int(text.size())));
}

/// Never asks on a terminal: an encrypted key is refused.
int noPassphrase(char *, int, int, void *)
{
    return -1;
}

} // namespace

bool keyFitsCertificate(const QByteArray &keyPem, const QByteArray &certificatePem)
{
    const std::unique_ptr<X509, Free<X509_free>> certificate(
        PEM_read_bio_X509(reader(certificatePem).get(), nullptr, noPassphrase, nullptr));
    const std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>> key(
        PEM_read_bio_PrivateKey(reader(keyPem).get(), nullptr, noPassphrase, nullptr));
    const bool fits = certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
    ERR_clear_error();
    return fits;
}

} // namespace signalbox::security
