#pragma once

#include "tests/peers/certificates.h"

#include <QProcess>
#include <QUrl>

namespace signalbox::peers {

/// An nginx with one TLS server on a free port of loopback. `/` answers 200 with
/// `<protocol> <TLS version> <connection number> <requests on it>`, `/slow` sends 200 kB in about half a second.
class Nginx
{
public:
    /// `directives` are the server's own.
    explicit Nginx(const Authority::Identity &identity,
                   const QByteArray &directives = "ssl_protocols TLSv1.2 TLSv1.3;");
    ~Nginx();

    /// False when it does not answer within 10 s; log() then says why.
    bool start();
    void stop();
    /// SIGHUP: new worker processes; the old ones finish what they have and send GOAWAY.
    void reload();
    QUrl url(const QString &path, const QString &host = QStringLiteral("localhost")) const;
    quint16 port() const { return m_port; }
    QByteArray log() const;

private:
    QTemporaryDir m_folder;
    quint16 m_port = 0;
    QProcess m_process;
};

} // namespace signalbox::peers
