#include "backend/platform/http/request_parser.h"

#include "backend/platform/http/server_options.h"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

namespace signalbox::http {

namespace beast = boost::beast;
using beast::error_code;

namespace {

/// Longest line with a chunk's size and extensions; trailer fields count in it too.
constexpr qsizetype kChunkHeaderBytes = 4096;

QByteArray bytesOf(beast::string_view text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

bool isLine(char c)
{
    return c == '\r' || c == '\n';
}

/// `HTTP/` digit `.` digit at the end of a request line: a version that exists in grammar, whatever its numbers.
bool endsInVersion(QByteArrayView line)
{
    constexpr qsizetype kVersion = 8;
    if (line.size() < kVersion + 1)
        return false;
    if (std::ranges::count(line, ' ') != 2)
        return false;
    const QByteArrayView version = line.last(kVersion);
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return version.startsWith("HTTP/") && digit(version[5]) && version[6] == '.' && digit(version[7])
        && line[line.size() - kVersion - 1] == ' ';
}

/// Contract platform 3, request target. Beast has refused control characters and spaces already.
bool isGoodTarget(const QByteArray &target)
{
    return target.startsWith('/') && !target.startsWith("//")
        && std::ranges::none_of(target, [](char c) { return c == '\\' || c == '\x7f' || uchar(c) <= 0x20; });
}

} // namespace

/// What Beast's parser tells while it reads.
class RequestParser::Grammar : public beast::http::basic_parser<true>
{
public:
    RequestHead head;
    QByteArray *body = nullptr;
    int mostFields = 0;
    int fields = 0;
    int hosts = 0;
    int lengths = 0;
    int codings = 0;
    bool chunkedOnly = false;
    bool websocket = false;
    bool expectsContinue = false;
    int version = 11;
    std::optional<Refusal> refusal;

private:
    void stop(Refusal why, error_code &ec)
    {
        refusal = why;
        ec = beast::http::error::bad_field;
    }

    void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int number,
                         error_code &ec) override
    {
        version = number;
        head.method = bytesOf(method);
        head.target = bytesOf(target);
        const qsizetype query = head.target.indexOf('?');
        head.path = query < 0 ? head.target : head.target.first(query);
        head.query = query < 0 ? QByteArray() : head.target.sliced(query + 1);
        if (!isGoodTarget(head.target))
            stop(Refusal::BadRequest, ec);
    }

    void on_response_impl(int, beast::string_view, int, error_code &) override { }

    void on_field_impl(beast::http::field name, beast::string_view text, beast::string_view value,
                       error_code &ec) override
    {
        using beast::http::field;
        if (++fields > mostFields)
            return stop(Refusal::HeadersTooLarge, ec);
        // Fields behind the body could claim what the head did not; nobody needs them here.
        if (body)
            return;
        head.headers.add(bytesOf(text), bytesOf(value));
        if (name == field::host)
            ++hosts;
        else if (name == field::content_length && (++lengths > 1 || value.find(',') != beast::string_view::npos))
            stop(Refusal::BadRequest, ec);
        else if (name == field::transfer_encoding && ++codings > 1)
            stop(Refusal::BadRequest, ec);
        else if (name == field::transfer_encoding)
            chunkedOnly = beast::iequals(value, "chunked");
        else if (name == field::upgrade)
            websocket = websocket || bytesOf(value).toLower().contains("websocket");
        else if (name == field::expect)
            expectsContinue = beast::iequals(value, "100-continue");
    }

    void on_header_impl(error_code &ec) override
    {
        if (hosts > 1 || (hosts == 0 && version == 11) || (codings > 0 && (lengths > 0 || version == 10)))
            stop(Refusal::BadRequest, ec);
        else if ((codings > 0 && !chunkedOnly) || websocket)
            stop(Refusal::NotImplemented, ec);
    }

    void on_body_init_impl(const boost::optional<std::uint64_t> &, error_code &) override { }

    std::size_t on_body_impl(beast::string_view bytes, error_code &) override
    {
        body->append(bytes.data(), qsizetype(bytes.size()));
        return bytes.size();
    }

    void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code &) override { }

    std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view bytes, error_code &) override
    {
        body->append(bytes.data(), qsizetype(bytes.size()));
        return bytes.size();
    }

    void on_finish_impl(error_code &) override { }
};

RequestParser::RequestParser(const ServerOptions &options)
    : m_options(options), m_grammar(std::make_unique<Grammar>())
{
    m_grammar->mostFields = options.headerFields;
    m_grammar->header_limit(std::uint32_t(options.requestLineBytes + options.headerBytes));
    m_grammar->body_limit(boost::none);
}

RequestParser::~RequestParser() = default;

RequestParser::Step RequestParser::refuse(Refusal refusal)
{
    m_refusal = refusal;
    return Step::Refused;
}

RequestParser::Step RequestParser::readTargetOnly(const QByteArray &buffer, Refusal refusal)
{
    if (m_requestLine > 0) {
        error_code ignored;
        m_grammar->put({buffer.constData(), size_t(buffer.size())}, ignored);
    }
    return refuse(refusal);
}

RequestParser::Step RequestParser::scan(const QByteArray &buffer, qsizetype &headSize)
{
    for (; m_scanned < buffer.size(); ++m_scanned) {
        const char c = buffer[m_scanned];
        const bool afterReturn = m_scanned > m_lineStart && buffer[m_scanned - 1] == '\r';
        if ((c == '\n') != afterReturn || c == '\0')
            return readTargetOnly(buffer, Refusal::BadRequest);
        if (m_scanned == m_lineStart && m_lines > 0 && (c == ' ' || c == '\t'))
            return readTargetOnly(buffer, Refusal::BadRequest);
        if (m_lines == 0 && m_scanned - m_lineStart >= m_options.requestLineBytes && !isLine(c))
            return refuse(Refusal::TargetTooLong);
        if (m_lines > 0 && m_scanned - m_requestLine >= m_options.headerBytes)
            return readTargetOnly(buffer, Refusal::HeadersTooLarge);
        if (c != '\n')
            continue;
        const bool empty = m_scanned == m_lineStart + 1;
        m_lineStart = m_scanned + 1;
        if (m_lines++ == 0) {
            m_requestLine = m_lineStart;
        } else if (empty) {
            headSize = m_lineStart;
            m_scanned = m_lineStart;
            return Step::HeadDone;
        } else if (m_lines - 1 > m_options.headerFields) {
            return readTargetOnly(buffer, Refusal::HeadersTooLarge);
        }
    }
    return Step::NeedMore;
}

RequestParser::Step RequestParser::consumeHead(QByteArray &buffer)
{
    qsizetype headSize = 0;
    const Step step = scan(buffer, headSize);
    if (step != Step::HeadDone)
        return step;
    error_code ec;
    m_grammar->put({buffer.constData(), size_t(headSize)}, ec);
    if (ec && ec != beast::http::error::need_more) {
        if (m_grammar->refusal)
            return refuse(*m_grammar->refusal);
        const QByteArrayView line = QByteArrayView(buffer).first(m_requestLine - 2);
        if (ec == beast::http::error::bad_version && endsInVersion(line))
            return refuse(Refusal::VersionNotSupported);
        return refuse(Refusal::BadRequest);
    }
    if (!m_grammar->is_header_done())
        return refuse(Refusal::BadRequest);
    buffer.remove(0, headSize);
    return m_grammar->is_done() ? Step::Finished : Step::HeadDone;
}

RequestParser::Step RequestParser::consumeBody(QByteArray &buffer, QByteArray &body, qint64 limit)
{
    if (!m_grammar->body) {
        m_grammar->body = &body;
        if (isChunked())
            m_grammar->body_limit(std::uint64_t(limit));
        m_grammar->eager(true);
    }
    if (buffer.isEmpty())
        return Step::NeedMore;
    error_code ec;
    const size_t used = m_grammar->put({buffer.constData(), size_t(buffer.size())}, ec);
    buffer.remove(0, qsizetype(used));
    if (ec == beast::http::error::body_limit)
        return refuse(Refusal::TooLarge);
    if (ec && ec != beast::http::error::need_more)
        return refuse(m_grammar->refusal.value_or(Refusal::BadRequest));
    if (m_grammar->is_done())
        return Step::Finished;
    return buffer.size() > kChunkHeaderBytes ? refuse(Refusal::BadRequest) : Step::NeedMore;
}

RequestHead &RequestParser::head()
{
    return m_grammar->head;
}

std::optional<qint64> RequestParser::contentLength() const
{
    const auto length = m_grammar->is_header_done() ? m_grammar->content_length() : boost::none;
    if (!length)
        return {};
    constexpr auto kMost = std::uint64_t(std::numeric_limits<qint64>::max());
    return qint64(std::min(*length, kMost));
}

bool RequestParser::isChunked() const
{
    return m_grammar->is_header_done() && m_grammar->chunked();
}

bool RequestParser::keepAlive() const
{
    return m_grammar->is_header_done() && m_grammar->keep_alive();
}

bool RequestParser::isHttp10() const
{
    return m_grammar->version == 10;
}

bool RequestParser::expectsContinue() const
{
    return m_grammar->expectsContinue && m_grammar->version == 11;
}

} // namespace signalbox::http
