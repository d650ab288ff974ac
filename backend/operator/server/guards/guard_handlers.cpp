#include "backend/operator/server/guards/guard_handlers.h"

#include "backend/operator/server/handlers.h"
#include "backend/operator/server/levers.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/operator/server/revisions/revision_handlers.h"

namespace signalbox::server {

Task<http::Response> getGuards(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    co_return answer(protocol::Guards {context->levers.guards.views(), context->ports.clock.wall()});
}

Task<http::Response> postGuardStop(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    const auto stopped = co_await context->levers.guards.stop(*act, QString::fromUtf8(pathValue(*request, "id")));
    if (!stopped)
        co_return problemAnswer(stopped.error());
    co_return actAnswer(ActJournal::Outcome {*stopped});
}

} // namespace signalbox::server
