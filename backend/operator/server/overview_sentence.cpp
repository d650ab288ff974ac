#include "backend/operator/server/overview_sentence.h"

#include <algorithm>
#include <cmath>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using protocol::State;
using protocol::Verdict;

namespace {

struct Finding
{
    double weight = 1; ///< how far over its limit, as a ratio
    Verdict verdict;
};
using Findings = std::vector<Finding>;

/// At most one decimal, none where it is zero: `18.2`, `71`.
QString shortNumber(double value)
{
    const double tenth = std::round(value * 10) / 10;
    return QString::number(tenth, 'f', tenth == std::round(tenth) ? 0 : 1);
}

QString percent(double share)
{
    return shortNumber(share * 100) + u" %"_s;
}

QString seconds(double ms)
{
    return shortNumber(ms / 1000) + u" s"_s;
}

Finding finding(State state, double weight, const char *code, QJsonObject args, protocol::WorstItem worst,
                QString sentence)
{
    return {weight, {state, std::move(sentence), QString::fromLatin1(code), std::move(args), std::move(worst)}};
}

/// `Orders still route: Walmart takes 71 %.` when another provider takes orders.
QString routeOn(const GatewayView &view, const QString &without, QJsonObject &args)
{
    const protocol::ProviderState *leader = nullptr;
    for (const auto &provider : view.providers) {
        if (provider.id == without || !provider.enabled || !provider.selectionShare || *provider.selectionShare <= 0)
            continue;
        if (!leader || *provider.selectionShare > *leader->selectionShare)
            leader = &provider;
    }
    if (!leader)
        return {};
    args["leader"_L1] = leader->name;
    args["leaderShare"_L1] = *leader->selectionShare;
    return u" Orders still route: %1 takes %2."_s.arg(leader->name, percent(*leader->selectionShare));
}

void findProviders(const GatewayView &view, const Thresholds &limits, Findings &findings)
{
    qsizetype enabled = 0;
    qsizetype useless = 0;
    for (const auto &provider : view.providers) {
        if (!provider.enabled)
            continue;
        ++enabled;
        const bool counted = provider.quotes >= limits.providerQuotes;
        const double errors = counted ? provider.errorShare.value_or(0) : 0;
        useless += errors >= 1 || !provider.healthy ? 1 : 0;
        QJsonObject args {{"provider"_L1, provider.id}, {"name"_L1, provider.name}};
        const protocol::WorstItem worst {u"provider"_s, provider.id};
        if (errors > limits.providerErrors) {
            args["share"_L1] = errors;
            args["limit"_L1] = limits.providerErrors;
            const QString rest = routeOn(view, provider.id, args);
            findings.push_back(finding(State::Degraded, errors / limits.providerErrors, "providerFails", args, worst,
                                       u"%1 quotes fail %2 of the time (limit %3).%4"_s.arg(
                                           provider.name, percent(errors), percent(limits.providerErrors), rest)));
        } else if (!provider.healthy) {
            args["reason"_L1] = provider.reason;
            const QString rest = routeOn(view, provider.id, args);
            findings.push_back(finding(State::Degraded, 2, "providerUnhealthy", args, worst,
                                       u"%1 is not healthy (%2).%3"_s.arg(provider.name, provider.reason, rest)));
        } else if (counted && provider.meanLatencyMs.value_or(0) > limits.providerMs) {
            args["ms"_L1] = *provider.meanLatencyMs;
            args["limit"_L1] = limits.providerMs;
            findings.push_back(finding(State::Degraded, *provider.meanLatencyMs / limits.providerMs, "providerSlow",
                                       args, worst,
                                       u"%1 needs %2 for a quote (limit %3)."_s.arg(
                                           provider.name, seconds(*provider.meanLatencyMs),
                                           seconds(limits.providerMs))));
        }
    }
    if (enabled > 0 && useless == enabled)
        findings.push_back(finding(State::Down, 10, "noProvider", {{"providers"_L1, enabled}},
                                   {u"provider"_s, QString()},
                                   u"None of %1 providers gives quotes: orders cannot be routed."_s.arg(enabled)));
}

void findServices(const GatewayView &view, const Thresholds &limits, Findings &findings)
{
    for (const auto &service : view.services) {
        const State state = stateOf(service, limits);
        const protocol::WorstItem worst {u"service"_s, service.service};
        const double share = service.error5xx.value_or(0);
        const double p95 = service.p95Ms.value_or(0);
        if (state == State::Well || state == State::NotConfigured)
            continue;
        if (share > limits.serviceErrors) {
            findings.push_back(finding(
                state, share / limits.serviceErrors, "serviceFails",
                {{"service"_L1, service.service}, {"share"_L1, share}, {"limit"_L1, limits.serviceErrors}}, worst,
                u"%1 fails %2 of its requests (limit %3)."_s.arg(service.service, percent(share),
                                                                 percent(limits.serviceErrors))));
        } else {
            findings.push_back(finding(
                state, p95 / limits.serviceP95Ms, "serviceSlow",
                {{"service"_L1, service.service}, {"ms"_L1, p95}, {"limit"_L1, limits.serviceP95Ms}}, worst,
                u"One request in twenty to %1 takes over %2 (limit %3)."_s.arg(service.service, seconds(p95),
                                                                              seconds(limits.serviceP95Ms))));
        }
    }
}

void findSaturation(const GatewayView &view, const Thresholds &limits, Findings &findings)
{
    const protocol::Saturation &now = view.saturation;
    if (!now.openBreakers.empty()) {
        const QString &first = now.openBreakers.front();
        findings.push_back(finding(State::Degraded, 1.5, "breakerOpen",
                                   {{"breaker"_L1, first}, {"count"_L1, qint64(now.openBreakers.size())}},
                                   {u"breaker"_s, first},
                                   u"The breaker of %1 is open: calls to it are not tried."_s.arg(first)));
    }
    for (const auto &queue : now.queues) {
        const double limit = queue.depth.limit.value_or(0);
        if (limit > 0 && queue.depth.value > limit * limits.fullShare)
            findings.push_back(finding(
                State::Degraded, queue.depth.value / limit, "queueFull",
                {{"queue"_L1, queue.name}, {"depth"_L1, queue.depth.value}, {"limit"_L1, limit}},
                {u"queue"_s, queue.name},
                u"The queue %1 is nearly full: %2 of %3."_s.arg(queue.name, shortNumber(queue.depth.value),
                                                                shortNumber(limit))));
    }
    const double bodies = now.bodyMemoryBytes.limit.value_or(0) > 0
        ? now.bodyMemoryBytes.value / *now.bodyMemoryBytes.limit
        : 0;
    if (bodies > limits.fullShare)
        findings.push_back(finding(State::Degraded, bodies / limits.fullShare, "bodyMemory", {{"share"_L1, bodies}},
                                   {u"bodyMemory"_s, QString()},
                                   u"Request bodies take %1 of their memory."_s.arg(percent(bodies))));
    if (now.workersBusy.value > limits.workersBusy)
        findings.push_back(finding(State::Degraded, now.workersBusy.value / limits.workersBusy, "workersBusy",
                                   {{"share"_L1, now.workersBusy.value}}, {u"workers"_s, QString()},
                                   u"The workers are busy %1 of the time."_s.arg(percent(now.workersBusy.value))));
    if (now.storeLagMs.value > limits.storeLagMs)
        findings.push_back(finding(State::Degraded, now.storeLagMs.value / limits.storeLagMs, "storeLag",
                                   {{"ms"_L1, now.storeLagMs.value}, {"limit"_L1, limits.storeLagMs}},
                                   {u"store"_s, QString()},
                                   u"Writes wait %1 for the store (limit %2)."_s.arg(seconds(now.storeLagMs.value),
                                                                                     seconds(limits.storeLagMs))));
}

void findFailedChecks(const GatewayView &view, Findings &findings)
{
    for (const QString &check : view.failedChecks) {
        const protocol::WorstItem worst {u"check"_s, check};
        if (check == "draining"_L1)
            findings.push_back(finding(State::Down, 100, "draining", {}, worst,
                                       u"The gateway is shutting down and takes no new requests."_s));
        else
            findings.push_back(finding(State::Down, 50, "checkFailed", {{"check"_L1, check}}, worst,
                                       u"The check '%1' fails: the gateway is not ready."_s.arg(check)));
    }
}

Verdict well(const GatewayView &view)
{
    double rate = 0;
    double failing = 0;
    for (const auto &service : view.services) {
        rate += service.ratePerSec;
        failing += service.ratePerSec * service.error5xx.value_or(0);
    }
    if (rate <= 0)
        return {State::Well, u"All is well, and nobody asks for anything."_s, u"quiet"_s, {}, {}};
    const double share = failing / rate;
    return {State::Well, u"All is well: %1 requests a second, %2 fail."_s.arg(shortNumber(rate), percent(share)),
            u"allWell"_s, {{"ratePerSec"_L1, rate}, {"errorShare"_L1, share}}, {}};
}

} // namespace

State stateOf(const protocol::ServiceRed &service, const Thresholds &thresholds)
{
    if (service.state == State::NotConfigured || service.ratePerSec * 60 < thresholds.minimumRequests)
        return service.state == State::NotConfigured ? State::NotConfigured : State::Well;
    if (service.error5xx.value_or(0) > thresholds.serviceDown)
        return State::Down;
    if (service.error5xx.value_or(0) > thresholds.serviceErrors
        || service.p95Ms.value_or(0) > thresholds.serviceP95Ms)
        return State::Degraded;
    return State::Well;
}

Verdict judge(const GatewayView &view, const Thresholds &thresholds)
{
    Findings findings;
    findFailedChecks(view, findings);
    findServices(view, thresholds, findings);
    findProviders(view, thresholds, findings);
    findSaturation(view, thresholds, findings);
    if (findings.empty())
        return well(view);
    const auto worst = std::ranges::max_element(findings, {}, [](const Finding &each) {
        return std::pair(each.verdict.state, each.weight);
    });
    Verdict verdict = worst->verdict;
    const auto others = qint64(findings.size()) - 1;
    verdict.sentenceArgs["others"_L1] = others;
    if (others > 0)
        verdict.sentence += u" (%1 more)"_s.arg(others);
    return verdict;
}

} // namespace signalbox::server
