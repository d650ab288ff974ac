#include "backend/runtime/service_list.h"

#include "backend/operator/server/alerts/alert_rules.h"
#include "backend/platform/cluster/redis_url.h"
#include "backend/platform/settings/listeners.h"
#include "backend/platform/settings/platform_settings.h"
#include "backend/platform/settings/production.h"
#include "backend/services/approvals/approval_settings.h"
#include "backend/services/approvals/config.h"
#include "backend/services/commerce/commerce_settings.h"
#include "backend/services/commerce/config.h"

namespace signalbox::runtime {

using namespace Qt::StringLiterals;

namespace {

/// The services that this build holds; the others' paths answer that they are not configured.
const QByteArrayList &builtServices()
{
    static const QByteArrayList built {"commerce", "approvals"};
    return built;
}

bool hasOwnSetting(const settings::Snapshot &settings, const settings::Catalogue &catalogue)
{
    return std::ranges::any_of(catalogue, [&settings](const settings::Definition &definition) {
        return settings.at(definition.key).source != settings::Source::Default;
    });
}

settings::Findings builtOnly(const settings::Snapshot &settings)
{
    settings::Findings findings;
    for (const QByteArray &name : settings::namedServices(settings)) {
        if (settings::allServices().contains(name) && !builtServices().contains(name))
            findings.problems += u"SIGNALBOX_SERVICES names %1, which is not part of this build"_s.arg(QString::fromLatin1(name));
    }
    return findings;
}

settings::Findings redisRules(const settings::Snapshot &settings)
{
    if (!settings.isSet("REDIS_URL"))
        return {};
    const auto url = cluster::parseRedisUrl(settings.text("REDIS_URL"));
    return url ? settings::Findings() : settings::Findings {{url.error().text.text()}, {}};
}

settings::Findings commerceRules(const settings::Snapshot &settings)
{
    settings::Findings findings;
    for (const QString &problem : commerce::configProblems(settings))
        findings.problems += problem;
    return findings;
}

settings::Findings approvalRules(const settings::Snapshot &settings)
{
    const bool runs = runningServices(settings).running.contains("approvals");
    return {approvals::configProblems(settings, runs), {}};
}

/// Whether anything is set that only means something to approvals.
bool hasApprovalSetting(const settings::Snapshot &settings)
{
    static const settings::Catalogue catalogue = approvals::approvalCatalogue();
    return std::ranges::any_of(catalogue, [&settings](const settings::Definition &definition) {
        return approvals::startsApprovals(definition.key) && settings.isConfigured(definition.key);
    });
}

} // namespace

RunningServices runningServices(const settings::Snapshot &settings)
{
    const QByteArrayList named = settings::namedServices(settings);
    if (!named.isEmpty())
        return {named, named};
    RunningServices services;
    services.onListeners = settings::allServices();
    // On loopback a service without keys mocks; on an outside address only what somebody configured is served.
    const bool loopback = settings::isLoopback(settings::sharedEndpoint(settings).address);
    if (loopback || hasOwnSetting(settings, commerce::commerceCatalogue()))
        services.running += "commerce";
    if (hasApprovalSetting(settings))
        services.running += "approvals";
    return services;
}

settings::Inputs gatewayInputs()
{
    settings::Inputs inputs;
    inputs.catalogue = settings::platformCatalogue();
    const settings::Catalogue commerceOwn = commerce::commerceCatalogue();
    inputs.catalogue.insert(inputs.catalogue.end(), commerceOwn.begin(), commerceOwn.end());
    const settings::Catalogue approvalsOwn = approvals::approvalCatalogue();
    inputs.catalogue.insert(inputs.catalogue.end(), approvalsOwn.begin(), approvalsOwn.end());
    const settings::Catalogue alertLimits = server::alertSettings();
    inputs.catalogue.insert(inputs.catalogue.end(), alertLimits.begin(), alertLimits.end());
    inputs.checks = settings::platformChecks();
    inputs.checks.emplace_back(builtOnly);
    inputs.checks.emplace_back(commerceRules);
    inputs.checks.emplace_back(approvalRules);
    inputs.checks.emplace_back(redisRules);
    return inputs;
}

} // namespace signalbox::runtime
