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

void Cable::forward()
{
    while (QTcpSocket *near = nextPendingConnection()) {
        auto *far = new QTcpSocket(this);
        connect(near, &QTcpSocket::readyRead, far, [near, far] { far->write(near->readAll()); });
        connect(far, &QTcpSocket::readyRead, near, [near, far] { near->write(far->readAll()); });
        for (QTcpSocket *end : {near, far})
            connect(end, &QTcpSocket::disconnected, end, &QObject::deleteLater);
        connect(near, &QTcpSocket::disconnected, far, &QTcpSocket::abort);
        connect(far, &QTcpSocket::disconnected, near, &QTcpSocket::abort);
        far->connectToHost(QHostAddress(QHostAddress::LocalHost), quint16(m_gateway.port()));
    }
}

} // namespace signalbox::wire
