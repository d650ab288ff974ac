#include "tests/support/wire/http_client.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTcpSocket>
#include <QTimer>

namespace signalbox::wire {

using namespace Qt::StringLiterals;

QJsonObject Answer::json() const
{
    return QJsonDocument::fromJson(body).object();
}

Answer request(const QByteArray &method, const QUrl &base, const QString &target, const QByteArray &body,
               const RequestHeaders &headers)
{
    QNetworkAccessManager network;
    QNetworkRequest request(base.resolved(QUrl(target)));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    for (auto it = headers.begin(); it != headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());
    if (!body.isEmpty() && !headers.contains("Content-Type"))
        request.setRawHeader("Content-Type", "application/json");
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, method, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(20000, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    Answer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        answer.headers.insert(name.toLower(), value);
    answer.body = reply->readAll();
    return answer;
}

Answer get(const QUrl &base, const QString &target, const RequestHeaders &headers)
{
    return request("GET", base, target, {}, headers);
}

Answer post(const QUrl &base, const QString &target, const QByteArray &json, const RequestHeaders &headers)
{
    return request("POST", base, target, json, headers);
}

QByteArray raw(const QUrl &base, const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(base.host(), quint16(base.port()));
    if (!socket.waitForConnected(5000))
        return {};
    socket.write(bytes);
    QByteArray all;
    while (socket.waitForReadyRead(5000))
        all += socket.readAll();
    return all + socket.readAll();
}

} // namespace signalbox::wire
