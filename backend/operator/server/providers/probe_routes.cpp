#include "backend/operator/server/providers/probe_routes.h"

#include "backend/operator/protocol/audit.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/operator_owner.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

/// `healthy, 132 ms`, `TIMEOUT, 5000 ms`: for the audit.
QString probeWords(const protocol::ProviderProbe &probe)
{
    return u"%1, %2 ms"_s.arg(probe.healthy ? u"healthy"_s : probe.reason).arg(probe.ms);
}

Task<http::Response> postProbe(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    if (!context->ports.probe)
        co_return errorAnswer(503, {.code = u"not_configured"_s, .message = u"commerce is not configured"_s});
    const auto probe = co_await context->ports.probe(pathValue(*request, "name"));
    if (!probe)
        co_return errorAnswer(probe.error());
    // Asked before it is kept, because the audit tells what came of it; told only once that is on disk.
    const ActEffect effect {.target = probe->providerId, .after = probeWords(*probe), .answer = protocol::toJson(*probe)};
    co_return actAnswer(co_await context->journal.commit(
        *act, [effect](storage::Connection &) -> Result<ActEffect> { return effect; }));
}

} // namespace

std::vector<OperatorRoute> probeRoutes()
{
    return {{"POST", "/ops/v1/providers/:name/probe", protocol::Role::Operator,
             u"Asks a provider now how it is, also one that is disabled or mocked."_s, {},
             schema<protocol::ReasonRequest>, schema<protocol::ProviderProbe>, postProbe}};
}

} // namespace signalbox::server
