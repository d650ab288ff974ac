#pragma once

#include <QByteArray>

#include <functional>
#include <memory>

namespace signalbox::http {

/// A body of unknown length, sent piece by piece (server-sent events, long downloads). The handler returns a Response
/// with a stream and keeps a copy; the connection takes what is sent once the head is on its way. One thread.
class BodyStream
{
public:
    /// Queues a piece; false when the client is gone or has left more than `boundBytes` unread, then the
    /// stream is over.
    bool send(const QByteArray &piece);
    /// No more pieces; ends the answer.
    void finish();
    bool isOver() const { return m_over; }
    /// Bytes that the client may leave unread.
    void setBound(qint64 boundBytes) { m_bound = boundBytes; }
    /// Runs once, when the client has left or the server drains. Not called after finish().
    void onClosed(std::function<void()> callback);

private:
    friend class Connection;
    /// What a connection gives to the stream: takes a piece (empty = end) and returns the bytes still unsent.
    using Sink = std::function<qint64(const QByteArray &piece, bool last)>;
    void attach(Sink sink);
    void close();

    Sink m_sink;
    QByteArray m_early;
    std::function<void()> m_closed;
    qint64 m_bound = 1024 * 1024;
    bool m_finished = false;
    bool m_over = false;
};

} // namespace signalbox::http
