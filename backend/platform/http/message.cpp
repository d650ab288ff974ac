#include "backend/platform/http/message.h"

namespace signalbox::http {

using namespace Qt::StringLiterals;

namespace {

Response withType(int status, const QByteArray &type, QByteArray body)
{
    Response response;
    response.status = status;
    response.headers.add("Content-Type"_ba, type);
    response.body = std::move(body);
    return response;
}

} // namespace

Response Response::json(int status, QByteArray body)
{
    static const QByteArray kType = "application/json"_ba;
    return withType(status, kType, std::move(body));
}

Response Response::text(int status, QByteArray body)
{
    static const QByteArray kType = "text/plain; charset=utf-8"_ba;
    return withType(status, kType, std::move(body));
}

Response Response::empty(int status)
{
    Response response;
    response.status = status;
    return response;
}

int statusOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::BadRequest: return 400;
    case Refusal::Unauthorized: return 401;
    case Refusal::Forbidden: return 403;
    case Refusal::NotFound: return 404;
    case Refusal::MethodNotAllowed: return 405;
    case Refusal::HeaderTimeout: return 408;
    case Refusal::TooLarge: return 413;
    case Refusal::TargetTooLong: return 414;
    case Refusal::UnsupportedMediaType: return 415;
    case Refusal::RateLimited: return 429;
    case Refusal::HeadersTooLarge: return 431;
    case Refusal::NotImplemented: return 501;
    case Refusal::NotConfigured: return 503;
    case Refusal::Overloaded: return 503;
    case Refusal::VersionNotSupported: return 505;
    case Refusal::Internal: return 500;
    }
    return 500;
}

QByteArray labelOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::BadRequest: return "bad_request"_ba;
    case Refusal::Unauthorized: return "unauthorized"_ba;
    case Refusal::Forbidden: return "forbidden"_ba;
    case Refusal::NotFound: return "not_found"_ba;
    case Refusal::MethodNotAllowed: return "method_not_allowed"_ba;
    case Refusal::HeaderTimeout: return "timeout"_ba;
    case Refusal::TooLarge: return "too_large"_ba;
    case Refusal::TargetTooLong: return "target_too_long"_ba;
    case Refusal::UnsupportedMediaType: return "unsupported_media_type"_ba;
    case Refusal::RateLimited: return "rate_limited"_ba;
    case Refusal::HeadersTooLarge: return "headers_too_large"_ba;
    case Refusal::NotImplemented: return "not_implemented"_ba;
    case Refusal::NotConfigured: return "not_configured"_ba;
    case Refusal::Overloaded: return "overloaded"_ba;
    case Refusal::VersionNotSupported: return "version_not_supported"_ba;
    case Refusal::Internal: return "internal"_ba;
    }
    return "internal"_ba;
}

} // namespace signalbox::http
