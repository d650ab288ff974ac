#pragma once

#include "backend/platform/core/result.h"

#include <QSslConfiguration>

namespace signalbox::http {

/// Reads SIGNALBOX_TLS_CERT (the chain, leaf first) and SIGNALBOX_TLS_KEY (RSA or EC, no passphrase), both PEM: TLS
/// 1.2 or newer, HTTP/1.1 by ALPN. Configuration when a file is missing, is not PEM or the two do not belong
/// together; the text names the variable, never the content. Called again on SIGHUP.
Result<QSslConfiguration> loadTlsIdentity(const QString &certificateFile, const QString &keyFile);

} // namespace signalbox::http
