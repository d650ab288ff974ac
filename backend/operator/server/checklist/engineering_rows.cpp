#include "backend/operator/server/checklist/common_checks.h"

namespace signalbox::server {

using namespace Qt::StringLiterals;
using namespace checks;

namespace {

Finding productionEnvironment(const CheckFacts &facts)
{
    const QString text = facts.settings->text("ENV").trimmed();
    if (text.compare("production"_L1, Qt::CaseInsensitive) == 0)
        return pass(u"ENV is production"_s);
    return fail(text.isEmpty() ? u"ENV is not set"_s : u"ENV is %1"_s.arg(text));
}

Finding origins(const CheckFacts &facts)
{
    if (!facts.settings->knows("CORS_ALLOW_ORIGINS"))
        return notBuilt(facts);
    const QString text = facts.settings->text("CORS_ALLOW_ORIGINS").trimmed();
    if (text.isEmpty() || text.contains(u'*'))
        return fail(u"CORS_ALLOW_ORIGINS lets every origin in"_s);
    return pass(u"CORS_ALLOW_ORIGINS names the origins that are let in"_s);
}

Finding slack(const CheckFacts &facts)
{
    const settings::Snapshot &settings = *facts.settings;
    if (!settings.knows("SLACK_SIGNING_REQUIRED"))
        return notBuilt(facts);
    if (!settings.boolean("SLACK_SIGNING_REQUIRED"))
        return fail(u"SLACK_SIGNING_REQUIRED is not true"_s);
    return settings.isSet("SLACK_SIGNING_SECRET") ? pass(u"Slack's signature is required and its secret is set"_s)
                                                  : fail(u"SLACK_SIGNING_SECRET is not set"_s);
}

Finding rateLimit(const CheckFacts &facts)
{
    if (!facts.settings->knows("RATE_LIMIT_ENABLED"))
        return notBuilt(facts);
    return facts.settings->boolean("RATE_LIMIT_ENABLED") ? pass(u"RATE_LIMIT_ENABLED is true"_s)
                                                         : fail(u"RATE_LIMIT_ENABLED is false"_s);
}

void addHardening(std::vector<CheckRow> &out)
{
    const CheckRow rows[] {
        {"environment", "engineering", "hardening", "ENV is production", productionEnvironment},
        {"origins", "engineering", "hardening", "Origins are named, not *", origins},
        {"tokens", "engineering", "hardening", "AUTH_ENABLED with a key of at least 32 characters", tokensRequired},
        {"slack", "engineering", "hardening", "Slack's signature is required and its secret is set", slack},
        {"rateLimit", "engineering", "hardening", "The rate limit is on", rateLimit},
        {"tls", "engineering", "hardening", "Clients reach the gateway over TLS", https},
        {"vault", "engineering", "hardening", "Secrets come out of a vault", nullptr,
         "Do the secrets come out of a vault, and who can read them there?"},
        {"database", "engineering", "hardening", "The connection to the database is encrypted", databaseEncrypted},
        {"unused", "engineering", "hardening", "Integrations that nobody uses are off", notBuilt},
        {"network", "engineering", "hardening", "A network policy is in place", nullptr,
         "Does a network policy let only the load balancer and the operators reach the gateway?"},
        {"audit", "engineering", "hardening", "The audit log is on and verified", auditVerified},
        {"updates", "engineering", "hardening", "Security updates are applied", nullptr,
         "When were the machine's or image's security updates last applied?"},
    };
    out.insert(out.end(), std::begin(rows), std::end(rows));
}

void addReadiness(std::vector<CheckRow> &out)
{
    const CheckRow rows[] {
        {"migrations", "engineering", "readiness", "Every migration is applied", migrationsApplied},
        {"integrations", "engineering", "readiness", "Each enabled integration has a secret and has delivered", notBuilt},
        {"readyOrigins", "engineering", "readiness", "CORS names the origins", origins},
        {"readyTokens", "engineering", "readiness", "Tokens are required", tokensRequired},
        {"readySlack", "engineering", "readiness", "Slack's signature is required", slack},
        {"readyRateLimit", "engineering", "readiness", "The rate limit is on", rateLimit},
        {"certificate", "engineering", "readiness", "The certificate is good for at least 14 days", certificate,
         "Until when is the certificate of the proxy in front good?"},
        {"readySecrets", "engineering", "readiness", "Secrets are managed", secretsKept},
        {"scraped", "engineering", "readiness", "Metrics were read within the last 5 minutes", scraped},
        {"logShipping", "engineering", "readiness", "Logs are shipped", nullptr,
         "Does the log collector take the gateway's standard output, and for how long is it kept?"},
        {"backup", "engineering", "readiness", "The last backup is less than 26 hours old", backedUp},
        {"disaster", "engineering", "readiness", "There is a plan for a disaster", nullptr,
         "Where is the plan, and when was a restore last tried?"},
        {"loadTest", "engineering", "readiness", "The report of a load test is at hand", notBuilt,
         "Where is the report of the last load test?"},
        {"securityReview", "engineering", "readiness", "Security was reviewed", nullptr,
         "Who reviewed the security of this deployment, and when?"},
    };
    out.insert(out.end(), std::begin(rows), std::end(rows));
}

} // namespace

std::vector<CheckRow> engineeringRows()
{
    std::vector<CheckRow> rows;
    addHardening(rows);
    addReadiness(rows);
    return rows;
}

} // namespace signalbox::server
