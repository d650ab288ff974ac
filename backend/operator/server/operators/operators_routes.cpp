#include "backend/operator/server/operators/operators_routes.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/operator/server/operators/operator_roster.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

Task<http::Response> getOperators(OperatorContext *context, http::RequestPtr request)
{
    const auto query = parseListQuery(request->head, protocol::operatorFields());
    if (!query)
        co_return query.error();
    co_return answer(pageOf(context->roster.operators(), *query, protocol::operatorValue,
                            &protocol::OperatorView::name, context->ports.clock.wall()));
}

/// What is wrong with the body, if anything.
std::optional<http::Response> refusalOf(const protocol::OperatorRequest &asked, const QJsonObject &body)
{
    if (const auto bad = badOperatorName(asked.name))
        return badParameter(u"name"_s, *bad);
    if (!body.contains("role"_L1))
        return badParameter(u"role"_s, u"the role is missing"_s);
    if (const auto bad = badAddresses(asked.addresses))
        return badParameter(u"addresses"_s, *bad);
    return {};
}

Task<http::Response> postOperator(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto asked = recordOf<protocol::OperatorRequest>(*body);
    if (!asked)
        co_return asked.error();
    if (auto refusal = refusalOf(*asked, *body))
        co_return *refusal;
    auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    act->target = asked->name;
    const QByteArray token = makeOperatorToken();
    const protocol::OperatorView view {.name = asked->name,
                                       .role = asked->role,
                                       .addresses = asked->addresses,
                                       .createdAt = context->ports.clock.wall(),
                                       .createdBy = act->actor};
    auto outcome = co_await context->journal.commit(*act, addOperatorChange({view, tokenDigest(token)}));
    if (!outcome)
        co_return errorAnswer(outcome.error());
    co_await context->roster.refresh();
    // Not part of what is kept for the key: a repeat must not bring the token back.
    if (!outcome->replayed)
        outcome->answer.insert("token"_L1, QString::fromLatin1(token));
    co_return actAnswer(outcome);
}

Task<http::Response> postRevoke(OperatorContext *context, http::RequestPtr request)
{
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto act = actOf(*request, *body);
    if (!act)
        co_return act.error();
    const QString name = QString::fromUtf8(pathValue(*request, "name"));
    const auto outcome
        = co_await context->journal.commit(*act, revokeOperatorChange(name, context->ports.clock.wall()));
    if (outcome)
        co_await context->roster.refresh();
    co_return actAnswer(outcome);
}

} // namespace

std::vector<OperatorRoute> operatorsRoutes()
{
    const protocol::Role admin = protocol::Role::Admin;
    return {
        {"GET", "/ops/v1/operators", admin, u"Who has a token, revoked ones included."_s, listParameters(), nullptr,
         schema<protocol::Page<protocol::OperatorView>>, getOperators},
        {"POST", "/ops/v1/operators", admin, u"Makes a token, which only this answer shows."_s, {},
         schema<protocol::OperatorRequest>, schema<protocol::OperatorAdded>, postOperator},
        {"POST", "/ops/v1/operators/:name/revoke", admin, u"Takes a token away, at once and on every replica."_s, {},
         schema<protocol::ReasonRequest>, schema<protocol::ActDone>, postRevoke},
    };
}

} // namespace signalbox::server
