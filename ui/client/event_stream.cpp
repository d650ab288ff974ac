#include "ui/client/event_stream.h"

#include <utility>

namespace signalbox::client {

EventStream::EventStream(QNetworkAccessManager &network, QObject *parent) : QObject(parent), m_network(network) { }

EventStream::~EventStream()
{
    close();
}

void EventStream::open(QNetworkRequest request, const QByteArray &from)
{
    close();
    m_parser.restart();
    request.setRawHeader("Accept", "text/event-stream");
    request.setRawHeader("Cache-Control", "no-cache");
    if (!from.isEmpty())
        request.setRawHeader("Last-Event-ID", from);
    m_reply = m_network.get(request);
    m_reply->setReadBufferSize(SseParser::kLargestEvent);
    connect(m_reply, &QNetworkReply::readyRead, this, &EventStream::read);
    connect(m_reply, &QNetworkReply::finished, this, [this, reply = m_reply.data()] {
        if (reply != m_reply)
            return;
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        close();
        Q_EMIT broke(status);
    });
}

void EventStream::close()
{
    if (QNetworkReply *reply = m_reply.data()) {
        m_reply.clear();
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void EventStream::read()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const QByteArray chunk = m_reply->readAll();
    if (status != 200)
        return;
    Q_EMIT heard();
    for (const StreamEvent &event : m_parser.feed(chunk))
        Q_EMIT arrived(event);
    if (m_parser.isOverflown() && m_reply) {
        close();
        Q_EMIT broke(status);
    }
}

} // namespace signalbox::client
