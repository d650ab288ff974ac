#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/levers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/operator/server/record_views.h"
#include "backend/operator/server/revisions/setting_views.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/log/writer.h"

#include <cmath>

namespace signalbox::server {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostLogLines = 10'000;
constexpr double kMostWeight = 10;
constexpr int kMostDecisions = 10'000;

http::Response noCommerce()
{
    return errorAnswer(503, {.code = u"not_configured"_s, .message = u"commerce is not configured"_s});
}

/// The first weight that is no number from 0 to 10.
std::optional<QString> badWeight(const protocol::Weights &weights)
{
    std::optional<QString> bad;
    const auto check = [&bad](const char *name, double weight) {
        if (!bad && !(weight >= 0 && weight <= kMostWeight))
            bad.emplace("weights."_L1 + QString::fromLatin1(name));
    };
    std::apply([&](const auto &...member) { (check(member.name, weights.*(member.pointer)), ...); },
               protocol::Weights::members());
    return bad;
}

} // namespace

QByteArray pathValue(const http::RequestContext &request, QByteArrayView name)
{
    for (const auto &[key, value] : request.pathValues) {
        if (key == name)
            return value;
    }
    return {};
}

Task<http::Response> getRequests(OperatorContext *context, http::RequestPtr request)
{
    const auto query = parseListQuery(request->head, protocol::requestFields());
    if (!query)
        co_return query.error();
    context->telemetry.takeRequests();
    std::vector<protocol::RequestRow> rows;
    for (const auto &record : context->ports.requests.newest(context->ports.requests.size()))
        rows.push_back(rowOf(*record));
    co_return answer(pageOf(std::move(rows), *query, protocol::requestValue, &protocol::RequestRow::id,
                            context->ports.clock.wall()));
}

Task<http::Response> getRequest(OperatorContext *context, http::RequestPtr request)
{
    context->telemetry.takeRequests();
    const auto record = context->ports.requests.find(pathValue(*request, "id"));
    if (!record)
        co_return errorAnswer(404, {.code = u"not_found"_s, .message = u"this request is not kept (any more)"_s});
    co_return answer(detailOf(*record, log::recentLines().latest(kMostLogLines)));
}

Task<http::Response> getProviders(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    if (!context->ports.providers)
        co_return noCommerce();
    co_return answer(co_await context->ports.providers->providers());
}

Task<http::Response> getDecisions(OperatorContext *context, http::RequestPtr request)
{
    const auto query = parseListQuery(request->head, protocol::decisionFields());
    if (!query)
        co_return query.error();
    if (!context->ports.providers)
        co_return noCommerce();
    auto decisions = co_await context->ports.providers->decisions();
    if (!decisions)
        co_return errorAnswer(decisions.error());
    co_return answer(pageOf(std::move(*decisions), *query, protocol::decisionValue, &protocol::Decision::requestId,
                            context->ports.clock.wall()));
}

Task<http::Response> postWhatIf(OperatorContext *context, http::RequestPtr request)
{
    const auto body = core::parseJsonObject(request->body);
    if (!body)
        co_return errorAnswer(400, {.code = u"bad_request"_s, .message = u"the body must be a JSON object"_s});
    const auto asked = protocol::fromJson<protocol::WhatIfRequest>(*body);
    if (!asked)
        co_return errorAnswer(asked.error());
    if (const auto bad = badWeight(asked->weights))
        co_return badParameter(*bad, u"a weight must be 0 to 10"_s);
    if (asked->last < 1 || asked->last > kMostDecisions)
        co_return badParameter(u"last"_s, u"last must be 1 to %1"_s.arg(kMostDecisions));
    if (!context->ports.providers)
        co_return noCommerce();
    co_return answer(co_await context->ports.providers->whatIf(*asked));
}

Task<http::Response> getSettings(OperatorContext *context, http::RequestPtr request)
{
    const auto query = parseListQuery(request->head, protocol::settingFields());
    if (!query)
        co_return query.error();
    const settings::SnapshotPtr snapshot = context->ports.settings.current();
    std::vector<protocol::SettingView> rows;
    for (const settings::Definition &definition : context->ports.catalogue)
        rows.push_back(settingView(context->levers.revisions, definition, *snapshot));
    co_return answer(pageOf(std::move(rows), *query, protocol::settingValue, &protocol::SettingView::key,
                            context->ports.clock.wall()));
}

Task<http::Response> getSetting(OperatorContext *context, http::RequestPtr request)
{
    const QByteArray key = pathValue(*request, "key");
    const auto definition = std::ranges::find(context->ports.catalogue, key, &settings::Definition::key);
    if (definition == context->ports.catalogue.end())
        co_return errorAnswer(404, {.code = u"not_found"_s, .message = u"there is no such setting"_s});
    co_return answer(settingView(context->levers.revisions, *definition, *context->ports.settings.current()));
}

} // namespace signalbox::server
