#include "tests/ui/cable.h"

#include <QTcpSocket>

namespace signalbox::wire {

Cable::Cable(const QUrl &gateway) : m_gateway(gateway)
{
    connect(this, &QTcpServer::newConnection, this, &Cable::forward);
    listen(QHostAddress::LocalHost);
    m_port = serverPort();
}

void Cable::cut()
{
    close();
    for (QTcpSocket *socket : findChildren<QTcpSocket *>())
        socket->abort();
}

void Cable::mend()
{
    listen(QHostAddress::LocalHost, m_port);
}

int Cable::asked(const QByteArray &start) const
{
    return int(m_heads.count(QByteArray('\n' + start)));
}

void Cable::note(const QByteArray &bytes)
{
    // The console asks in one piece: a request begins where a read begins.
    const QByteArray line = bytes.left(bytes.indexOf('\r'));
    m_heads += '\n' + line;
    if (line.startsWith("GET /ops/v1/stream?topics="))
        m_topics = line.mid(line.indexOf('=') + 1).split(' ').first().split(',');
}

void Cable::pass(QTcpSocket *from, QTcpSocket *to, const QByteArray &bytes)
{
    // One piece lost is a connection that is lost.
    if (m_frozen)
        from->disconnect();
    else
        to->write(bytes);
}

void Cable::forward()
{
    while (QTcpSocket *near = nextPendingConnection()) {
        if (m_frozen)
            continue;
        auto *far = new QTcpSocket(this);
        connect(near, &QTcpSocket::readyRead, far, [this, near, far] {
            const QByteArray bytes = near->readAll();
            note(bytes);
            pass(near, far, bytes);
        });
        connect(far, &QTcpSocket::readyRead, near, [this, near, far] { pass(far, near, far->readAll()); });
        for (QTcpSocket *end : {near, far})
            connect(end, &QTcpSocket::disconnected, end, &QObject::deleteLater);
        connect(near, &QTcpSocket::disconnected, far, &QTcpSocket::abort);
        connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::abort);
        far->connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(m_gateway.port()));
    }
}

} // namespace signalbox::wire
