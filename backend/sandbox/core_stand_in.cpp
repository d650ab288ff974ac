#include "backend/sandbox/core_stand_in.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/security/standard_webhooks.h"

#include <algorithm>

namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kMostDecisions = 1000;
constexpr size_t kMostKnownIds = 10000;

} // namespace

std::shared_ptr<CoreStandIn> CoreStandIn::make(WorldPtr world, const QByteArray &secret)
{
    std::vector<QByteArray> keys;
    if (const auto key = security::webhookKey(secret))
        keys.push_back(*key);
    return std::shared_ptr<CoreStandIn>(new CoreStandIn(std::move(world), std::move(keys)));
}

http::Routes CoreStandIn::routes(const http::Owner &owner)
{
    const auto self = shared_from_this();
    const auto take = [self](World &, const http::RequestContext &request) { return self->take(request); };
    const auto failing = [self](World &, const http::RequestContext &request, Fault) { return self->failing(request); };
    return {{"POST", "/decisions", &owner, weathered(m_world, "core", take, failing)}};
}

http::Response CoreStandIn::failing(const http::RequestContext &request)
{
    if (std::bernoulli_distribution(0.5)(m_random))
        take(request);
    return json(500, QJsonObject {{u"error"_s, u"internal"_s}});
}

http::Response CoreStandIn::take(const http::RequestContext &request)
{
    http::Response response = judge(request);
    if (m_onVisit)
        m_onVisit(request, response);
    return response;
}

http::Response CoreStandIn::judge(const http::RequestContext &request)
{
    const Headers &headers = request.head.headers;
    const security::WebhookHeaders signature {headers.value("webhook-id"), headers.value("webhook-timestamp"),
                                              headers.value("webhook-signature")};
    const auto verified = security::verifyWebhook(m_keys, signature, request.body, m_world->clock->wall());
    if (!verified) {
        ++m_tally.refused;
        return json(401, QJsonObject {{u"error"_s, verified.error().text.text()}});
    }
    const auto body = core::parseJsonObject(request.body);
    if (!body || (*body)[u"id"_s].toString().isEmpty() || (*body)[u"decision"_s].toString().isEmpty()) {
        ++m_tally.refused;
        return json(400, QJsonObject {{u"error"_s, u"no decision"_s}});
    }
    if (m_known.contains(signature.id)) {
        ++m_tally.repeats;
        return http::Response::empty(204);
    }
    remember({signature.id, (*body)[u"id"_s].toString(), (*body)[u"decision"_s].toString(),
              (*body)[u"final_text"_s].toString(), (*body)[u"decider"_s].toString()});
    return json(200, QJsonObject {{u"received"_s, true}});
}

void CoreStandIn::remember(CoreDecision decision)
{
    m_known += decision.webhookId;
    m_order.push_back(decision.webhookId);
    if (m_order.size() > kMostKnownIds) {
        m_known.remove(m_order.front());
        m_order.pop_front();
    }
    ++m_tally.decisions;
    const bool decidedBefore = std::ranges::any_of(m_decisions, [&decision](const CoreDecision &other) {
        return other.candidateId == decision.candidateId;
    });
    if (decidedBefore)
        ++m_tally.contradictions;
    m_decisions.push_back(std::move(decision));
    if (m_decisions.size() > kMostDecisions)
        m_decisions.pop_front();
    if (m_onDecision)
        m_onDecision(m_decisions.back());
}

} // namespace signalbox::sandbox
