#pragma once

#include "tests/support/wire/http_client.h"

#include <QTcpSocket>

namespace signalbox::wire {

/// One connection for what a proper client never sends: bytes as given, answers read one by one. Waits at most 5 s for
/// anything, without an event loop.
class RawConnection
{
public:
    explicit RawConnection(const QUrl &base, const QByteArray &bytes = {});

    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    void send(const QByteArray &bytes);
    /// The next answer; status 0 when none came. An answer to HEAD has no body whatever its Content-Length says.
    Answer reply(bool toHead = false);
    /// Whether the other end closes.
    bool closes();
    /// Everything so far once it holds `wanted`, and whether it does.
    bool readUntil(const QByteArray &wanted);
    /// What came and was not taken by reply().
    const QByteArray &received() const { return m_buffer; }
    /// Waits for further bytes; false when none came.
    bool readMore();

private:
    QTcpSocket m_socket;
    QByteArray m_buffer;
};

/// `METHOD target` with Host, further field lines (each ending in CRLF) and a body of known length.
QByteArray rawRequest(const QByteArray &methodAndTarget, const QByteArray &fields = {}, const QByteArray &body = {});

} // namespace signalbox::wire
