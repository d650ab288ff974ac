#include "backend/operator/server/checklist/common_checks.h"

#include <algorithm>

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace checks;
using protocol::ProviderMode;
using protocol::ProviderState;

namespace {

/// Nothing when commerce runs here.
std::optional<Finding> absent(const CheckFacts &facts)
{
    return facts.runs("commerce") ? std::nullopt : std::optional(cannotTell(u"commerce does not run in this gateway"_s));
}

Finding variables(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    // The very words of config check.
    QStringList own;
    for (const QString &sentence : facts.findings.problems + facts.findings.warnings) {
        const bool isOurs = std::ranges::any_of(*facts.catalogue, [&sentence](const settings::Definition &definition) {
            return definition.service == "commerce" && sentence.contains(QLatin1StringView(definition.key));
        });
        if (isOurs)
            own += sentence;
    }
    if (!facts.settings->isSet("LOOPGPT_TOKEN_SECRET"))
        own += u"LOOPGPT_TOKEN_SECRET is not set: confirmation tokens end with this process"_s;
    if (!facts.settings->isSet("LOOPGPT_SERVICE_KEY"))
        own += u"LOOPGPT_SERVICE_KEY is not set: outcomes and metrics cannot be called"_s;
    if (facts.settings->boolean("LOOPGPT_REQUIRE_AUTH") && !facts.settings->isSet("LOOPGPT_API_KEYS"))
        own += u"LOOPGPT_REQUIRE_AUTH is true, but LOOPGPT_API_KEYS is not set"_s;
    return own.isEmpty() ? pass(u"config check finds nothing, and the keys and secrets of commerce are set"_s)
                         : fail(own.join(u"; "_s));
}

QString providerWords(const ProviderState &provider)
{
    if (provider.mode != ProviderMode::Live)
        return u"%1 answers with %2 quotes"_s.arg(provider.name, protocol::wordOf(provider.mode));
    return provider.healthy ? u"%1 is live and healthy"_s.arg(provider.name)
                            : u"%1 is not healthy (%2)"_s.arg(provider.name, provider.reason);
}

Finding credentials(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    QStringList words;
    bool isGood = true;
    for (const ProviderState &provider : facts.providers) {
        if (!provider.enabled)
            continue;
        words += providerWords(provider);
        const bool expired = provider.credentialsExpireAt && *provider.credentialsExpireAt <= facts.now;
        if (expired)
            words.back() += u", and its credentials have expired"_s;
        isGood = isGood && provider.healthy && provider.mode == ProviderMode::Live && !expired;
    }
    if (words.isEmpty())
        return fail(u"no provider is switched on"_s);
    return isGood ? pass(words.join(u"; "_s)) : fail(words.join(u"; "_s));
}

Finding health(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    QStringList failed(facts.failedChecks.begin(), facts.failedChecks.end());
    if (!facts.pendingMigrations)
        failed += u"store"_s;
    return failed.isEmpty() ? pass(u"every check of /readyz passes"_s) : fail(u"failing: %1"_s.arg(failed.join(u", "_s)));
}

Finding smoke(const CheckFacts &facts)
{
    if (const auto finding = absent(facts))
        return *finding;
    if (facts.lastOrder)
        return pass(u"an order was routed %1"_s.arg(agoText(*facts.lastOrder, facts.now)));
    return cannotTell(u"no order was routed since the start, %1"_s.arg(agoText(facts.startedAt, facts.now)));
}

Finding loadTest(const CheckFacts &facts)
{
    Q_UNUSED(facts)
    return cannotTell(u"this gateway keeps no report of a load test yet"_s);
}

Finding dashboards(const CheckFacts &facts)
{
    const Finding finding = scraped(facts);
    return finding.verdict == protocol::CheckVerdict::Pass
        ? pass(u"the console is fed, and %1"_s.arg(finding.evidence))
        : cannotTell(u"the console is fed; for other dashboards: %1"_s.arg(finding.evidence));
}

Finding rehearsed(const CheckFacts &facts)
{
    if (facts.lastRehearsal)
        return pass(u"a recipe of commerce was previewed %1"_s.arg(agoText(*facts.lastRehearsal, facts.now)));
    return cannotTell(u"no recipe of commerce was previewed since the start, %1"_s.arg(
        agoText(facts.startedAt, facts.now)));
}

} // namespace

std::vector<CheckRow> commerceRows()
{
    return {
        {"variables", "commerce", "afterDeployment", "Every variable is set", variables},
        {"credentials", "commerce", "afterDeployment", "The providers' credentials are good", credentials},
        {"health", "commerce", "afterDeployment", "Health checks pass", health},
        {"smoke", "commerce", "afterDeployment", "An order is routed from end to end", smoke,
         "Send one order through the gateway: does it come back with a provider?"},
        {"loadTest", "commerce", "afterDeployment", "A load test was run", loadTest,
         "When was the last load test, and did it meet its limits?"},
        {"dashboards", "commerce", "afterDeployment", "Dashboards show the numbers", dashboards,
         "Do the dashboards show this deployment?"},
        {"alerts", "commerce", "afterDeployment", "Alerts reach somebody", alertsReachSomebody},
        {"team", "commerce", "afterDeployment", "The team knows", nullptr,
         "Does everybody on call know of this deployment and how to take it back?"},
        {"documents", "commerce", "afterDeployment", "The documents are up to date", nullptr,
         "Do the runbook and the partners' documents describe what runs now?"},
        {"rollback", "commerce", "afterDeployment", "The way back was rehearsed", rehearsed,
         "Preview a recipe of commerce: is it what you would do in an emergency?"},
    };
}

} // namespace signalbox::server
