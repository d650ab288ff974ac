#pragma once

#include <QHash>
#include <QJsonObject>
#include <QUrl>

namespace signalbox::wire {

/// What came back.
struct Answer
{
    int status = 0; ///< 0 = nothing
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;

    QJsonObject json() const;
};

using RequestHeaders = QHash<QByteArray, QByteArray>;

/// One request on a connection of its own, waiting up to 20 s while the test's event loop runs.
Answer request(const QByteArray &method, const QUrl &base, const QString &target, const QByteArray &body = {},
               const RequestHeaders &headers = {});
Answer get(const QUrl &base, const QString &target, const RequestHeaders &headers = {});
Answer post(const QUrl &base, const QString &target, const QByteArray &json, const RequestHeaders &headers = {});

/// Raw bytes on a socket of their own; everything that came until the peer closed or 5 s of silence.
QByteArray raw(const QUrl &base, const QByteArray &bytes);

} // namespace signalbox::wire
