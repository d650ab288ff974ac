#include "backend/platform/upstream/transfer_error.h"

#include "backend/platform/upstream/client.h"

#include <cerrno>

namespace signalbox::upstream {

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView connectReason(long osError)
{
    switch (osError) {
    case ECONNRESET:
    case EPIPE:
        return "reset"_L1;
    case EHOSTUNREACH:
    case ENETUNREACH:
    case ETIMEDOUT:
        return "unreachable"_L1;
    default:
        return "refused"_L1;
    }
}

QLatin1StringView reasonOf(CURLcode code, long osError)
{
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return "unresolved"_L1;
    case CURLE_COULDNT_CONNECT:
        return connectReason(osError);
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return "reset"_L1;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
        return "tls"_L1;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
        return "garbled"_L1;
    default:
        return "failed"_L1;
    }
}

} // namespace

Error unavailable(QLatin1StringView reason, const QString &more)
{
    return Error {ErrorCode::Unavailable, PublicText(u"the upstream cannot be reached"_s),
                  LogDetail(reason + u": "_s + more)};
}

Error transferError(CURLcode code, long osError, const char *text)
{
    const QString more = QString::fromUtf8(text && *text ? text : curl_easy_strerror(code));
    if (code == CURLE_URL_MALFORMAT)
        return Error {ErrorCode::InvalidInput, PublicText(u"not a usable URL"_s), LogDetail(more)};
    if (code == CURLE_OPERATION_TIMEDOUT)
        return Error {ErrorCode::Timeout, PublicText(u"the upstream did not answer in time"_s), LogDetail(more)};
    return unavailable(reasonOf(code, osError), more);
}

QString reason(const Error &error)
{
    if (error.code != ErrorCode::Unavailable)
        return {};
    const qsizetype colon = error.detail.text().indexOf(u':');
    return colon < 0 ? QString() : error.detail.text().first(colon);
}

} // namespace signalbox::upstream
