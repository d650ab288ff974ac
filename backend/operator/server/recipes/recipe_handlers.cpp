#include "backend/operator/server/recipes/recipe_handlers.h"

#include "backend/operator/server/checklist/checklist_watch.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/levers.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/operator/server/revisions/revision_handlers.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSecondsPerMinute = 60;

/// A recipe with its parameters, and what it comes to now.
struct Prepared
{
    const RecipeFile *recipe;
    RecipeValues values;
    Plan plan;
    std::optional<qint64> backAfterSec;
};

Planned<Prepared> prepare(OperatorContext &context, const QString &id, const QJsonObject &parameters,
                          bool maySetSecrets)
{
    Levers &levers = context.levers;
    levers.recipes.refresh();
    const RecipeFile *recipe = levers.recipes.find(id);
    if (!recipe)
        return std::unexpected(Problem{404, {.code = u"not_found"_s, .message = u"there is no recipe '%1'"_s.arg(id)}});
    if (!recipe->view.available)
        return std::unexpected(Problem {409, {.code = u"not_available"_s, .message = recipe->view.why}});
    const auto values = valuesFor(*recipe, parameters);
    if (!values)
        return std::unexpected(Problem {
            400, {.code = u"bad_request"_s, .message = values.error().second, .field = values.error().first}});
    std::vector<protocol::RequestedChange> changes = recipe->changes;
    for (protocol::RequestedChange &change : changes) {
        change.key = filled(change.key, *values);
        if (change.value)
            change.value = filled(*change.value, *values);
    }
    const Revisions &revisions = levers.revisions;
    const auto target = targetOf(revisions.live(), revisions.present(), changes, maySetSecrets);
    if (!target)
        return std::unexpected(target.error());
    auto plan = planOf(revisions.live(), revisions.present(), *target, context.ports.clock.wall());
    if (!plan)
        return std::unexpected(plan.error());
    if (plan->diff.confirm)
        plan->diff.confirm = id;
    Prepared prepared {recipe, *values, std::move(*plan), {}};
    if (recipe->view.backByItself)
        prepared.backAfterSec = filled(recipe->backAfterMinutes, *values).toLongLong() * kSecondsPerMinute;
    return prepared;
}

} // namespace

Task<http::Response> getRecipes(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    context->levers.recipes.refresh();
    co_return answer(context->levers.recipes.views(context->ports.clock.wall()));
}

Task<http::Response> postRecipePreview(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto asked = recordOf<protocol::RecipeRequest>(*body);
    if (!asked)
        co_return asked.error();
    const auto prepared = prepare(*context, QString::fromUtf8(pathValue(*request, "id")), asked->parameters, true);
    if (!prepared)
        co_return problemAnswer(prepared.error());
    Levers &levers = context->levers;
    const RecipeFile &recipe = *prepared->recipe;
    context->checklist.noteRehearsal(recipe.view.id);
    const QByteArray provider = levers.meter.providerOf(filled(recipe.trafficProvider, prepared->values));
    const Traffic traffic = trafficOf(context->ports.series, recipe.trafficService.toUtf8(), provider, levers.services,
                                      levers.providers, context->ports.clock.wall());
    co_return answer(protocol::RecipePreview {.diff = prepared->plan.diff,
                                              .trafficShare = traffic.share,
                                              .trafficPerSec = traffic.perSec,
                                              .trafficOf = traffic.of,
                                              .backAfterSec = prepared->backAfterSec});
}

Task<http::Response> postRecipeApply(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto asked = recordOf<protocol::RecipeRequest>(*body);
    if (!asked)
        co_return asked.error();
    auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    act->target = QString::fromUtf8(pathValue(*request, "id"));
    if (!asked->expectedRevision)
        co_return badParameter(u"expectedRevision"_s, u"expectedRevision is missing"_s);
    if (!co_await meetExpected(context, *asked->expectedRevision))
        co_return co_await commitPlan(context, *act, {.parent = *asked->expectedRevision}, {});
    auto prepared = prepare(*context, QString::fromUtf8(pathValue(*request, "id")), asked->parameters,
                            request->identity.privileged);
    if (!prepared) {
        if (prepared.error().status == 403)
            context->journal.refused(*act, prepared.error().error.message);
        co_return problemAnswer(prepared.error());
    }
    auto extras = context->levers.guards.extrasFor(prepared->plan, asked->guard, prepared->backAfterSec, act->actor);
    if (!extras)
        co_return problemAnswer(extras.error());
    const protocol::RevisionDiff &diff = prepared->plan.diff;
    if (const auto missing = missingConfirmation(diff.confirm, asked->confirm, diff.dangerous))
        co_return problemAnswer(*missing);
    co_return co_await commitPlan(context, *act, std::move(prepared->plan), std::move(*extras));
}

} // namespace signalbox::server
