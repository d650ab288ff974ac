#include "backend/services/approvals/approvals_errors.h"

#include "backend/platform/core/json_writer.h"
#include "backend/platform/log/log.h"

namespace signalbox::approvals {

using namespace Qt::StringLiterals;
using http::Refusal;
using http::Response;

namespace {

struct Words
{
    QString detail;
    QByteArray code;
};

Words wordsOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::Unauthorized:
        return {u"Invalid authorization"_s, "unauthorized"};
    case Refusal::Forbidden:
        return {u"Invalid signature"_s, "bad_signature"};
    case Refusal::NotFound:
        return {u"Not Found"_s, "not_found"};
    case Refusal::MethodNotAllowed:
        return {u"Method Not Allowed"_s, "method_not_allowed"};
    case Refusal::TooLarge:
        return {u"Request body is too large"_s, "too_large"};
    case Refusal::UnsupportedMediaType:
        return {u"Unsupported media type"_s, "unsupported_media_type"};
    case Refusal::RateLimited:
        return {u"Too many requests"_s, "http_rate_limited"};
    case Refusal::NotConfigured:
        return {u"approvals is not configured"_s, "not_configured"};
    case Refusal::Overloaded:
        return {u"Too many requests are being worked on"_s, "overloaded"};
    case Refusal::Internal:
        return {u"Internal error"_s, "internal_error"};
    default:
        return {u"Request refused"_s, http::labelOf(refusal)};
    }
}

} // namespace

Response errorResponse(int status, const QString &detail, const QByteArray &code)
{
    JsonWriter out;
    out.beginObject().member("detail", detail).member("code", code).endObject();
    return Response::json(status, out.take());
}

Response validationResponse(const QJsonArray &faults)
{
    JsonWriter out;
    out.beginObject().member("detail", QJsonValue(faults)).member("code", "validation_error"_ba).endObject();
    return Response::json(422, out.take());
}

Response candidateNotFound()
{
    return errorResponse(404, u"Candidate not found"_s, "not_found");
}

Response failureResponse(const Error &error)
{
    log::error("approvals", u"store.failed"_s,
               {{"error", QString(core::name(error.code))}, {"details", error.detail.text()}});
    const bool passing = error.code == ErrorCode::Unavailable || error.code == ErrorCode::Timeout
        || error.code == ErrorCode::Full || error.code == ErrorCode::Io || error.code == ErrorCode::Cancelled;
    if (!passing)
        return errorResponse(500, u"Internal error"_s, "internal_error");
    Response response = errorResponse(503, u"The store is not available"_s, "store_unavailable");
    response.headers.set("Retry-After", "1");
    return response;
}

Response refusalResponse(Refusal refusal, const QString &reason)
{
    const Words words = wordsOf(refusal);
    Response response = errorResponse(http::statusOf(refusal), reason.isEmpty() ? words.detail : reason, words.code);
    if (refusal == Refusal::Unauthorized)
        response.headers.set("WWW-Authenticate", "Bearer");
    return response;
}

} // namespace signalbox::approvals
