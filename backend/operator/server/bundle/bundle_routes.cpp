#include "backend/operator/server/bundle/bundle_routes.h"

#include "backend/operator/server/bundle/bundle.h"
#include "backend/operator/server/operator_owner.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

QByteArray fileName(core::WallTime at)
{
    const QString stamp = protocol::toIsoUtc(at).left(19).remove(u'-').remove(u':');
    return "signalbox-" + stamp.toLatin1() + "Z.zip";
}

Task<http::Response> postBundle(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    const auto zip = co_await makeBundle(context, act->actor, act->reason);
    if (!zip)
        co_return errorAnswer(zip.error());
    // Made before it is kept, because the audit tells how much left the house; handed out only once that is on disk.
    const ActEffect effect {.target = u"bundle"_s, .after = u"%1 bytes"_s.arg(zip->size())};
    const auto outcome = co_await context->journal.commit(
        *act, [effect](storage::Connection &) -> Result<ActEffect> { return effect; });
    if (!outcome)
        co_return errorAnswer(outcome.error());
    http::Response response;
    response.headers.set("Content-Type", "application/zip");
    response.headers.set("Content-Disposition", "attachment; filename=\"" + fileName(context->ports.clock.wall()) + '"');
    response.headers.set("X-Audit-Id", outcome->answer["auditId"_L1].toString().toLatin1());
    response.body = *zip;
    co_return response;
}

} // namespace

std::vector<OperatorRoute> bundleRoutes()
{
    return {
        {"POST", "/ops/v1/bundle", protocol::Role::Operator,
         u"The incident bundle, a zip: settings (redacted), revisions, the last requests and logs, series of the last "
         "hour, versions, checklist, alerts."_s,
         {}, schema<protocol::ReasonRequest>, nullptr, postBundle},
    };
}

} // namespace signalbox::server
