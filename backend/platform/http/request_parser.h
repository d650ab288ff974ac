#pragma once

#include "backend/platform/http/message.h"

#include <QByteArray>

#include <memory>
#include <optional>

namespace signalbox::http {

struct ServerOptions;

/// The strict, bounded reading of one request from the bytes of a connection: Boost.Beast's incremental parser behind
/// checks that end a bad head as soon as it shows. Stricter than RFC 9112 where smuggling starts: no bare LF, no
/// folded line, one Content-Length, `chunked` as the only coding. No I/O; one object a request.
class RequestParser
{
public:
    enum class Step {
        NeedMore, ///< everything so far is fine, more bytes are due
        HeadDone, ///< head() is whole; call consumeBody() from now on
        Finished, ///< the request is whole
        Refused, ///< refusal() says why; nothing more is read
    };

    explicit RequestParser(const ServerOptions &options);
    ~RequestParser();
    Q_DISABLE_COPY_MOVE(RequestParser)

    /// Looks at the head in `buffer`, whose first byte is the request's first. Bytes seen by an earlier call must be
    /// unchanged. HeadDone: removes the head from `buffer`.
    Step consumeHead(QByteArray &buffer);
    /// Takes body bytes from the front of `buffer` and appends what they carry to `body`. `limit` is the route's
    /// body limit in bytes; the declared chunk sizes count before their bytes arrive.
    Step consumeBody(QByteArray &buffer, QByteArray &body, qint64 limit);

    /// Method, target, path, query and fields. After Refused: as far as the request line could be read, so that
    /// the refusal gets its owner's shape; an empty target when it could not.
    RequestHead &head();
    Refusal refusal() const { return m_refusal; }

    std::optional<qint64> contentLength() const; ///< as declared, when there is no chunked coding
    bool isChunked() const;
    bool hasBody() const { return isChunked() || contentLength().value_or(0) > 0; }
    bool keepAlive() const;
    bool isHttp10() const;
    bool expectsContinue() const;

private:
    class Grammar;

    Step refuse(Refusal refusal);
    /// The checks of limits and line ends over bytes not seen before; the head's length once it is whole.
    Step scan(const QByteArray &buffer, qsizetype &headSize);
    Step readTargetOnly(const QByteArray &buffer, Refusal refusal);

    const ServerOptions &m_options;
    std::unique_ptr<Grammar> m_grammar;
    Refusal m_refusal = Refusal::BadRequest;
    qsizetype m_scanned = 0;
    qsizetype m_lineStart = 0;
    qsizetype m_requestLine = 0; ///< its bytes with the line end; 0 while it is not whole
    int m_lines = 0;
};

} // namespace signalbox::http
