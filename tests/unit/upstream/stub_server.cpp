#include "stub_server.h"

#include <QRegularExpression>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

StubServer::StubServer(Answer answer) : m_answer(std::move(answer))
{
    connect(&m_server, &QTcpServer::newConnection, this, &StubServer::accept);
    m_server.listen(QHostAddress::LocalHost, 0);
}

QUrl StubServer::url(const QString &path, const QString &host) const
{
    return QUrl(u"http://%1:%2%3"_s.arg(host).arg(m_server.serverPort()).arg(path));
}

QByteArray StubServer::reply(int status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n" + headers + "\r\n" + body;
}

void StubServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        const int number = ++m_connections;
        ++m_open;
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket, number] { read(socket, number); });
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            --m_open;
            m_buffers.remove(socket);
            socket->deleteLater();
        });
    }
}

void StubServer::read(QTcpSocket *socket, int connection)
{
    QByteArray &buffer = m_buffers[socket];
    buffer += socket->readAll();
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    const QByteArray head = buffer.first(headEnd + 2);
    static const QRegularExpression length(u"\r\ncontent-length: *(\\d+)"_s, QRegularExpression::CaseInsensitiveOption);
    const qsizetype size = length.match(QString::fromLatin1(head)).captured(1).toLongLong();
    if (buffer.size() < headEnd + 4 + size)
        return;
    const qsizetype lineEnd = head.indexOf("\r\n");
    m_requests.push_back({head.first(lineEnd), head.sliced(lineEnd + 2), buffer.sliced(headEnd + 4, size), connection});
    buffer.remove(0, headEnd + 4 + size);
    if (m_drop) {
        socket->abort();
        return;
    }
    const QByteArray answer = m_answer(m_requests.back());
    if (!answer.isEmpty())
        socket->write(answer);
}
