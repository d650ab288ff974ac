#include "backend/platform/http/response_writer.h"

#include <boost/beast/http/status.hpp>

#include <QLocale>

#include <array>

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

/// `Sun, 06 Nov 1994 08:49:37 GMT`, made once a second on each thread.
const QByteArray &dateField(core::WallTime now)
{
    thread_local qint64 second = -1;
    thread_local QByteArray text;
    const qint64 current = core::epochMs(now) / 1000;
    if (current != second) {
        second = current;
        const QDateTime date = QDateTime::fromSecsSinceEpoch(current, Qt::UTC);
        text = QLocale::c().toString(date, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
    }
    return text;
}

bool isOurs(const QByteArray &name)
{
    static constexpr std::array kOurs {QByteArrayView("content-length"), QByteArrayView("transfer-encoding"),
                                       QByteArrayView("connection"), QByteArrayView("date")};
    return std::ranges::any_of(kOurs, [&name](QByteArrayView ours) {
        return name.size() == ours.size() && name.compare(ours, Qt::CaseInsensitive) == 0;
    });
}

bool breaksHead(const Headers::Field &field)
{
    const auto breaks = [](char c) { return c == '\r' || c == '\n' || c == '\0'; };
    return field.first.isEmpty() || std::ranges::any_of(field.first, breaks) || field.first.contains(':')
        || std::ranges::any_of(field.second, breaks);
}

bool hasNoBody(int status)
{
    return status < 200 || status == 204 || status == 304;
}

} // namespace

QByteArray serialise(const Response &response, const Framing &framing, core::WallTime now)
{
    constexpr qsizetype kHeadGuess = 320;
    const bool bodyless = hasNoBody(response.status);
    QByteArray out;
    out.reserve(kHeadGuess + response.body.size());
    const auto reason = boost::beast::http::obsolete_reason(
        boost::beast::http::int_to_status(unsigned(response.status)));
    out.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
    out.append(reason.data(), qsizetype(reason.size())).append("\r\n");
    for (const Headers::Field &field : response.headers.fields()) {
        if (!isOurs(field.first) && !breaksHead(field))
            out.append(field.first).append(": ").append(field.second).append("\r\n");
    }
    if (framing.chunked && !bodyless)
        out.append("Transfer-Encoding: chunked\r\n");
    else if (!bodyless && !response.stream)
        out.append("Content-Length: ").append(QByteArray::number(response.body.size())).append("\r\n");
    if (framing.close)
        out.append("Connection: close\r\n");
    else if (framing.http10)
        out.append("Connection: keep-alive\r\n");
    out.append("Date: ").append(dateField(now)).append("\r\n\r\n");
    if (framing.headOnly || bodyless)
        return out;
    if (!framing.chunked)
        out.append(response.body);
    else if (!response.body.isEmpty())
        out.append(chunk(response.body));
    return out;
}

QByteArray chunk(const QByteArray &piece)
{
    if (piece.isEmpty())
        return "0\r\n\r\n"_ba;
    return QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
}

} // namespace signalbox::http
