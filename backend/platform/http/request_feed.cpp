#include "backend/platform/http/request_feed.h"

#include <algorithm>
#include <cstring>

namespace signalbox::http {

RequestFeed::RequestFeed(Arrived arrived, QObject *parent) : QTcpSocket(parent), m_arrived(std::move(arrived))
{
    QIODevice::open(QIODevice::ReadWrite);
    setSocketState(ConnectedState);
}

RequestFeed::~RequestFeed()
{
    setSocketState(UnconnectedState);
}

bool RequestFeed::deliver(const QByteArray &method)
{
    // As short as can be: QtHttpServer reads it byte by byte.
    m_bytes = method + " / HTTP/1.1\r\nHost:a\r\n\r\n";
    m_handedOut = false;
    Q_EMIT readyRead();
    return m_handedOut;
}

void RequestFeed::arrive()
{
    m_handedOut = true;
    m_arrived();
}

qint64 RequestFeed::bytesAvailable() const
{
    return QIODevice::bytesAvailable() // NOLINT(bugprone-parent-virtual-call): there is no socket behind it
           + m_bytes.size();
}

qint64 RequestFeed::readData(char *data, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_bytes.size());
    std::memcpy(data, m_bytes.constData(), size_t(count));
    m_bytes.remove(0, count);
    return count;
}

} // namespace signalbox::http
