#include "backend/services/commerce/commerce_owner.h"

#include "backend/platform/core/ids.h"
#include "backend/services/commerce/commerce_errors.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

QByteArray CommerceOwner::name() const
{
    return QByteArrayLiteral("commerce");
}

QByteArray CommerceOwner::requestId(const http::RequestHead &, core::WallTime now) const
{
    return timedId("req", now);
}

http::Response CommerceOwner::refuse(http::Refusal refusal, const http::RequestHead &, const QByteArray &requestId,
                                     const QString &reason) const
{
    return errorResponse(apiErrorOf(refusal, reason), requestId, m_clock.wall());
}

void CommerceOwner::decorate(const http::RequestHead &, const QByteArray &requestId, http::Response &response) const
{
    response.headers.set("Access-Control-Allow-Origin"_ba, "*"_ba);
    response.headers.set("Access-Control-Allow-Headers"_ba, "authorization, x-client-info, apikey, content-type"_ba);
    response.headers.set("Access-Control-Allow-Methods"_ba, "GET, POST, OPTIONS"_ba);
    response.headers.set("Content-Type"_ba, "application/json"_ba);
    response.headers.set("X-Request-Id"_ba, requestId);
    response.headers.set("X-Content-Type-Options"_ba, "nosniff"_ba);
    response.headers.set("Cache-Control"_ba, "no-store"_ba);
}

http::Response CommerceOwner::preflight(const http::RequestHead &) const
{
    return http::Response::empty(204);
}

QByteArray timedId(QByteArrayView prefix, core::WallTime now)
{
    constexpr int kDigits = 13;
    constexpr qsizetype kRandomCharacters = 8;
    return prefix.toByteArray() + '_' + QByteArray::number(core::epochMs(now)).rightJustified(kDigits, '0') + '_'
        + core::randomText(kRandomCharacters);
}

} // namespace signalbox::commerce
