#include "backend/operator/server/outbox/outbox_routes.h"

#include "backend/operator/protocol/list_fields.h"
#include "backend/operator/server/handlers.h"
#include "backend/operator/server/list_query.h"
#include "backend/operator/server/operator_owner.h"
#include "backend/operator/server/outbox/outbox_port.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::OutboxItem;
using protocol::Page;

namespace {

http::Response notConfigured()
{
    return errorAnswer(503, {.code = u"not_configured"_s, .message = u"no service with an outbox is configured"_s});
}

/// Conflict of the outbox means that the message was delivered.
http::Response replayFailure(const Error &error)
{
    if (error.code == ErrorCode::Conflict)
        return errorAnswer(409, {.code = u"delivered"_s, .message = u"the message was delivered"_s});
    return errorAnswer(error);
}

Task<http::Response> getOutbox(OperatorContext *context, http::RequestPtr request)
{
    if (!context->ports.outbox)
        co_return notConfigured();
    const auto query = parseListQuery(request->head, protocol::outboxFields());
    if (!query)
        co_return query.error();
    const QString delivered = queryValue(request->head, u"delivered"_s);
    if (!delivered.isEmpty() && delivered != u"true" && delivered != u"false")
        co_return badParameter(u"delivered"_s, u"delivered must be true or false"_s);
    auto items = co_await context->ports.outbox->items(delivered == u"true");
    if (!items)
        co_return errorAnswer(items.error());
    co_return answer(
        pageOf(std::move(*items), *query, protocol::outboxValue, &OutboxItem::id, context->ports.clock.wall()));
}

Task<http::Response> getTargets(OperatorContext *context, http::RequestPtr request)
{
    Q_UNUSED(request)
    if (!context->ports.outbox)
        co_return notConfigured();
    auto targets = co_await context->ports.outbox->targets();
    if (!targets)
        co_return errorAnswer(targets.error());
    co_return answer(protocol::OutboxTargets {std::move(*targets), context->ports.clock.wall()});
}

QString itemWords(const OutboxItem &item)
{
    return u"%1 to %2, %3 attempts"_s.arg(protocol::wordOf(item.state), item.target).arg(item.attempts);
}

/// `failure` holds the outbox's own error, which is not to be mistaken for one of the journal.
ActJournal::Change changeOf(OutboxPort::Step step, std::shared_ptr<std::optional<Error>> failure)
{
    return [step = std::move(step), failure = std::move(failure)](
               storage::Connection &connection) -> Result<ActEffect> {
        failure->reset();
        const auto item = step(connection);
        if (!item) {
            *failure = item.error();
            return std::unexpected(item.error());
        }
        return ActEffect {.target = item->id,
                          .after = itemWords(*item),
                          .answer = protocol::toJson(protocol::ReplayAnswer {.item = *item})};
    };
}

Task<http::Response> postReplay(OperatorContext *context, http::RequestPtr request)
{
    if (!context->ports.outbox)
        co_return notConfigured();
    const auto body = bodyOf(*request);
    if (!body)
        co_return body.error();
    const auto asked = recordOf<protocol::ReplayRequest>(*body);
    if (!asked)
        co_return asked.error();
    const auto act = actOf(*request, *body, !asked->preview);
    if (!act)
        co_return act.error();
    const QString id = QString::fromUtf8(pathValue(*request, "id"));
    if (asked->preview) {
        const auto preview = co_await context->ports.outbox->preview(id);
        co_return preview ? answer(*preview) : replayFailure(preview.error());
    }
    const auto failure = std::make_shared<std::optional<Error>>();
    const auto outcome = co_await context->journal.commit(
        *act, changeOf(context->ports.outbox->replay(id, u"console:"_s + act->actor), failure));
    if (*failure)
        co_return replayFailure(**failure);
    if (outcome && !outcome->replayed)
        context->ports.outbox->wake();
    co_return actAnswer(outcome);
}

std::vector<ParameterDoc> outboxParameters()
{
    auto parameters = listParameters();
    parameters.push_back({"delivered", u"true: the delivered ones too."_s});
    return parameters;
}

} // namespace

std::vector<OperatorRoute> outboxRoutes()
{
    return {
        {"GET", "/ops/v1/outbox", protocol::Role::Viewer,
         u"What waits to be delivered, then what was given up, newest first."_s, outboxParameters(), nullptr,
         schema<Page<OutboxItem>>, getOutbox},
        {"GET", "/ops/v1/outbox/targets", protocol::Role::Viewer, u"How every receiver stands."_s, {}, nullptr,
         schema<protocol::OutboxTargets>, getTargets},
        {"POST", "/ops/v1/outbox/:id/replay", protocol::Role::Operator,
         u"Makes a message due now, with the same id; a preview tells what would be sent."_s, {},
         schema<protocol::ReplayRequest>, schema<protocol::ReplayAnswer>, postReplay},
    };
}

} // namespace signalbox::server
