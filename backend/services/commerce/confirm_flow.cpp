#include "backend/services/commerce/confirm_flow.h"

#include "backend/platform/core/json_parse.h"
#include "backend/services/commerce/confirm_answer.h"
#include "backend/services/commerce/outcome_flow.h"
#include "backend/services/commerce/placement_rules.h"
#include "backend/services/commerce/route_flow.h"
#include "backend/services/commerce/routing_access.h"

#include <algorithm>
#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

/// One claimed routing on its way to an order. Shared by the steps of one request.
struct Confirmation
{
    http::RequestPtr http;
    ConfigPtr config;
    ConfirmRequest request;
    RoutingRecord record;
    Claim claim;
    QByteArray orderId;
    std::vector<FailedAttempt> failures;

    const ProviderConfigPtr &configOf(const ProviderQuote &quote) const
    {
        return config->providers[indexOf(quote.provider)];
    }
};
using ConfirmationPtr = std::shared_ptr<Confirmation>;

/// How an attempt at one provider ended, and how long it took.
struct Attempt
{
    PlacementResult result;
    core::milliseconds duration {0};
};

QString textOf(ProviderId id)
{
    return QString::fromLatin1(idText(id));
}

http::Response refuse(const WorkerContext &worker, const http::RequestContext &request, const ApiError &error)
{
    return errorResponse(error, request.requestId, worker.ports.clock.wall());
}

void writeEvent(WorkerContext &worker, const Confirmation &confirmation, log::Level level, const QByteArray &name,
                std::vector<log::Field> fields)
{
    worker.events.write({EventTable::Edge, level, kConfirmFunction.toByteArray(), name, confirmation.http->requestId,
                         worker.ports.clock.wall(), std::move(fields)});
}

PlacementResult mockPlacement(const ProviderQuote &quote, const ProviderConfig &config)
{
    const QByteArray &code = config.mockConfirmError;
    if (!code.isEmpty())
        return std::unexpected(
            PlacementError {code, displayName(quote.provider) + u" failed with "_s + QString::fromUtf8(code)});
    return Placement {PlacementStatus::Placed, quote.quote.totalCents, {}, {}};
}

/// Counts what a live attempt came to; a checkout link and an unknown state wait for record outcome.
Task<void> countAttempt(WorkerContext &worker, ConfirmationPtr confirmation, ProviderQuote quote,
                        PlacementResult result)
{
    constexpr double kMicros = 1e6;
    if (result ? result->status != PlacementStatus::Placed : result.error().stateUnknown)
        co_return;
    const Claim &claim = confirmation->claim;
    OrderOutcome outcome;
    outcome.orderId = QString::fromLatin1(result ? confirmation->orderId
                                                 : claim.jti + '-' + QByteArray::number(claim.attempt));
    outcome.provider = quote.provider;
    outcome.kind = result ? OutcomeKind::Success : OutcomeKind::Failed;
    outcome.valueCents = result ? result->totalCents : quote.quote.totalCents;
    outcome.commissionMicros = std::llround(confirmation->configOf(quote)->commissionRate * kMicros);
    outcome.itemsOrdered = int(std::max<size_t>(1, confirmation->record.request.items.size()));
    co_await countOutcome(worker, std::move(outcome));
}

Task<PlacementResult> placeAt(WorkerContext &worker, ConfirmationPtr confirmation, ProviderQuote quote)
{
    const ProviderConfigPtr config = confirmation->configOf(quote);
    if (!isOrderable(quote, *config))
        co_return std::unexpected(
            PlacementError {"PROVIDER_UNAVAILABLE", displayName(quote.provider) + u" takes no orders now"_s});
    if (quote.quote.mode == Mode::Mock)
        co_return mockPlacement(quote, *config);
    // Not the request's token: a client that leaves must not break off a call that places an order.
    CallContext call {confirmation->http->requestId, worker.ports.clock.steady() + config->timeout, worker.tasks.stop(),
                      confirmation->http->span};
    PlacementRequest placement {confirmation->record.request, quote, confirmation->request.payment,
                                confirmation->request.contact};
    Provider *provider = worker.providers[indexOf(quote.provider)].get();
    const PlacementResult result = co_await provider->confirm(std::move(placement), config, std::move(call));
    co_await countAttempt(worker, confirmation, quote, result);
    co_return result;
}

Task<Attempt> attemptAt(WorkerContext &worker, ConfirmationPtr confirmation, ProviderQuote quote)
{
    const core::SteadyTime started = worker.ports.clock.steady();
    PlacementResult result = co_await placeAt(worker, confirmation, quote);
    const auto duration = std::chrono::duration_cast<core::milliseconds>(worker.ports.clock.steady() - started);
    co_return Attempt {std::move(result), duration};
}

void noteFailure(WorkerContext &worker, Confirmation &confirmation, const ProviderQuote &quote, const Attempt &attempt)
{
    const PlacementError &error = attempt.result.error();
    std::vector<log::Field> fields {{"providerId", textOf(quote.provider)},
                                    {"errorCode", QString::fromLatin1(error.code)},
                                    {"retryable", allowsFailover(error)},
                                    {"durationMs", qint64(attempt.duration.count())},
                                    {"totalCents", quote.quote.totalCents}};
    QByteArray name = "commerce.confirm_order.failure";
    if (!confirmation.failures.empty()) {
        name = "commerce.failover_failure";
        fields.push_back({"failoverFrom", textOf(confirmation.failures.front().provider)});
    }
    writeEvent(worker, confirmation, log::Level::Error, name, std::move(fields));
    confirmation.failures.push_back({quote.provider, error});
}

void noteSuccess(WorkerContext &worker, const Confirmation &confirmation, const ConfirmedOrder &order,
                 core::milliseconds duration)
{
    std::vector<log::Field> fields {{"orderId", QString::fromLatin1(order.orderId)},
                                    {"providerId", textOf(order.provider)},
                                    {"totalCents", order.totalCents},
                                    {"mode", QString::fromLatin1(modeText(order.mode))},
                                    {"outcome", QString(placementText(order.status))},
                                    {"durationMs", qint64(duration.count())}};
    if (order.failoverFrom)
        fields.push_back({"failoverFrom", textOf(*order.failoverFrom)});
    writeEvent(worker, confirmation, log::Level::Info,
               order.failoverFrom ? "commerce.failover_success" : "commerce.confirm_order.success", std::move(fields));
}

/// Logs a step of the record that was not made; the order itself stands, so the caller is told of it all the same.
void checkStep(const Result<bool> &done, const QByteArray &step)
{
    if (done && *done)
        return;
    log::error("commerce", u"routing record was not changed"_s,
               {{"step", QString::fromLatin1(step)},
                {"reason", done ? u"claim was lost"_s : QString(core::name(done.error().code))}});
}

Task<http::Response> settle(WorkerContext &worker, ConfirmationPtr confirmation, ProviderQuote quote,
                            Placement placement, core::milliseconds duration)
{
    ConfirmedOrder order {confirmation->orderId, quote.provider, placement.status, placement.totalCents,
                          quote.quote.mode, quote.quote.etaMinutes, placement.checkoutUrl, placement.trackingUrl, {}};
    if (!confirmation->failures.empty())
        order.failoverFrom = confirmation->failures.front().provider;
    const Result<bool> done = co_await worker.routings.finish(confirmation->claim, encodeOrder(order));
    checkStep(done, "finish");
    noteSuccess(worker, *confirmation, order, duration);
    co_return http::Response::json(200, confirmAnswer(order, false, confirmation->http->requestId));
}

Task<http::Response> giveUp(WorkerContext &worker, ConfirmationPtr confirmation)
{
    const ApiError verdict = verdictOf(confirmation->failures);
    const bool unknown = confirmation->failures.back().error.stateUnknown;
    const Result<bool> done =
        unknown ? co_await worker.routings.abandon(confirmation->claim)
                : co_await worker.routings.release(confirmation->claim, encodeVerdict(verdict));
    checkStep(done, unknown ? "abandon" : "release");
    co_return refuse(worker, *confirmation->http, verdict);
}

/// Takes the lease for the second attempt; false when the claim is not ours any more.
Task<bool> renewFor(WorkerContext &worker, ConfirmationPtr confirmation, ProviderQuote quote)
{
    const core::WallTime until = worker.ports.clock.wall() + leaseOf(*confirmation->configOf(quote));
    const Result<bool> renewed =
        co_await worker.routings.renew(confirmation->claim, until, mayPlace(quote, confirmation->request));
    if (!renewed || !*renewed) {
        checkStep(renewed, "renew");
        co_return false;
    }
    ++confirmation->claim.attempt;
    co_return true;
}

Task<http::Response> place(WorkerContext &worker, ConfirmationPtr confirmation, ProviderQuote first)
{
    writeEvent(worker, *confirmation, log::Level::Info, "commerce.confirm_order.start",
               {{"orderId", QString::fromLatin1(confirmation->orderId)},
                {"providerId", textOf(first.provider)},
                {"totalCents", first.quote.totalCents},
                {"mode", QString::fromLatin1(modeText(first.quote.mode))}});
    const Attempt attempt = co_await attemptAt(worker, confirmation, first);
    if (attempt.result)
        co_return co_await settle(worker, confirmation, first, *attempt.result, attempt.duration);
    noteFailure(worker, *confirmation, first, attempt);

    const bool mayTryAnother = confirmation->request.allowFailover && allowsFailover(attempt.result.error());
    const ProviderQuote *next =
        mayTryAnother ? failoverCandidate(confirmation->record, first, *confirmation->config) : nullptr;
    if (next == nullptr || !co_await renewFor(worker, confirmation, *next))
        co_return co_await giveUp(worker, confirmation);

    writeEvent(worker, *confirmation, log::Level::Warn, "commerce.failover_attempt",
               {{"orderId", QString::fromLatin1(confirmation->orderId)},
                {"providerId", textOf(next->provider)},
                {"failoverFrom", textOf(first.provider)},
                {"errorCode", QString::fromLatin1(attempt.result.error().code)},
                {"totalCents", next->quote.totalCents}});
    const Attempt second = co_await attemptAt(worker, confirmation, *next);
    if (second.result)
        co_return co_await settle(worker, confirmation, *next, *second.result, second.duration);
    noteFailure(worker, *confirmation, *next, second);
    co_return co_await giveUp(worker, confirmation);
}

http::Response replay(const WorkerContext &worker, const http::RequestContext &request, const StoredRouting &routing)
{
    const std::optional<ConfirmedOrder> order = decodeOrder(routing.answer);
    if (!order)
        return refuse(worker, request, apiError("INTERNAL_ERROR"));
    return http::Response::json(200, confirmAnswer(*order, true, request.requestId));
}

/// The answer that a routing which is not open has for everybody; empty when it is open.
std::optional<http::Response> closedAnswer(const WorkerContext &worker, const http::RequestContext &request,
                                           const StoredRouting &routing)
{
    switch (standingOf(routing, worker.ports.clock.wall())) {
    case Standing::Confirmed:
        return replay(worker, request, routing);
    case Standing::Cancelled:
        return refuse(worker, request, apiError("ALREADY_CANCELLED"));
    case Standing::InDoubt:
        return refuse(worker, request, apiError("ORDER_STATE_UNKNOWN"));
    case Standing::Open:
    case Standing::Busy:
        break;
    }
    return std::nullopt;
}

Task<Result<bool>> claim(WorkerContext &worker, ConfirmationPtr confirmation, ProviderQuote quote)
{
    const core::WallTime now = worker.ports.clock.wall();
    const int seen = confirmation->claim.attempt;
    ++confirmation->claim.attempt;
    return worker.routings.claim(confirmation->claim.jti, seen, now, now + leaseOf(*confirmation->configOf(quote)),
                                 mayPlace(quote, confirmation->request));
}

/// Confirms a routing that the caller may use, alone or as one of several callers at once.
Task<http::Response> confirmRouting(WorkerContext &worker, http::RequestPtr request, ConfigPtr config,
                                    ConfirmRequest order, RoutingResult routing)
{
    bool waited = false;
    while (routing) {
        if (standingOf(*routing, worker.ports.clock.wall()) == Standing::Busy) {
            waited = true;
            routing = co_await awaitSettled(worker, std::move(*routing), request->cancel);
            continue;
        }
        if (auto answer = closedAnswer(worker, *request, *routing))
            co_return std::move(*answer);
        // The one that was waited for has failed: its failure is the result.
        if (waited && routing->state == RoutingState::Pending && !routing->answer.isEmpty())
            co_return refuse(worker, *request, decodeVerdict(routing->answer));

        const ProviderId wanted = order.provider.value_or(routing->record.ranking.front().provider);
        const ProviderQuote *quote = routing->record.quoteOf(wanted);
        if (quote == nullptr)
            co_return invalidBody(worker, *request, "INVALID_REQUEST",
                                  {{"providerId", u"has no quote in this routing"_s}});
        if (config->production && quote->quote.mode == Mode::Mock)
            co_return refuse(worker, *request, apiError("MOCK_QUOTE_NOT_ORDERABLE"));

        auto confirmation = std::make_shared<Confirmation>(
            Confirmation {request, config, order, routing->record, {routing->record.jti, routing->attempt},
                          timedId("ord", worker.ports.clock.wall()), {}});
        const Result<bool> claimed = co_await claim(worker, confirmation, *quote);
        if (!claimed)
            co_return refuse(worker, *request, apiError("INTERNAL_ERROR"));
        if (*claimed)
            co_return co_await place(worker, confirmation, *quote);
        waited = true;
        routing = co_await reloadRouting(worker, confirmation->claim.jti);
    }
    co_return refuse(worker, *request, routing.error());
}

} // namespace

Task<http::Response> confirmOrder(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const auto body = core::parseJsonObject(request->body);
    if (!body)
        co_return invalidBody(worker, *request, "INVALID_REQUEST", {{"body", u"must be a JSON object"_s}});
    const auto parsed = parseConfirmRequest(*body);
    if (!parsed)
        co_return invalidBody(worker, *request, "INVALID_REQUEST", parsed.error());
    RoutingResult routing = co_await openRouting(worker, config, parsed->key);
    co_return co_await confirmRouting(worker, request, config, *parsed, std::move(routing));
}

} // namespace signalbox::commerce
