#include "tests/support/wire/stub_server.h"

#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

namespace signalbox::wire {

using namespace Qt::StringLiterals;

namespace {

QByteArray rendered(const StubReply &reply)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(reply.status) + " Stub\r\nContent-Type: application/json\r\n";
    for (auto it = reply.headers.begin(); it != reply.headers.end(); ++it)
        out += it.key() + ": " + it.value() + "\r\n";
    if (reply.status != 204)
        out += "Content-Length: " + QByteArray::number(reply.body.size()) + "\r\n";
    return out + "\r\n" + (reply.status == 204 ? QByteArray() : reply.body);
}

} // namespace

QString StubRequest::parameter(const QString &name) const
{
    return QUrlQuery(QUrl::fromEncoded(target).query()).queryItemValue(name, QUrl::FullyDecoded);
}

StubServer::StubServer(Script script)
    : m_script(std::move(script))
{
    connect(this, &QTcpServer::newConnection, this, &StubServer::accept);
    listen(QHostAddress::LocalHost);
}

QUrl StubServer::url() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(serverPort()));
}

int StubServer::count(const QByteArray &path) const
{
    return int(std::ranges::count_if(m_requests, [&](const StubRequest &request) { return request.path() == path; }));
}

void StubServer::accept()
{
    while (QTcpSocket *socket = nextPendingConnection()) {
        auto buffer = std::make_shared<QByteArray>();
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] {
            *buffer += socket->readAll();
            read(socket, *buffer);
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void StubServer::read(QTcpSocket *socket, QByteArray &buffer)
{
    for (;;) {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArrayList lines = buffer.first(end).split('\n');
        StubRequest request;
        const QByteArrayList first = lines.first().trimmed().split(' ');
        request.method = first.value(0);
        request.target = first.value(1);
        for (const QByteArray &line : lines.mid(1)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
        }
        const qsizetype length = request.headers.value("content-length").toLongLong();
        if (buffer.size() < end + 4 + length)
            return;
        request.body = buffer.sliced(end + 4, length);
        buffer.remove(0, end + 4 + length);
        m_requests.push_back(request);
        const StubReply reply = m_script(request);
        if (reply.silent)
            continue;
        const QPointer<QTcpSocket> guarded(socket);
        QTimer::singleShot(reply.delay, this, [guarded, reply] {
            if (guarded && reply.drop)
                guarded->abort();
            else if (guarded)
                guarded->write(rendered(reply));
        });
    }
}

} // namespace signalbox::wire
