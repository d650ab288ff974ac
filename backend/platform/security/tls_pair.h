#pragma once

#include <QByteArray>

namespace signalbox::security {

/// Whether a private key (PEM, no passphrase) is that of the first certificate in a PEM chain.
bool keyFitsCertificate(const QByteArray &keyPem, const QByteArray &certificatePem);

} // namespace signalbox::security
