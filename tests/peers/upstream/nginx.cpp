#include "tests/peers/upstream/nginx.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <csignal>

#include <unistd.h>

namespace signalbox::peers {

using namespace Qt::StringLiterals;

namespace {

const QByteArray kConfiguration = R"(daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr warn;
events { worker_connections 256; }
http {
    access_log off;
    client_body_temp_path t; proxy_temp_path t; fastcgi_temp_path t; uwsgi_temp_path t; scgi_temp_path t;
    server {
        listen 127.0.0.1:PORT ssl http2;
        ssl_certificate CERTIFICATE;
        ssl_certificate_key KEY;
        DIRECTIVES
        location / { return 200 "$server_protocol $ssl_protocol $connection $connection_requests"; }
        location /slow { root FOLDER; limit_rate 400k; }
    }
}
)";

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

} // namespace

Nginx::Nginx(const Authority::Identity &identity, const QByteArray &directives)
    : m_port(freePort())
{
    QByteArray text = kConfiguration;
    text.replace("PORT", QByteArray::number(m_port));
    text.replace("CERTIFICATE", identity.certificate.toUtf8());
    text.replace("KEY", identity.key.toUtf8());
    text.replace("FOLDER", m_folder.path().toUtf8());
    text.replace("DIRECTIVES", directives);
    // Its workers otherwise become another user, who may not read this folder.
    if (::geteuid() == 0)
        text.prepend("user root;\n");
    put(m_folder.filePath(u"nginx.conf"_s), text);
    put(m_folder.filePath(u"slow"_s), QByteArray(200'000, 'x'));
}

Nginx::~Nginx()
{
    stop();
}

bool Nginx::start()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_process.start(u"nginx"_s,
                    {u"-p"_s, m_folder.path(), u"-c"_s, m_folder.filePath(u"nginx.conf"_s), u"-e"_s, u"stderr"_s});
    return QTest::qWaitFor(
        [this] {
            QTcpSocket socket;
            socket.connectToHost(QHostAddress::LocalHost, m_port);
            return QTest::qWaitFor([&socket] { return socket.state() == QAbstractSocket::ConnectedState; }, 200);
        },
        10'000);
}

void Nginx::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    m_process.waitForFinished();
}

void Nginx::reload()
{
    ::kill(pid_t(m_process.processId()), SIGHUP);
}

QUrl Nginx::url(const QString &path, const QString &host) const
{
    return QUrl(u"https://%1:%2%3"_s.arg(host).arg(m_port).arg(path));
}

QByteArray Nginx::log() const
{
    QFile file(m_folder.filePath(u"log"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace signalbox::peers
