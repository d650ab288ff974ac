#include "backend/operator/server/breakers/breakers_routes.h"

#include "backend/operator/protocol/audit.h"
#include "backend/operator/server/breakers/breaker_views.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/operator_owner.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using upstream::BreakerForce;

namespace {

/// What a breaker is once it is forced, or given back; its counts go on either way.
upstream::BreakerView forcedView(upstream::BreakerView view, BreakerForce force, core::WallTime now)
{
    if (view.force != force)
        view.since = now;
    view.force = force;
    if (force != BreakerForce::Auto)
        view.state = force == BreakerForce::Open ? upstream::BreakerState::Open : upstream::BreakerState::Closed;
    return view;
}

std::optional<upstream::BreakerView> find(const upstream::BreakerBoard *board, const QByteArray &name)
{
    if (!board)
        return {};
    for (upstream::BreakerView &view : board->list()) {
        if (view.upstream == name)
            return std::move(view);
    }
    return {};
}

Task<http::Response> getBreakers(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    co_return answer(breakersOf(context->ports.breakers, context->ports.clock.wall()));
}

Task<http::Response> force(OperatorContext *context, http::RequestPtr request, BreakerForce wanted)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    const QByteArray name = pathValue(*request, "upstream");
    const auto present = find(context->ports.breakers, name);
    // Names come from the code: one that nobody calls is a slip of the pen, not a breaker to be made.
    if (!present)
        co_return errorAnswer(404, {.code = u"not_found"_s, .message = u"there is no such upstream"_s});
    const protocol::UpstreamBreaker before = viewOf(*present);
    const protocol::UpstreamBreaker after = viewOf(forcedView(*present, wanted, context->ports.clock.wall()));
    const ActEffect effect {.target = before.upstream,
                            .before = breakerWords(before),
                            .after = wanted == BreakerForce::Auto ? u"left to the counts"_s : breakerWords(after)};
    auto outcome = co_await context->journal.commit(
        *act, [effect](storage::Connection &) -> Result<ActEffect> { return effect; });
    if (!outcome)
        co_return errorAnswer(outcome.error());
    if (!outcome->replayed) {
        context->ports.breakers->force(name, wanted);
        const QString until = wanted == BreakerForce::Auto ? QString() : u" until the next start"_s;
        if (context->ports.note)
            context->ports.note({.at = context->ports.clock.wall(),
                                 .kind = u"breaker"_s,
                                 .actor = act->actor,
                                 .what = before.upstream,
                                 .detail = effect.before + u" → "_s + effect.after + until});
    }
    // Of now, also for a repeat: what was kept for the key has the audit's number only.
    outcome->answer.insert("breaker"_L1, protocol::toJson(viewOf(*find(context->ports.breakers, name))));
    co_return actAnswer(outcome);
}

Task<http::Response> postOpen(OperatorContext *context, http::RequestPtr request)
{
    return force(context, std::move(request), BreakerForce::Open);
}

Task<http::Response> postClose(OperatorContext *context, http::RequestPtr request)
{
    return force(context, std::move(request), BreakerForce::Closed);
}

Task<http::Response> postAuto(OperatorContext *context, http::RequestPtr request)
{
    return force(context, std::move(request), BreakerForce::Auto);
}

} // namespace

std::vector<OperatorRoute> breakersRoutes()
{
    const protocol::Role anOperator = protocol::Role::Operator;
    return {
        {"GET", "/ops/v1/breakers", protocol::Role::Viewer, u"The circuit breaker of every upstream."_s, {}, nullptr,
         schema<protocol::Breakers>, getBreakers},
        {"POST", "/ops/v1/breakers/:upstream/open", anOperator,
         u"Refuses every call at once, until it is given back or the gateway restarts."_s, {},
         schema<protocol::ReasonRequest>, schema<protocol::BreakerAnswer>, postOpen},
        {"POST", "/ops/v1/breakers/:upstream/close", anOperator,
         u"Lets every call through, until it is given back or the gateway restarts."_s, {},
         schema<protocol::ReasonRequest>, schema<protocol::BreakerAnswer>, postClose},
        {"POST", "/ops/v1/breakers/:upstream/auto", anOperator, u"Leaves it to the counts again."_s, {},
         schema<protocol::ReasonRequest>, schema<protocol::BreakerAnswer>, postAuto},
    };
}

} // namespace signalbox::server
