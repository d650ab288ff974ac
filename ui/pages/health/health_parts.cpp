#include "ui/pages/health/health_parts.h"

#include "ui/kit/formats.h"

namespace signalbox::pages {

using namespace Qt::StringLiterals;
using protocol::BreakerForce;
using protocol::BreakerState;

namespace {

/// Share of a bound from which on it is near.
constexpr double kNear = 0.9;
constexpr auto kSoon = std::chrono::hours(14 * 24);

kit::Health fillOf(const protocol::Figure &figure)
{
    const double share = figure.limit && *figure.limit > 0 ? figure.value / *figure.limit : 0;
    if (share >= 1)
        return kit::Health::Down;
    return share >= kNear ? kit::Health::Degraded : kit::Health::Well;
}

int rank(kit::Health health)
{
    switch (health) {
    case kit::Health::Down:
        return 0;
    case kit::Health::Degraded:
        return 1;
    case kit::Health::Well:
        return 2;
    case kit::Health::Unknown:
        break;
    }
    return 3;
}

} // namespace

kit::Health HealthParts::healthOf(protocol::State state)
{
    switch (state) {
    case protocol::State::Well:
        return kit::Health::Well;
    case protocol::State::Degraded:
        return kit::Health::Degraded;
    case protocol::State::Down:
        return kit::Health::Down;
    case protocol::State::NotConfigured:
        break;
    }
    return kit::Health::Unknown;
}

void HealthParts::addServices(const protocol::Overview &overview, std::vector<HealthPart> &parts)
{
    for (const protocol::ServiceRed &service : overview.services) {
        HealthPart part {.id = u"service."_s + service.service, .name = tr("Service %1").arg(service.service),
                         .health = healthOf(service.state), .word = {}, .text = {},
                         .place = {"traffic", u"service:"_s + service.service}};
        if (service.state == protocol::State::NotConfigured) {
            const QStringList missing(service.missing.begin(), service.missing.end());
            part.word = tr("not configured");
            part.text = tr("It starts once these are set: %1").arg(missing.join(u", "_s));
            part.place = {"settings", u"service:"_s + service.service};
        } else if (!service.p95Ms) {
            part.text = tr("no requests in the last minute");
        } else {
            part.text = tr("%1 requests a second, %2 fail, p95 %3")
                            .arg(kit::formatNumber(service.ratePerSec, 1), kit::formatPercent(service.error5xx.value_or(0)),
                                 kit::formatDuration(*service.p95Ms));
        }
        parts.push_back(std::move(part));
    }
}

void HealthParts::addLoad(const protocol::Saturation &load, std::vector<HealthPart> &parts)
{
    const auto bound = [](const protocol::Figure &figure, const QString &text) {
        return figure.limit ? tr("%1 of %2").arg(text, kit::formatBytes(*figure.limit)) : text;
    };
    const kit::Health workers = load.workersBusy.value >= kNear ? kit::Health::Degraded : kit::Health::Well;
    parts.push_back({u"store"_s, tr("Store"), fillOf(load.storeLagMs), {},
                     tr("the last write waited %1").arg(kit::formatDuration(load.storeLagMs.value)), client::placeOf({u"store"_s, {}})});
    parts.push_back({u"workers"_s, tr("Workers"), workers, {}, tr("%1 busy").arg(kit::formatPercent(load.workersBusy.value)),
                     client::placeOf({u"workers"_s, {}})});
    parts.push_back({u"bodyMemory"_s, tr("Memory for bodies"), fillOf(load.bodyMemoryBytes), {},
                     bound(load.bodyMemoryBytes, kit::formatBytes(load.bodyMemoryBytes.value)), client::placeOf({u"bodyMemory"_s, {}})});
    parts.push_back({u"memory"_s, tr("Memory of the process"), fillOf(load.rssBytes), {},
                     bound(load.rssBytes, kit::formatBytes(load.rssBytes.value)), {"overview", {}}});
    for (const protocol::QueueFigure &queue : load.queues) {
        const QString depth = kit::formatNumber(queue.depth.value);
        parts.push_back({u"queue."_s + queue.name, tr("Queue %1").arg(queue.name), fillOf(queue.depth), {},
                         queue.depth.limit ? tr("%1 of %2").arg(depth, kit::formatNumber(*queue.depth.limit)) : depth,
                         client::placeOf({u"queue"_s, queue.name})});
    }
}

void HealthParts::addBreakers(const protocol::Breakers &breakers, std::vector<HealthPart> &parts)
{
    for (const protocol::UpstreamBreaker &breaker : breakers.items) {
        const bool open = breaker.state == BreakerState::Open;
        if (!open && breaker.state == BreakerState::Closed && breaker.force == BreakerForce::Auto)
            continue;
        QStringList text {tr("since %1").arg(kit::formatMoment(core::epochMs(breaker.since)))};
        if (breaker.force != BreakerForce::Auto)
            text += tr("held by an operator");
        if (!breaker.cause.isEmpty())
            text += breaker.cause;
        parts.push_back({u"breaker."_s + breaker.upstream, tr("Breaker %1").arg(breaker.upstream),
                         open ? kit::Health::Down : kit::Health::Degraded,
                         open ? tr("open") : breaker.state == BreakerState::HalfOpen ? tr("half open") : tr("held closed"),
                         text.join(u", "_s), client::placeOf({u"breaker"_s, breaker.upstream})});
    }
    const auto closed = std::ranges::count(breakers.items, BreakerState::Closed, &protocol::UpstreamBreaker::state);
    const bool all = std::size_t(closed) == breakers.items.size();
    parts.push_back({u"breakers"_s, tr("Breakers"), all ? kit::Health::Well : kit::Health::Degraded, {},
                     tr("%1 of %2 closed").arg(kit::formatNumber(double(closed)), kit::formatNumber(double(breakers.items.size()))),
                     {"providers", {}}});
}

void HealthParts::addProviders(const protocol::Providers &providers, std::vector<HealthPart> &parts)
{
    for (const protocol::ProviderState &provider : providers.items) {
        HealthPart part {.id = u"provider."_s + provider.id, .name = tr("Provider %1").arg(provider.name),
                         .health = provider.healthy ? kit::Health::Well : kit::Health::Degraded, .word = {}, .text = provider.reason,
                         .place = {"providers", u"chosen:"_s + provider.id}};
        if (!provider.enabled) {
            part.health = kit::Health::Unknown;
            part.word = tr("off");
        } else if (provider.errorShare) {
            part.text = tr("%1 of its quotes fail").arg(kit::formatPercent(*provider.errorShare));
            if (!provider.reason.isEmpty())
                part.text += u", "_s + provider.reason;
        }
        if (provider.enabled && provider.mode == protocol::ProviderMode::Mock)
            part.text += (part.text.isEmpty() ? QString() : u", "_s) + tr("its answers are made up (mock)");
        if (provider.credentialsExpireAt && *provider.credentialsExpireAt - providers.at < kSoon) {
            part.health = std::max(part.health, kit::Health::Degraded);
            part.text += (part.text.isEmpty() ? QString() : u", "_s)
                + tr("its credentials end %1").arg(kit::formatMoment(core::epochMs(*provider.credentialsExpireAt)));
        }
        parts.push_back(std::move(part));
    }
}

/// What only the checklist finds out.
void HealthParts::addFindings(const protocol::Checklist &checklist, std::vector<HealthPart> &parts)
{
    const std::pair<QLatin1StringView, QString> kinds[] {{"engineering.tls"_L1, tr("Listeners")},
                                                        {"engineering.certificate"_L1, tr("Certificate")},
                                                        {"engineering.migrations"_L1, tr("Migrations")},
                                                        {"engineering.backup"_L1, tr("Backup")},
                                                        {"engineering.audit"_L1, tr("Audit log")}};
    for (const auto &[id, name] : kinds) {
        const auto found = std::ranges::find(checklist.items, id, &protocol::CheckItem::id);
        if (found == checklist.items.end())
            continue;
        const kit::Health health = found->verdict == protocol::CheckVerdict::Pass ? kit::Health::Well
            : found->verdict == protocol::CheckVerdict::Fail                      ? kit::Health::Degraded
                                                                                  : kit::Health::Unknown;
        parts.push_back({id, name, health, health == kit::Health::Degraded ? tr("to do") : QString(), found->evidence,
                         {"health", u"id:\"%1\""_s.arg(id)}});
    }
}

std::vector<HealthPart> HealthParts::of(const HealthSources &sources)
{
    std::vector<HealthPart> parts;
    addServices(sources.overview, parts);
    addLoad(sources.overview.saturation, parts);
    if (sources.breakers)
        addBreakers(*sources.breakers, parts);
    if (sources.providers)
        addProviders(*sources.providers, parts);
    if (sources.checklist)
        addFindings(*sources.checklist, parts);
    std::vector<HealthPart> sorted;
    for (int wanted = 0; wanted <= rank(kit::Health::Unknown); ++wanted) {
        std::ranges::copy_if(parts, std::back_inserter(sorted), [wanted](const HealthPart &part) { return rank(part.health) == wanted; });
    }
    return sorted;
}

} // namespace signalbox::pages
