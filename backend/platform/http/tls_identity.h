#pragma once

#include "backend/platform/core/result.h"

#include <QLatin1StringView>
#include <QSslConfiguration>

namespace signalbox::http {

/// Reads a certificate chain (leaf first) and its key (RSA or EC, no passphrase), both PEM: TLS 1.2 or newer, HTTP/1.1
/// by ALPN. Configuration when a file is missing, is not PEM or the two do not belong together; the text names the
/// variable (`<variables>_CERT` or `_KEY`), never the content. Called again on SIGHUP.
Result<QSslConfiguration> loadTlsIdentity(const QString &certificateFile, const QString &keyFile,
                                          QLatin1StringView variables = QLatin1StringView("SIGNALBOX_TLS"));

} // namespace signalbox::http
