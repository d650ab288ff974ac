#include "backend/operator/server/revisions/revision_handlers.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/levers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLongestTarget = 500;

/// The number in a path or query; nothing for anything else.
std::optional<qint64> numberOf(const QString &text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    return ok && number >= 0 ? std::optional(number) : std::nullopt;
}

std::optional<qint64> numberInPath(const http::RequestContext &request)
{
    return numberOf(QString::fromUtf8(pathValue(request, "id")));
}

/// What a preview is made on: with other gateways on the store, their newest revision as well.
Task<bool> seeNewest(OperatorContext *context)
{
    if (context->store.dialect() == storage::Dialect::Postgres)
        co_return co_await context->levers.revisions.catchUp();
    co_return true;
}

http::Response noRevision()
{
    return errorAnswer(404, {.code = u"not_found"_s, .message = u"there is no such revision"_s});
}

} // namespace

http::Response problemAnswer(const Problem &problem)
{
    return errorAnswer(problem.status, problem.error);
}

std::optional<Problem> missingConfirmation(const std::optional<QString> &asked, const std::optional<QString> &given,
                                           const std::vector<QString> &keys)
{
    if (!asked || asked == given)
        return std::nullopt;
    QJsonArray names;
    for (const QString &key : keys)
        names.append(key);
    return Problem {400,
                    {.code = u"confirmation_needed"_s,
                     .message = u"this needs care: send confirm with the text %1"_s.arg(*asked),
                     .field = u"confirm"_s,
                     .details = QJsonObject {{"confirm"_L1, *asked}, {"keys"_L1, names}}}};
}

Task<http::Response> commitPlan(OperatorContext *context, Act act, Plan plan, Revisions::Extras extras)
{
    Levers &levers = context->levers;
    auto committed = co_await levers.revisions.commit(std::move(act), std::move(plan), extras);
    if (!committed)
        co_return problemAnswer(committed.error());
    if (!committed->replayed)
        levers.guards.begin(extras);
    co_return actAnswer(ActJournal::Outcome {committed->answer, committed->replayed});
}

Task<bool> meetExpected(OperatorContext *context, qint64 expected)
{
    Revisions &revisions = context->levers.revisions;
    // Another gateway may have been the one that the caller read from.
    if (expected > revisions.present().head)
        co_await revisions.catchUp();
    co_return expected == revisions.present().head;
}

Task<http::Response> getRevisions(OperatorContext *context, http::RequestPtr request)
{
    const auto query = parseListQuery(request->head, protocol::revisionFields());
    if (!query)
        co_return query.error();
    co_return answer(pageOf(co_await context->levers.revisions.history(), *query, protocol::revisionValue,
                            &protocol::Revision::id, context->ports.clock.wall()));
}

Task<http::Response> getRevision(OperatorContext *context, http::RequestPtr request)
{
    const auto number = numberInPath(*request);
    if (!number)
        co_return noRevision();
    co_return answer(co_await context->levers.revisions.find(*number));
}

Task<http::Response> getVerify(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    co_return answer(co_await context->levers.revisions.verify());
}

Task<http::Response> getDiff(OperatorContext *context, http::RequestPtr request)
{
    Revisions &revisions = context->levers.revisions;
    const auto number = numberInPath(*request);
    if (!number)
        co_return noRevision();
    const QString against = queryValue(request->head, u"against"_s);
    const auto other = against.isEmpty() ? std::optional(revisions.present().head) : numberOf(against);
    if (!other)
        co_return badParameter(u"against"_s, u"against must be the number of a revision"_s);
    const auto after = co_await revisions.asOf(*number);
    if (!after)
        co_return errorAnswer(after.error());
    const auto before = co_await revisions.asOf(*other);
    if (!before)
        co_return errorAnswer(before.error());
    const Present present = revisions.present();
    protocol::RevisionDiff diff {.expectedRevision = present.head};
    OverrideSet target = *after;
    // Towards an earlier set it is what a rollback would do, so it says which keys that cannot bring back.
    if (*other == present.head)
        target = restorable(revisions.live(), present, *after, diff.skipped);
    for (const StoredChange &change : changesBetween(revisions.live(), *before, target)) {
        diff.changes.push_back(change.shown);
        const auto *definition = settings::definitionOf(revisions.live().catalogue(), change.shown.key.toUtf8());
        if (definition && definition->apply == settings::Apply::Restart)
            diff.restartDue.push_back(change.shown.key);
    }
    co_return answer(diff);
}

Task<http::Response> postRevision(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto asked = recordOf<protocol::RevisionRequest>(*body);
    if (!asked)
        co_return asked.error();
    auto act = actOf(*request, *body, !asked->preview);
    if (!act)
        co_return act.error();
    if (!asked->preview && !asked->expectedRevision)
        co_return badParameter(u"expectedRevision"_s, u"expectedRevision is missing"_s);
    QStringList keys;
    for (const protocol::RequestedChange &change : asked->changes)
        keys += change.key;
    act->target = keys.join(u',').left(kLongestTarget);
    Levers &levers = context->levers;
    if (asked->expectedRevision && !co_await meetExpected(context, *asked->expectedRevision))
        co_return co_await commitPlan(context, *act, {.parent = *asked->expectedRevision}, {});
    if (asked->preview)
        co_await seeNewest(context);
    const auto target = targetOf(levers.revisions.live(), levers.revisions.present(), asked->changes,
                                 request->identity.privileged);
    if (!target) {
        if (target.error().status == 403)
            context->journal.refused(*act, target.error().error.message);
        co_return problemAnswer(target.error());
    }
    auto plan = planOf(levers.revisions.live(), levers.revisions.present(), *target, context->ports.clock.wall());
    if (!plan)
        co_return problemAnswer(plan.error());
    auto extras = levers.guards.extrasFor(*plan, asked->guard, asked->backAfterSec, act->actor);
    if (!extras)
        co_return problemAnswer(extras.error());
    if (asked->preview)
        co_return answer(plan->diff);
    if (const auto missing = missingConfirmation(plan->diff.confirm, asked->confirm, plan->diff.dangerous))
        co_return problemAnswer(*missing);
    co_return co_await commitPlan(context, *act, std::move(*plan), std::move(*extras));
}

Task<http::Response> postRollback(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto asked = recordOf<protocol::RollbackRequest>(*body);
    if (!asked)
        co_return asked.error();
    if (!body->contains("to"_L1))
        co_return badParameter(u"to"_s, u"the revision to go back to is missing"_s);
    auto act = actOf(*request, *body, !asked->preview);
    if (!act)
        co_return act.error();
    if (!asked->preview && !asked->expectedRevision)
        co_return badParameter(u"expectedRevision"_s, u"expectedRevision is missing"_s);
    act->target = u"revision %1"_s.arg(asked->to);
    Revisions &revisions = context->levers.revisions;
    if (asked->expectedRevision && !co_await meetExpected(context, *asked->expectedRevision))
        co_return co_await commitPlan(context, *act, {.parent = *asked->expectedRevision}, {});
    if (asked->preview)
        co_await seeNewest(context);
    auto then = co_await revisions.asOf(asked->to);
    if (!then)
        co_return errorAnswer(then.error());
    Revisions::Extras extras;
    const OverrideSet target = restorable(revisions.live(), revisions.present(), std::move(*then), extras.skipped);
    auto plan = planOf(revisions.live(), revisions.present(), target, context->ports.clock.wall());
    if (!plan)
        co_return problemAnswer(plan.error());
    const bool hasSecret
        = std::ranges::any_of(plan->changes, [](const StoredChange &each) { return each.shown.secret; });
    if (hasSecret && !request->identity.privileged) {
        const QString why = u"a secret is among what would change; this needs the role admin"_s;
        context->journal.refused(*act, why);
        co_return errorAnswer(403, {.code = u"forbidden"_s, .message = why, .field = u"to"_s});
    }
    plan->rollbackOf = asked->to;
    // One number to type instead of a list of names.
    if (plan->diff.confirm)
        plan->diff.confirm = QString::number(asked->to);
    plan->diff.skipped = extras.skipped;
    if (asked->preview)
        co_return answer(plan->diff);
    if (const auto missing = missingConfirmation(plan->diff.confirm, asked->confirm, plan->diff.dangerous))
        co_return problemAnswer(*missing);
    co_return co_await commitPlan(context, *act, std::move(*plan), std::move(extras));
}

} // namespace signalbox::server
