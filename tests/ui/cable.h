#pragma once

#include <QTcpServer>
#include <QUrl>

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

private:
    void forward();

    QUrl m_gateway;
    quint16 m_port = 0;
};

} // namespace signalbox::wire
