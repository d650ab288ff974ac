#pragma once

#include "backend/platform/core/clock.h"
#include "backend/platform/http/message.h"

namespace signalbox::http {

/// How an answer is framed on its connection.
struct Framing
{
    bool close = false; ///< `Connection: close`
    bool http10 = false; ///< the request was HTTP/1.0: keeping the connection has to be said
    bool headOnly = false; ///< answer to HEAD: lengths as for GET, no body
    bool chunked = false; ///< a stream on HTTP/1.1
};

/// Head and body of an answer as one block of bytes, for one write. Content-Length, Transfer-Encoding, Connection and
/// Date are ours: fields of those names in the response are left out, and so is any field whose name or value
/// would break the head.
QByteArray serialise(const Response &response, const Framing &framing, core::WallTime now);

/// A piece of a chunked body, framed; the empty piece is the end.
QByteArray chunk(const QByteArray &piece);

} // namespace signalbox::http
