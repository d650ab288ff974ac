#include "backend/operator/server/alerts/alerts_routes.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/alerts/alert_watch.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostMinutes = 7 * 24 * 60;

Task<http::Response> getAlerts(OperatorContext *context, http::RequestPtr request)
{
    const auto query = parseListQuery(request->head, protocol::alertFields());
    if (!query)
        co_return query.error();
    co_return answer(pageOf(context->alerts.engine().all(), *query, protocol::alertValue, &protocol::Alert::id,
                            context->ports.clock.wall()));
}

Task<http::Response> postAck(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    co_return actAnswer(co_await context->alerts.acknowledge(*act, QString::fromUtf8(pathValue(*request, "id"))));
}

Task<http::Response> postShelve(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto asked = recordOf<protocol::ShelveRequest>(*body);
    if (!asked)
        co_return asked.error();
    if (!body->contains("minutes"_L1) || asked->minutes < 0 || asked->minutes > kMostMinutes)
        co_return badParameter(u"minutes"_s, u"minutes must be 0 (end the shelving) to %1"_s.arg(kMostMinutes));
    const auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    co_return actAnswer(co_await context->alerts.shelve(*act, QString::fromUtf8(pathValue(*request, "id")),
                                                        std::chrono::minutes(asked->minutes)));
}

} // namespace

std::vector<OperatorRoute> alertsRoutes()
{
    const protocol::Role anOperator = protocol::Role::Operator;
    return {
        {"GET", "/ops/v1/alerts", protocol::Role::Viewer, u"What fires, what is about to, and what did."_s,
         listParameters(), nullptr, schema<protocol::Page<protocol::Alert>>, getAlerts},
        {"POST", "/ops/v1/alerts/:id/ack", anOperator, u"Says that somebody works on it: it calls no more."_s, {},
         schema<protocol::AckRequest>, schema<protocol::AlertAnswer>, postAck},
        {"POST", "/ops/v1/alerts/:id/shelve", anOperator, u"Keeps it quiet for a while; 0 minutes ends that."_s, {},
         schema<protocol::ShelveRequest>, schema<protocol::AlertAnswer>, postShelve},
    };
}

} // namespace signalbox::server
