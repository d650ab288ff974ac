#include "backend/platform/http/tls_identity.h"

#include "backend/platform/security/tls_pair.h"

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

Result<QSslConfiguration> loadTlsIdentity(const QString &certificateFile, const QString &keyFile,
                                          QLatin1StringView variables)
{
    const QString certificateName = variables + u"_CERT"_s;
    const QString keyName = variables + u"_KEY"_s;
    if (!QSslSocket::supportsSsl())
        return wrong(certificateName + u" is set but no TLS library was found"_s);
    QFile certificate(certificateFile);
    if (!certificate.open(QIODevice::ReadOnly))
        return wrong(certificateName + u" cannot be read"_s);
    QFile key(keyFile);
    if (!key.open(QIODevice::ReadOnly))
        return wrong(keyName + u" cannot be read"_s);
    const QByteArray certificatePem = certificate.readAll();
    const QList<QSslCertificate> chain = QSslCertificate::fromData(certificatePem, QSsl::Pem);
    if (chain.isEmpty())
        return wrong(certificateName + u" holds no PEM certificate"_s);
    const QByteArray keyPem = key.readAll();
    const QSslKey privateKey = parseKey(keyPem);
    if (privateKey.isNull())
        return wrong(keyName + u" holds no PEM key (RSA or EC, without passphrase)"_s);
    if (!security::keyFitsCertificate(keyPem, certificatePem))
        return wrong(u"%1 does not belong to %2"_s.arg(keyName, certificateName));

    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(privateKey);
    configuration.setProtocol(QSsl::TlsV1_2OrLater);
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    configuration.setAllowedNextProtocols({"http/1.1"_ba});
    return configuration;
}

} // namespace signalbox::http
