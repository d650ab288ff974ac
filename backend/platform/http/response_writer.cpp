#include "backend/platform/http/response_writer.h"

#include <boost/beast/http/status.hpp>

#include <QLocale>

#include <algorithm>
#include <array>
#include <charconv>

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

/// Appends to a block that is large enough.
class HeadBytes
{
public:
    explicit HeadBytes(qsizetype most) : m_bytes(most, Qt::Uninitialized), m_at(m_bytes.data()) { }

    HeadBytes &put(QByteArrayView text)
    {
        m_at = std::copy_n(text.data(), text.size(), m_at);
        return *this;
    }
    HeadBytes &put(qint64 number)
    {
        m_at = std::to_chars(m_at, m_at + kNumberRoom, number).ptr;
        return *this;
    }
    QByteArray take()
    {
        m_bytes.truncate(m_at - m_bytes.constData());
        return std::move(m_bytes);
    }

    static constexpr qsizetype kNumberRoom = 20;

private:
    QByteArray m_bytes;
    char *m_at;
};

qsizetype mostBytes(const Response &response)
{
    /// Status line, framing fields and date.
    constexpr qsizetype kFixed = 320;
    qsizetype most = kFixed + response.body.size();
    for (const Headers::Field &field : response.headers.fields())
        most += field.first.size() + field.second.size() + 4;
    return most;
}

} // namespace

QByteArray serialise(const Response &response, const Framing &framing, core::WallTime now)
{
    const bool bodyless = hasNoBody(response.status);
    const auto reason = boost::beast::http::obsolete_reason(
        boost::beast::http::int_to_status(unsigned(response.status)));
    HeadBytes out(mostBytes(response));
    out.put("HTTP/1.1 ").put(qint64(response.status)).put(" ");
    out.put(QByteArrayView(reason.data(), qsizetype(reason.size()))).put("\r\n");
    for (const Headers::Field &field : response.headers.fields()) {
        if (!isOurs(field.first) && !breaksHead(field))
            out.put(field.first).put(": ").put(field.second).put("\r\n");
    }
    if (framing.chunked && !bodyless)
        out.put("Transfer-Encoding: chunked\r\n");
    else if (!bodyless && !response.stream)
        out.put("Content-Length: ").put(qint64(response.body.size())).put("\r\n");
    if (framing.close)
        out.put("Connection: close\r\n");
    else if (framing.http10)
        out.put("Connection: keep-alive\r\n");
    out.put("Date: ").put(dateField(now)).put("\r\n\r\n");
    if (!framing.headOnly && !bodyless && !framing.chunked)
        out.put(response.body);
    QByteArray bytes = out.take();
    if (!framing.headOnly && !bodyless && framing.chunked && !response.body.isEmpty())
        bytes += chunk(response.body);
    return bytes;
}

QByteArray chunk(const QByteArray &piece)
{
    if (piece.isEmpty())
        return "0\r\n\r\n"_ba;
    return QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n";
}

} // namespace signalbox::http
