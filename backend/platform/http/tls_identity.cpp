#include "backend/platform/http/tls_identity.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

std::unexpected<Error> wrong(const QString &sentence)
{
    return fail(ErrorCode::Configuration, PublicText(sentence));
}

QSslKey parseKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Rsa, QSsl::Ec}) {
        const QSslKey key(pem, algorithm, QSsl::Pem);
        if (!key.isNull())
            return key;
    }
    return {};
}

} // namespace

Result<QSslConfiguration> loadTlsIdentity(const QString &certificateFile, const QString &keyFile)
{
    if (!QSslSocket::supportsSsl())
        return wrong(u"SIGNALBOX_TLS_CERT is set but no TLS library was found"_s);
    QFile certificate(certificateFile);
    if (!certificate.open(QIODevice::ReadOnly))
        return wrong(u"SIGNALBOX_TLS_CERT cannot be read"_s);
    QFile key(keyFile);
    if (!key.open(QIODevice::ReadOnly))
        return wrong(u"SIGNALBOX_TLS_KEY cannot be read"_s);
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificate.readAll(), QSsl::Pem);
    if (chain.isEmpty())
        return wrong(u"SIGNALBOX_TLS_CERT holds no PEM certificate"_s);
    const QSslKey privateKey = parseKey(key.readAll());
    if (privateKey.isNull())
        return wrong(u"SIGNALBOX_TLS_KEY holds no PEM key (RSA or EC, without passphrase)"_s);
    if (chain.first().publicKey().algorithm() != privateKey.algorithm()
        || chain.first().publicKey().length() != privateKey.length())
        return wrong(u"SIGNALBOX_TLS_KEY does not belong to SIGNALBOX_TLS_CERT"_s);

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(privateKey);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setAllowedNextProtocols({"http/1.1"_ba});
    return configuration;
}

} // namespace signalbox::http
