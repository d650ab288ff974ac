#include "backend/operator/server/operator_owner.h"

#include "backend/platform/core/ids.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

QString sentenceOf(http::Refusal refusal)
{
    switch (refusal) {
    case http::Refusal::NotFound:
        return u"there is no such resource"_s;
    case http::Refusal::MethodNotAllowed:
        return u"this resource does not take that method"_s;
    case http::Refusal::TooLarge:
        return u"the body is larger than 1 MiB"_s;
    case http::Refusal::Overloaded:
        return u"too many requests at once"_s;
    default:
        return u"the request was refused"_s;
    }
}

std::pair<int, QLatin1StringView> statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::InvalidInput:
        return {400, "bad_request"_L1};
    case ErrorCode::Forbidden:
        return {403, "forbidden"_L1};
    case ErrorCode::NotFound:
        return {404, "not_found"_L1};
    case ErrorCode::Conflict:
        return {409, "conflict"_L1};
    case ErrorCode::Gone:
        return {410, "gone"_L1};
    case ErrorCode::TooLarge:
        return {413, "too_large"_L1};
    case ErrorCode::Unavailable:
    case ErrorCode::Cancelled:
        return {503, "unavailable"_L1};
    case ErrorCode::Io:
        return {503, "store_failed"_L1};
    case ErrorCode::Timeout:
        return {504, "timeout"_L1};
    case ErrorCode::Full:
        return {507, "store_full"_L1};
    default:
        return {500, "internal"_L1};
    }
}

} // namespace

QByteArray OperatorOwner::requestId(const http::RequestHead &head, core::WallTime now) const
{
    Q_UNUSED(head)
    Q_UNUSED(now)
    return core::uuid4();
}

http::Response OperatorOwner::refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                                     const QString &reason) const
{
    Q_UNUSED(head)
    Q_UNUSED(requestId)
    return errorAnswer(http::statusOf(refusal),
                       {.code = QString::fromLatin1(http::labelOf(refusal)),
                        .message = reason.isEmpty() ? sentenceOf(refusal) : reason});
}

void OperatorOwner::decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const
{
    Q_UNUSED(head)
    response.headers.set("X-Request-ID", requestId);
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Cache-Control", "no-store");
}

http::Response OperatorOwner::preflight(const http::RequestHead &head) const
{
    return refuse(http::Refusal::MethodNotAllowed, head, {}, {});
}

http::Response errorAnswer(int status, protocol::ErrorDetail error)
{
    const protocol::ErrorBody body {std::move(error)};
    return http::Response::json(status, QJsonDocument(protocol::toJson(body)).toJson(QJsonDocument::Compact));
}

http::Response errorAnswer(const Error &error)
{
    auto [status, code] = statusOf(error.code);
    if (status == 409 && error.detail.text() == kIdempotencyConflict)
        code = kIdempotencyConflict;
    const QString &text = error.text.text();
    return errorAnswer(status, {.code = code, .message = status == 500 || text.isEmpty() ? u"Internal error"_s : text});
}

http::Response badParameter(const QString &name, const QString &message)
{
    return errorAnswer(400, {.code = u"bad_request"_s, .message = message, .field = name});
}

} // namespace signalbox::server
