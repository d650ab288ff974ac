#include "backend/runtime/platform_owner.h"

#include "backend/platform/core/ids.h"
#include "backend/platform/core/json_writer.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxRequestIdLength = 128;

/// A word for programs and a sentence for people.
struct RefusalText
{
    QByteArray code;
    QString detail;
};

RefusalText textOf(http::Refusal refusal)
{
    switch (refusal) {
    case http::Refusal::NotFound:
        return {"not_found", u"Not Found"_s};
    case http::Refusal::MethodNotAllowed:
        return {"method_not_allowed", u"Method Not Allowed"_s};
    case http::Refusal::NotConfigured:
        return {"not_configured", u"Service is not configured"_s};
    case http::Refusal::Unauthorized:
        return {"unauthorized", u"Unauthorized"_s};
    case http::Refusal::TooLarge:
        return {"too_large", u"Payload Too Large"_s};
    case http::Refusal::Overloaded:
        return {"overloaded", u"Service Unavailable"_s};
    case http::Refusal::Internal:
        return {"internal_error", u"Internal error"_s};
    default:
        return {http::labelOf(refusal), u"Request refused"_s};
    }
}

bool isEchoable(const QByteArray &id)
{
    return !id.isEmpty() && id.size() <= kMaxRequestIdLength
        && std::ranges::all_of(id, [](char c) { return c >= ' ' && c < 0x7f; });
}

} // namespace

QByteArray PlatformOwner::requestId(const http::RequestHead &head, core::WallTime now) const
{
    Q_UNUSED(now)
    const QByteArray received = head.headers.value("X-Request-ID");
    return isEchoable(received) ? received : core::uuid4();
}

http::Response PlatformOwner::refuse(http::Refusal refusal, const http::RequestHead &head, const QByteArray &requestId,
                                     const QString &reason) const
{
    Q_UNUSED(head)
    Q_UNUSED(requestId)
    const RefusalText text = textOf(refusal);
    JsonWriter out;
    out.beginObject().member("error", text.code.toUpper()).member("code", text.code);
    out.member("detail", reason.isEmpty() ? text.detail : reason).endObject();
    http::Response response = http::Response::json(http::statusOf(refusal), out.take());
    if (refusal == http::Refusal::Unauthorized)
        response.headers.set("WWW-Authenticate", "Bearer");
    return response;
}

void PlatformOwner::decorate(const http::RequestHead &head, const QByteArray &requestId, http::Response &response) const
{
    Q_UNUSED(head)
    response.headers.set("X-Request-ID"_ba, requestId);
    response.headers.set("Access-Control-Allow-Origin"_ba, "*"_ba);
    response.headers.set("X-Content-Type-Options"_ba, "nosniff"_ba);
}

http::Response PlatformOwner::preflight(const http::RequestHead &head) const
{
    http::Response response = http::Response::empty(204);
    response.headers.set("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
    if (const QByteArray wanted = head.headers.value("Access-Control-Request-Headers"); !wanted.isEmpty())
        response.headers.set("Access-Control-Allow-Headers", wanted);
    return response;
}

} // namespace signalbox::runtime
