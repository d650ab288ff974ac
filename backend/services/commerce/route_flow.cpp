#include "backend/services/commerce/route_flow.h"

#include "backend/platform/core/ids.h"
#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/sleep.h"
#include "backend/services/commerce/arbitration.h"
#include "backend/services/commerce/commerce_errors.h"
#include "backend/services/commerce/health.h"
#include "backend/services/commerce/quote_json.h"
#include "backend/services/commerce/token.h"


#include <algorithm>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

/// A store that does not answer in this time costs the answer its token, not the request.
constexpr std::chrono::seconds kStorePatience {2};

/// The state of one routing between quotes and answer.
struct Race
{
    RouteRequest request;
    Eligibility eligibility;
    std::vector<QuoteOutcome> outcomes; ///< quotes over the time limit are errors already
    std::vector<size_t> valid; ///< indexes of outcomes with a quote
    std::vector<ScoreInput> inputs; ///< of `valid`
    std::vector<Score> scores;
    std::vector<size_t> ranking; ///< indexes into `valid`
    Weights effective;

    const QuoteOutcome &at(size_t place) const { return outcomes[valid[ranking[place]]]; }
    const Score &scoreAt(size_t place) const { return scores[ranking[place]]; }
};

QString textOf(ProviderId id)
{
    return QString::fromLatin1(idText(id));
}

core::milliseconds since(const WorkerContext &worker, const http::RequestContext &request)
{
    return std::chrono::duration_cast<core::milliseconds>(worker.ports.clock.steady() - request.started);
}

void judge(Race &race, const Config &config, const Reputations &reputations)
{
    for (size_t i = 0; i < race.outcomes.size(); ++i) {
        QuoteOutcome &outcome = race.outcomes[i];
        if (!outcome.result)
            continue;
        if (const auto problem = constraintProblem(race.request, *outcome.result)) {
            outcome.result = std::unexpected(*problem);
            continue;
        }
        race.valid.push_back(i);
        race.inputs.push_back(scoreInputOf(*outcome.result, *outcome.config, reputations[indexOf(outcome.config->id)],
                                           race.request.request.items.size()));
    }
    race.effective = effectiveWeights(config.weights, race.request.optimize);
    race.scores = scoreAll(race.inputs, race.effective);
    race.ranking = rank(race.inputs, race.scores, config.production);
}

void writeLatency(WorkerContext &worker, const http::RequestContext &request, const Race &race, const Config &config,
                  int status)
{
    QJsonObject latencies;
    for (const QuoteOutcome &outcome : race.outcomes)
        latencies[textOf(outcome.config->id)] = qint64(outcome.latency.count());
    std::vector<log::Field> fields {{"totalLatencyMs", qint64(since(worker, request).count())},
                                    {"httpStatus", status},
                                    {"providerLatencies", latencies}};
    if (!race.request.userId.isEmpty())
        fields.push_back({"userRef", QString::fromLatin1(userReference(race.request.userId, config.tokenSecret))});
    if (!race.outcomes.empty()) {
        const auto [fastest, slowest] = std::ranges::minmax_element(race.outcomes, {}, &QuoteOutcome::latency);
        fields.push_back({"slowestProvider", textOf(slowest->config->id)});
        fields.push_back({"fastestProvider", textOf(fastest->config->id)});
    }
    worker.events.write({EventTable::Request, log::Level::Info, kRouteFunction.toByteArray(), "router_latency",
                         request.requestId, worker.ports.clock.wall(), std::move(fields)});
}

http::Response noProviders(WorkerContext &worker, const http::RequestContext &request, const Race &race)
{
    JsonWriter details;
    QJsonArray attempted;
    QJsonArray errors;
    details.beginObject().key("attemptedProviders").beginArray();
    for (const QuoteOutcome &outcome : race.outcomes) {
        details.value(idText(outcome.config->id));
        attempted.append(textOf(outcome.config->id));
    }
    details.endArray().key("errors").beginObject();
    for (const QuoteOutcome &outcome : race.outcomes) {
        details.member(idText(outcome.config->id), outcome.result.error().message);
        errors.append(QJsonObject {{u"providerId"_s, textOf(outcome.config->id)},
                                   {u"error"_s, outcome.result.error().message}});
    }
    for (const auto &[id, reason] : race.eligibility.refused)
        details.member(idText(id), reason);
    details.endObject().endObject();
    worker.events.write({EventTable::Request, log::Level::Error, kRouteFunction.toByteArray(), "router_failure",
                         request.requestId, worker.ports.clock.wall(),
                         {{"attemptedProviders", attempted}, {"errors", errors}, {"httpStatus", 503},
                          {"code", u"NO_PROVIDERS_AVAILABLE"_s}}});
    return errorResponse(apiError("NO_PROVIDERS_AVAILABLE", details.take()), request.requestId,
                         worker.ports.clock.wall());
}

void writeDecision(WorkerContext &worker, const http::RequestContext &request, const Race &race, const Config &config)
{
    const ProviderQuote &winner = *race.at(0).result;
    const Score &score = race.scoreAt(0);
    worker.metrics.selected(winner.provider, winner.quote.totalCents);
    worker.events.write({EventTable::Edge, log::Level::Info, kRouteFunction.toByteArray(), "router_decision",
                         request.requestId, worker.ports.clock.wall(),
                         {{"selectedProviderId", textOf(winner.provider)},
                          {"totalQuotes", qint64(race.valid.size())},
                          {"score", shownScore(score.total4)},
                          {"priceScore", score.price},
                          {"speedScore", score.speed},
                          {"availabilityScore", score.availability},
                          {"marginScore", score.margin},
                          {"reliabilityScore", score.reliability},
                          {"totalCents", winner.quote.totalCents},
                          {"estimatedDeliveryMinutes", winner.quote.etaMinutes},
                          {"mode", QString::fromLatin1(modeText(winner.quote.mode))}}});
    if (!worker.ports.decisions)
        return;
    auto decision = std::make_shared<Decision>();
    decision->requestId = request.requestId;
    decision->at = worker.ports.clock.wall();
    decision->optimize = race.request.optimize;
    decision->production = config.production;
    decision->baseWeights = config.weights;
    decision->inputs = race.inputs;
    decision->scores = race.scores;
    decision->ranking = race.ranking;
    for (const QuoteOutcome &outcome : race.outcomes) {
        if (!outcome.result)
            decision->failures.emplace_back(outcome.config->id, outcome.result.error().code);
    }
    worker.ports.decisions(std::move(decision));
}

Task<void> createRecord(WorkerContext &worker, RoutingRecord record, core::OneShot<bool> done)
{
    const Result<void> stored = co_await worker.routings.create(std::move(record), worker.ports.clock.wall());
    if (!stored)
        log::error("commerce", u"routing record was not stored"_s,
                   {{"reason", QString(core::name(stored.error().code))}});
    done.resolve(stored.has_value());
}

RoutingRecord recordOf(const Race &race, const QByteArray &requestId)
{
    constexpr qsizetype kJtiBytes = 16;
    RoutingRecord record {core::randomHex(kJtiBytes), requestId, race.request.userId, race.request.request, {}};
    record.ranking.reserve(race.ranking.size());
    for (size_t place = 0; place < race.ranking.size(); ++place)
        record.ranking.push_back(*race.at(place).result);
    return record;
}

/// Claims of the token once its record is stored; empty when the store is out of order.
Task<std::optional<TokenClaims>> keepRouting(WorkerContext &worker, RoutingRecord record, ConfigPtr config)
{
    const qint64 now = core::epochMs(worker.ports.clock.wall()) / 1000;
    const TokenClaims claims {record.jti, record.requestId, record.ranking.front().provider, record.userId, now,
                              now + config->tokenTtl.count()};
    const core::OneShot<bool> stored;
    worker.tasks.add(createRecord(worker, std::move(record), stored));
    std::optional<core::ScopedTimer> patience;
    if (!stored.isResolved())
        patience.emplace(kStorePatience, [stored] { stored.resolve(false); });
    const bool kept = co_await stored;
    co_return kept ? std::optional(claims) : std::nullopt;
}

void writeAlternatives(JsonWriter &json, const Race &race)
{
    json.beginArray();
    for (size_t place = 1; place < race.ranking.size(); ++place) {
        const QuoteOutcome &outcome = race.at(place);
        const Score &score = race.scoreAt(place);
        json.beginObject().key("provider");
        writeProviderHead(json, outcome.config->id, outcome.config->priority);
        json.key("quote");
        writeQuote(json, outcome.result->quote);
        json.key("itemAvailability");
        writeAvailability(json, outcome.result->availability);
        if (!outcome.result->affiliateUrl.isEmpty())
            json.member("affiliateUrl", outcome.result->affiliateUrl);
        json.member("score", shownScore(score.total4)).key("scoreBreakdown");
        writeBreakdown(json, outcome.config->id, score, race.effective);
        json.endObject();
    }
    json.endArray();
}

void writeProviderErrors(JsonWriter &json, const Race &race)
{
    if (race.valid.size() == race.outcomes.size())
        return;
    json.key("providerErrors").beginObject();
    for (const QuoteOutcome &outcome : race.outcomes) {
        if (outcome.result)
            continue;
        const ProviderError &error = outcome.result.error();
        json.key(idText(outcome.config->id)).beginObject().member("code", error.code);
        json.member("message", error.message).member("retryable", error.retryable).endObject();
    }
    json.endObject();
}

QByteArray routeAnswer(const Race &race, const http::RequestContext &request, const Config &config,
                       const std::optional<TokenClaims> &claims)
{
    const QuoteOutcome &winner = race.at(0);
    const ProviderQuote &quote = *winner.result;
    const Score &score = race.scoreAt(0);
    JsonWriter json;
    json.beginObject().key("selectedProvider");
    writeProviderHead(json, quote.provider, winner.config->priority);
    json.key("config");
    writeConfig(json, *winner.config, request.identity.privileged);
    if (quote.store) {
        json.key("store").beginObject().member("id", quote.store->id).member("name", quote.store->name);
        json.member("address", quote.store->address).endObject();
    }
    json.key("cart");
    writeCart(json, quote.cart);
    json.key("quote");
    writeQuote(json, quote.quote);
    json.key("itemAvailability");
    writeAvailability(json, quote.availability);
    if (!quote.affiliateUrl.isEmpty())
        json.member("affiliateUrl", quote.affiliateUrl);
    json.key("alternativeQuotes");
    writeAlternatives(json, race);
    json.member("score", shownScore(score.total4)).key("scoreBreakdown");
    writeBreakdown(json, quote.provider, score, race.effective);
    writeProviderErrors(json, race);
    if (claims) {
        json.member("confirmationToken", makeToken(*claims, config.tokenSecret));
        json.member("expiresAt", core::isoUtc(core::wallTime(claims->expiresAt * 1000)));
    }
    json.member("requestId", request.requestId).endObject();
    return json.take();
}

Task<http::Response> race(WorkerContext &worker, http::RequestPtr request, ConfigPtr config, RouteRequest parsed)
{
    Race race;
    race.request = std::move(parsed);
    race.eligibility = eligibleFor(race.request, *config);
    const CallContext call {request->requestId, request->started, request->cancel, request->span};
    race.outcomes = co_await quoteAll(worker.fanOut(), race.request.request, race.eligibility.eligible, call);
    judge(race, *config, worker.ports.reputations.read());
    if (race.valid.empty()) {
        http::Response refusal = noProviders(worker, *request, race);
        writeLatency(worker, *request, race, *config, refusal.status);
        worker.metrics.routed("no_providers", since(worker, *request));
        co_return refusal;
    }
    writeDecision(worker, *request, race, *config);
    const auto claims = co_await keepRouting(worker, recordOf(race, request->requestId), config);
    http::Response answer = http::Response::json(200, routeAnswer(race, *request, *config, claims));
    writeLatency(worker, *request, race, *config, answer.status);
    worker.metrics.routed("success", since(worker, *request));
    co_return answer;
}

} // namespace

Task<http::Response> routeOrder(WorkerContext &worker, http::RequestPtr request, ConfigPtr config)
{
    const auto body = core::parseJsonObject(request->body);
    if (!body) {
        worker.metrics.routed("rejected", since(worker, *request));
        co_return invalidBody(worker, *request, "INVALID_REQUEST", {{"body", u"must be a JSON object"_s}});
    }
    auto parsed = parseRouteRequest(*body);
    if (!parsed) {
        std::vector<std::pair<QByteArray, QString>> problems;
        for (const FieldProblem &problem : parsed.error().problems)
            problems.emplace_back(problem.field, problem.reason);
        worker.metrics.routed("rejected", since(worker, *request));
        co_return invalidBody(worker, *request, parsed.error().code, problems);
    }
    if (parsed->healthCheck)
        co_return co_await healthCheck(worker, request, config);
    co_return co_await race(worker, request, config, std::move(*parsed));
}

http::Response invalidBody(const WorkerContext &worker, const http::RequestContext &request, QByteArrayView code,
                           const std::vector<std::pair<QByteArray, QString>> &problems)
{
    JsonWriter details;
    details.beginObject().key("fields").beginArray();
    for (const auto &[field, reason] : problems)
        details.beginObject().member("field", field).member("reason", reason).endObject();
    details.endArray().endObject();
    return errorResponse(apiError(code, details.take()), request.requestId, worker.ports.clock.wall());
}

} // namespace signalbox::commerce
