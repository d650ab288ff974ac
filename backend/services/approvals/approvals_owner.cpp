#include "backend/services/approvals/approvals_owner.h"

#include "backend/platform/core/ids.h"
#include "backend/services/approvals/approvals_errors.h"

namespace signalbox::approvals {

namespace {

QByteArray methodsOf(const QByteArray &path)
{
    const bool posts = path == "/candidate" || path.startsWith("/webhooks/") || path.endsWith("/cancel")
        || path.endsWith("/replay");
    return posts ? "POST" : "GET, HEAD";
}

} // namespace

QByteArray ApprovalsOwner::requestId(const http::RequestHead &, core::WallTime) const
{
    return core::uuid4();
}

http::Response ApprovalsOwner::refuse(http::Refusal refusal, const http::RequestHead &, const QByteArray &,
                                      const QString &reason) const
{
    return refusalResponse(refusal, reason);
}

void ApprovalsOwner::decorate(const http::RequestHead &, const QByteArray &, http::Response &response) const
{
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Cache-Control", "no-store");
}

http::Response ApprovalsOwner::preflight(const http::RequestHead &head) const
{
    http::Response response = refusalResponse(http::Refusal::MethodNotAllowed, {});
    response.headers.set("Allow", methodsOf(head.path));
    return response;
}

} // namespace signalbox::approvals
