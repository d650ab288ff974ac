#pragma once

#include <QTcpServer>
#include <QUrl>

class QTcpSocket;

namespace signalbox::wire {

/// A line between the console and a gateway that a test can cut and mend: forwards every connection to the same port
/// of loopback. Keeps its own address, so a mended line is found again where it was.
class Cable : public QTcpServer
{
    Q_OBJECT

public:
    explicit Cable(const QUrl &gateway);

    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_port)); }
    /// Breaks every connection and refuses new ones.
    void cut();
    void mend();
    /// From now on nothing passes, and nothing breaks: connections stay open and silent, also new ones.
    void freeze() { m_frozen = true; }
    /// New connections pass again; those from before stay silent for ever.
    void thaw() { m_frozen = false; }
    /// The topics of the last stream that was asked for over this line.
    QList<QByteArray> topics() const { return m_topics; }
    /// Requests that began with this line so far: `GET /ops/v1/requests`.
    int asked(const QByteArray &start) const;

private:
    void forward();
    void note(const QByteArray &bytes);
    void pass(QTcpSocket *from, QTcpSocket *to, const QByteArray &bytes);

    QUrl m_gateway;
    quint16 m_port = 0;
    QList<QByteArray> m_topics;
    QByteArray m_heads;
    bool m_frozen = false;
};

} // namespace signalbox::wire
