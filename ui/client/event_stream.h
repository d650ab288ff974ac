#pragma once

#include "ui/client/sse_parser.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>

namespace signalbox::client {

/// One open `GET /ops/v1/stream`; resumes where the last one ended. Does not retry by itself: Link says when.
class EventStream : public QObject
{
    Q_OBJECT

public:
    EventStream(QNetworkAccessManager &network, QObject *parent);
    ~EventStream() override;

    /// Closes what is open and opens this request (its topics are in the URL), to go on behind the event `from`; empty:
    /// from now on.
    void open(QNetworkRequest request, const QByteArray &from);
    /// The id of the last event that was heard of.
    const QByteArray &lastId() const { return m_parser.lastId(); }
    void close();

Q_SIGNALS:
    /// Any byte, comment lines included.
    void heard();
    void arrived(const signalbox::client::StreamEvent &event);
    /// The stream ended or could not be opened. `status`: of HTTP, 0 when there was no answer.
    void broke(int status);

private:
    void read();

    QNetworkAccessManager &m_network;
    QPointer<QNetworkReply> m_reply;
    SseParser m_parser;
};

} // namespace signalbox::client
