#include "tests/support/wire/raw_connection.h"

namespace signalbox::wire {

namespace {

constexpr int kPatienceMs = 5000;

} // namespace

RawConnection::RawConnection(const QUrl &base, const QByteArray &bytes)
{
    m_socket.connectToHost(base.host(), quint16(base.port()));
    if (m_socket.waitForConnected(kPatienceMs) && !bytes.isEmpty())
        send(bytes);
}

void RawConnection::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (isOpen() && m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(kPatienceMs)) { }
}

bool RawConnection::readMore()
{
    const bool more = m_socket.bytesAvailable() > 0 || m_socket.waitForReadyRead(kPatienceMs);
    const QByteArray bytes = m_socket.readAll();
    m_buffer += bytes;
    return more || !bytes.isEmpty();
}

Answer RawConnection::reply(bool toHead)
{
    Answer answer;
    while (!m_buffer.contains("\r\n\r\n")) {
        if (!readMore())
            return answer;
    }
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    const QByteArrayList lines = m_buffer.first(end).split('\n');
    const int status = lines.first().split(' ').value(1).toInt();
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        answer.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    const qsizetype length = toHead ? 0 : answer.headers.value("content-length").toLongLong();
    while (m_buffer.size() < end + 4 + length) {
        if (!readMore())
            return answer;
    }
    answer.status = status;
    answer.body = m_buffer.sliced(end + 4, length);
    m_buffer.remove(0, end + 4 + length);
    return answer;
}

bool RawConnection::closes()
{
    while (isOpen() && readMore()) { }
    m_buffer += m_socket.readAll();
    return !isOpen();
}

bool RawConnection::readUntil(const QByteArray &wanted)
{
    while (!m_buffer.contains(wanted)) {
        if (!readMore())
            return false;
    }
    return true;
}

QByteArray rawRequest(const QByteArray &methodAndTarget, const QByteArray &fields, const QByteArray &body)
{
    QByteArray out = methodAndTarget + " HTTP/1.1\r\nHost: gateway\r\n" + fields;
    if (!body.isEmpty())
        out += "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    return out + "\r\n" + body;
}

} // namespace signalbox::wire
