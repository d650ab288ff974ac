#pragma once

#include <QByteArray>
#include <QHash>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <vector>

class QTcpSocket;

/// An HTTP/1.1 server on 127.0.0.1 that does what the test says, and remembers what it was asked.
class StubServer : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QByteArray line;
        QByteArray head; ///< all header lines, as received
        QByteArray body;
        int connection = 0; ///< 1 for the first one accepted
    };

    /// What to write for a request; empty = stay silent.
    using Answer = std::function<QByteArray(const Request &)>;

    explicit StubServer(Answer answer);

    QUrl url(const QString &path, const QString &host = QStringLiteral("127.0.0.1")) const;
    const std::vector<Request> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    int open() const { return m_open; }
    /// The connection is closed without an answer once a request has been read.
    void dropAfterReading() { m_drop = true; }

    static QByteArray reply(int status, const QByteArray &body = {}, const QByteArray &headers = {});

private:
    void accept();
    void read(QTcpSocket *socket, int connection);

    Answer m_answer;
    QHash<QTcpSocket *, QByteArray> m_buffers;
    std::vector<Request> m_requests;
    int m_connections = 0;
    int m_open = 0;
    bool m_drop = false;
    QTcpServer m_server; ///< last: its sockets report their end into the members above
};
