#pragma once

#include <QTcpSocket>

#include <functional>

namespace signalbox::http {

/// The socket that QtHttpServer reads: not the client's, but one that holds whole requests which the guard has let
/// through. So its parser never sees a byte of a bad, partial or oversized message, and the body is kept once. It
/// gets the method only: it would rewrite the target, and the guard has read target, fields and body already.
class RequestFeed : public QTcpSocket
{
    Q_OBJECT

public:
    using Arrived = std::function<void()>;

    /// `arrived` runs when QtHttpServer hands the request out.
    RequestFeed(Arrived arrived, QObject *parent);
    ~RequestFeed() override;

    /// Gives QtHttpServer one request and returns when it has been handed out; false when it was not.
    bool deliver(const QByteArray &method);
    /// Called by the server for the request that deliver() gave.
    void arrive();

    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 most) override;

private:
    Arrived m_arrived;
    QByteArray m_bytes;
    bool m_handedOut = false;
};

} // namespace signalbox::http
