#include "backend/services/commerce/commerce_errors.h"

#include "backend/platform/core/json_writer.h"

#include <algorithm>
#include <array>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;
using http::Refusal;

namespace {

struct Row
{
    QByteArrayView code;
    int status = 0;
    QLatin1StringView text;
    bool retryable = false;
};

constexpr std::array kRows {
    Row {"INVALID_REQUEST", 400, "Request is not valid"_L1, false},
    Row {"INVALID_ITEMS", 400, "Items are not valid"_L1, false},
    Row {"INVALID_ADDRESS", 400, "Shipping address is not valid"_L1, false},
    Row {"INVALID_TOKEN", 400, "Confirmation token is not valid"_L1, false},
    Row {"UNAUTHORIZED", 401, "Unauthorized"_L1, false},
    Row {"PAYMENT_DECLINED", 402, "Payment was declined"_L1, false},
    Row {"INVALID_PAYMENT", 402, "Payment method is not valid"_L1, false},
    Row {"FORBIDDEN", 403, "Forbidden"_L1, false},
    Row {"USER_MISMATCH", 403, "Token belongs to another user"_L1, false},
    Row {"NOT_FOUND", 404, "No such function"_L1, false},
    Row {"METHOD_NOT_ALLOWED", 405, "Method not allowed"_L1, false},
    Row {"REQUEST_TIMEOUT", 408, "Request did not arrive in time"_L1, true},
    Row {"ALREADY_CONFIRMED", 409, "Routing was confirmed"_L1, false},
    Row {"ALREADY_CANCELLED", 409, "Routing was cancelled"_L1, false},
    Row {"MOCK_QUOTE_NOT_ORDERABLE", 409, "A mock quote cannot be ordered in production"_L1, false},
    Row {"TOKEN_EXPIRED", 410, "Confirmation token has expired"_L1, false},
    Row {"REQUEST_TOO_LARGE", 413, "Request is too large"_L1, false},
    Row {"TARGET_TOO_LONG", 414, "Request target is too long"_L1, false},
    Row {"UNSUPPORTED_MEDIA_TYPE", 415, "Media type is not supported"_L1, false},
    Row {"ORDER_REJECTED", 422, "Order was rejected"_L1, false},
    Row {"RATE_LIMIT_EXCEEDED", 429, "Rate limit exceeded"_L1, true},
    Row {"HEADERS_TOO_LARGE", 431, "Request headers are too large"_L1, false},
    Row {"INTERNAL_ERROR", 500, "Internal error"_L1, true},
    Row {"NOT_IMPLEMENTED", 501, "Not implemented"_L1, false},
    Row {"PROVIDER_ERROR", 502, "No provider accepted the order"_L1, true},
    Row {"NO_PROVIDERS_AVAILABLE", 503, "No providers returned valid quotes"_L1, true},
    Row {"NOT_CONFIGURED", 503, "commerce is not configured"_L1, false},
    Row {"OVERLOADED", 503, "Too many requests are being worked on"_L1, true},
    Row {"PROVIDER_TIMEOUT", 504, "No provider answered in time"_L1, true},
    Row {"ORDER_STATE_UNKNOWN", 504, "The provider did not say whether the order was placed"_L1, false},
    Row {"VERSION_NOT_SUPPORTED", 505, "HTTP version is not supported"_L1, false},
};

QByteArrayView codeOf(Refusal refusal)
{
    switch (refusal) {
    case Refusal::BadRequest:
        return "INVALID_REQUEST";
    case Refusal::Unauthorized:
        return "UNAUTHORIZED";
    case Refusal::Forbidden:
        return "FORBIDDEN";
    case Refusal::NotFound:
        return "NOT_FOUND";
    case Refusal::MethodNotAllowed:
        return "METHOD_NOT_ALLOWED";
    case Refusal::HeaderTimeout:
        return "REQUEST_TIMEOUT";
    case Refusal::TooLarge:
        return "REQUEST_TOO_LARGE";
    case Refusal::TargetTooLong:
        return "TARGET_TOO_LONG";
    case Refusal::UnsupportedMediaType:
        return "UNSUPPORTED_MEDIA_TYPE";
    case Refusal::RateLimited:
        return "RATE_LIMIT_EXCEEDED";
    case Refusal::HeadersTooLarge:
        return "HEADERS_TOO_LARGE";
    case Refusal::Internal:
        return "INTERNAL_ERROR";
    case Refusal::NotImplemented:
        return "NOT_IMPLEMENTED";
    case Refusal::NotConfigured:
        return "NOT_CONFIGURED";
    case Refusal::Overloaded:
        return "OVERLOADED";
    case Refusal::VersionNotSupported:
        return "VERSION_NOT_SUPPORTED";
    }
    Q_UNREACHABLE();
}

} // namespace

ApiError apiError(QByteArrayView code, const QByteArray &details)
{
    auto row = std::ranges::find(kRows, code, &Row::code);
    if (row == kRows.end())
        row = std::ranges::find(kRows, QByteArrayView("INTERNAL_ERROR"), &Row::code);
    return {row->status, row->code.toByteArray(), row->text, row->retryable, details};
}

ApiError apiErrorWithText(QByteArrayView code, const QString &text)
{
    ApiError error = apiError(code);
    if (!text.isEmpty())
        error.text = text;
    return error;
}

ApiError apiErrorOf(Refusal refusal, const QString &reason)
{
    ApiError error = apiError(codeOf(refusal));
    // These texts are fixed by the contract; the others may say more.
    const bool fixedText = refusal == Refusal::Unauthorized || refusal == Refusal::BadRequest
        || refusal == Refusal::Internal;
    if (!reason.isEmpty() && !fixedText)
        error.text = reason;
    return error;
}

http::Response errorResponse(const ApiError &error, const QByteArray &requestId, core::WallTime now)
{
    JsonWriter json;
    json.beginObject().member("error", error.text).member("code", error.code);
    if (!error.details.isEmpty())
        json.key("details").raw(error.details);
    json.member("retryable", error.retryable).member("requestId", requestId).member("timestamp", core::isoUtc(now));
    json.endObject();
    return http::Response::json(error.status, json.take());
}

} // namespace signalbox::commerce
