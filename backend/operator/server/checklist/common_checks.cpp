#include "backend/operator/server/checklist/common_checks.h"

#include "backend/platform/settings/production.h"
#include "backend/platform/storage/store_url.h"

#include <algorithm>

namespace signalbox::server {

bool CheckFacts::runs(const QByteArray &service) const
{
    return std::ranges::any_of(services, [&service](const ServiceFact &fact) {
        return fact.name == service && fact.configured;
    });
}

} // namespace signalbox::server

namespace signalbox::server::checks {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using protocol::CheckVerdict;

namespace {

constexpr auto kLeastCertificate = 14 * 24h;
constexpr auto kMostBackupAge = 26h;
constexpr auto kMostScrapeAge = 5min;

QString listed(const QStringList &keys)
{
    return keys.join(u", "_s);
}

/// What encrypts the connection to PostgreSQL, `sslmode`; empty leaves it to the driver.
QString sslModeOf(const CheckFacts &facts, const storage::StoreUrl &url)
{
    for (const auto &[name, value] : url.parameters) {
        if (name == "sslmode"_L1)
            return value;
    }
    return storage::sslModeFor(facts.settings->boolean("DB_SSL"),
                               facts.settings->boolean("DB_SSL_REJECT_UNAUTHORIZED"));
}

} // namespace

Finding pass(const QString &evidence)
{
    return {CheckVerdict::Pass, evidence};
}

Finding fail(const QString &evidence)
{
    return {CheckVerdict::Fail, evidence};
}

Finding cannotTell(const QString &evidence)
{
    return {CheckVerdict::CannotTell, evidence};
}

Finding notBuilt(const CheckFacts &facts)
{
    Q_UNUSED(facts)
    return cannotTell(u"the service is not part of this gateway yet"_s);
}

QString agoText(core::WallTime at, core::WallTime now)
{
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - at);
    if (age < 2min)
        return u"%1 s ago"_s.arg(std::max<qint64>(0, age.count()));
    if (age < 2h)
        return u"%1 min ago"_s.arg(age / 1min);
    return age < 48h ? u"%1 h ago"_s.arg(age / 1h) : u"%1 days ago"_s.arg(age / 24h);
}

Finding https(const CheckFacts &facts)
{
    const settings::Snapshot &settings = *facts.settings;
    if (settings.isSet("SIGNALBOX_TLS_CERT"))
        return pass(u"the gateway's listeners speak TLS"_s);
    const bool hasProxy = settings.isSet("TRUSTED_PROXIES") || settings.isSet("TRUSTED_PROXY_CIDRS")
        || settings.integer("TRUST_PROXY_HOPS") > 0;
    if (!settings.text("PUBLIC_BASE_URL").startsWith("https://"_L1))
        return fail(u"SIGNALBOX_TLS_CERT is unset, and PUBLIC_BASE_URL is no https address"_s);
    if (!hasProxy)
        return fail(u"PUBLIC_BASE_URL is an https address, but no proxy in front is trusted (TRUSTED_PROXIES)"_s);
    return pass(u"PUBLIC_BASE_URL is an https address behind a trusted proxy"_s);
}

Finding certificate(const CheckFacts &facts)
{
    if (!facts.settings->isSet("SIGNALBOX_TLS_CERT"))
        return cannotTell(u"the gateway has no certificate of its own; look at the proxy's"_s);
    if (!facts.certificateUntil)
        return cannotTell(u"the certificate could not be read"_s);
    const auto left = *facts.certificateUntil - facts.now;
    const QString until = protocol::toIsoUtc(*facts.certificateUntil).left(10);
    if (left < kLeastCertificate)
        return fail(u"the certificate is good until %1: less than 14 days"_s.arg(until));
    return pass(u"the certificate is good until %1"_s.arg(until));
}

Finding secretsKept(const CheckFacts &facts)
{
    if (!facts.openSecrets.isEmpty())
        return fail(u"in a file that every user may read: %1"_s.arg(listed(facts.openSecrets)));
    if (!facts.placeholders.isEmpty())
        return fail(u"still the placeholder of an example: %1"_s.arg(listed(facts.placeholders)));
    const auto count = std::ranges::count_if(*facts.catalogue, [&facts](const settings::Definition &definition) {
        return definition.secret && facts.settings->isSet(definition.key);
    });
    return pass(u"%1 secrets are set; none stands in a file that every user may read, none is a placeholder"_s.arg(count));
}

Finding alertsReachSomebody(const CheckFacts &facts)
{
    const settings::Snapshot &settings = *facts.settings;
    const bool own = settings.knows("LOOPGPT_ALERT_WEBHOOK") && settings.isSet("LOOPGPT_ALERT_WEBHOOK");
    if (!settings.isSet("ALERT_WEBHOOK_URL") && !own)
        return fail(u"%1 alert rules are judged, but ALERT_WEBHOOK_URL is unset, so they reach only open consoles"_s.arg(
            facts.alertRules));
    return pass(u"%1 alert rules are judged and sent to %2"_s.arg(facts.alertRules).arg(
        settings.isSet("ALERT_WEBHOOK_URL") ? u"ALERT_WEBHOOK_URL"_s : u"LOOPGPT_ALERT_WEBHOOK"_s));
}

Finding scraped(const CheckFacts &facts)
{
    if (facts.lastScrape && facts.now - *facts.lastScrape <= kMostScrapeAge)
        return pass(u"/metrics was read %1"_s.arg(agoText(*facts.lastScrape, facts.now)));
    if (facts.lastScrape)
        return fail(u"/metrics was last read %1"_s.arg(agoText(*facts.lastScrape, facts.now)));
    if (facts.now - facts.startedAt <= kMostScrapeAge)
        return cannotTell(u"the gateway started %1, and nobody has read /metrics yet"_s.arg(
            agoText(facts.startedAt, facts.now)));
    return fail(u"nobody has read /metrics since the start"_s);
}

Finding shippedRunbook(const CheckFacts &facts)
{
    return pass(u"%1 alert rules say what to do, and %2 recipes are at hand"_s.arg(facts.alertRules).arg(facts.recipes));
}

Finding databaseEncrypted(const CheckFacts &facts)
{
    if (!facts.settings->isSet("DATABASE_URL"))
        return pass(u"the store is a file of this machine: there is no connection"_s);
    const auto url = storage::parseUrl(facts.settings->text("DATABASE_URL"));
    if (!url)
        return cannotTell(u"DATABASE_URL cannot be read"_s);
    if (url->dialect == storage::Dialect::Sqlite)
        return pass(u"the store is a file of this machine: there is no connection"_s);
    if (url->host.startsWith(u'/'))
        return pass(u"the database is reached over a socket of this machine"_s);
    const QString mode = sslModeOf(facts, *url);
    if (mode == "verify-full"_L1 || mode == "verify-ca"_L1)
        return pass(u"sslmode is %1: encrypted, and the server is verified"_s.arg(mode));
    if (mode == "require"_L1)
        return pass(u"sslmode is require: encrypted, but the server is not verified"_s);
    return fail(u"the connection need not be encrypted: sslmode is %1"_s.arg(mode.isEmpty() ? u"not set"_s : mode));
}

Finding migrationsApplied(const CheckFacts &facts)
{
    if (!facts.pendingMigrations)
        return cannotTell(u"the store did not answer"_s);
    if (!facts.pendingMigrations->isEmpty())
        return fail(u"not applied: %1"_s.arg(listed(*facts.pendingMigrations)));
    return pass(u"every migration of this version is applied"_s);
}

Finding backedUp(const CheckFacts &facts)
{
    if (!facts.lastBackup)
        return fail(u"no backup was made of this data folder (signalboxd backup)"_s);
    const QString ago = agoText(*facts.lastBackup, facts.now);
    if (facts.now - *facts.lastBackup > kMostBackupAge)
        return fail(u"the last backup was made %1"_s.arg(ago));
    return pass(u"the last backup was made %1"_s.arg(ago));
}

Finding auditVerified(const CheckFacts &facts)
{
    if (!facts.audit)
        return cannotTell(u"the audit could not be read"_s);
    if (!facts.audit->ok)
        return fail(u"the chain of the audit is broken: %1"_s.arg(facts.audit->problem));
    return pass(u"every act is kept; %1 entries were checked %2"_s.arg(facts.audit->entries).arg(
        agoText(facts.audit->at, facts.now)));
}

Finding tokensRequired(const CheckFacts &facts)
{
    if (!facts.settings->boolean("AUTH_ENABLED"))
        return fail(u"AUTH_ENABLED is not true"_s);
    // The same rule as at the start and in config check.
    const settings::Findings findings = settings::accessRules(*facts.settings);
    if (!findings.problems.isEmpty())
        return fail(findings.problems.join(u"; "_s));
    return pass(u"AUTH_ENABLED is true and JWT_SECRET_KEY has at least 32 characters"_s);
}

} // namespace signalbox::server::checks
