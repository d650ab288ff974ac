#include "backend/platform/settings/platform_settings.h"

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

void addText(Catalogue &out, const char *group, const char *key, const QString &help, Apply apply = Apply::Hot)
{
    out.push_back({.key = key, .service = "platform", .group = group, .help = help, .apply = apply});
}

void addSecret(Catalogue &out, const char *group, const char *key, const QString &help)
{
    out.push_back({.key = key, .service = "platform", .group = group, .help = help, .secret = true});
}

void addBoolean(Catalogue &out, const char *group, const char *key, const QString &help, Apply apply = Apply::Hot)
{
    out.push_back({.key = key,
                   .service = "platform",
                   .group = group,
                   .type = Type::Boolean,
                   .defaultText = u"false"_s,
                   .help = help,
                   .apply = apply});
}

void addEnvironment(Catalogue &out)
{
    addText(out, "environment", "ENV",
            u"development, test, staging, production: engineering, and what is production-like."_s, Apply::Restart);
    addText(out, "environment", "MODE", u"Shop's environment."_s);
    addText(out, "environment", "NODE_ENV", u"Shop's mock look jobs."_s);
    addText(out, "environment", "RAILWAY_ENVIRONMENT", u"As NODE_ENV."_s);
}

void addVersion(Catalogue &out)
{
    addText(out, "version", "SERVICE_NAME", u"Service name in /version, /health and X-Service-Name."_s);
    addText(out, "version", "RAILWAY_SERVICE_NAME", u"Read when SERVICE_NAME is unset."_s);
    addText(out, "version", "GIT_COMMIT_SHA", u"Commit that runs."_s);
    addText(out, "version", "RAILWAY_GIT_COMMIT_SHA", u"Read when GIT_COMMIT_SHA is unset."_s);
    addText(out, "version", "SOURCE_VERSION", u"Read when neither is set."_s);
    addText(out, "version", "GIT_BRANCH", u"Branch that runs."_s);
    addText(out, "version", "RAILWAY_GIT_BRANCH", u"Read when GIT_BRANCH is unset."_s);
}

void addObservation(Catalogue &out)
{
    out.push_back({.key = "LOG_LEVEL",
                   .service = "platform",
                   .group = "logs",
                   .type = Type::Choice,
                   .defaultText = u"info"_s,
                   .help = u"Lines below it are not written."_s,
                   .choices = {u"debug"_s, u"info"_s, u"warn"_s, u"warning"_s, u"error"_s},
                   .ignoreCase = true});
    addBoolean(out, "logs", "UVICORN_ACCESS_LOG", u"Adds the plain access line."_s);
    addSecret(out, "metrics", "METRICS_TOKEN", u"When set, /metrics asks for this bearer."_s);
    addBoolean(out, "metrics", "METRICS_AUTH", u"/metrics asks for METRICS_TOKEN or ADMIN_API_TOKEN."_s);
    addSecret(out, "metrics", "ADMIN_API_TOKEN", u"Approvals' admin routes, and /metrics with METRICS_AUTH."_s);
    addBoolean(out, "traces", "OTEL_ENABLED", u"Sends traces."_s, Apply::Restart);
    out.push_back({.key = "OTEL_EXPORTER_OTLP_ENDPOINT",
                   .service = "platform",
                   .group = "traces",
                   .type = Type::Url,
                   .help = u"OTLP over HTTP; /v1/traces is appended."_s,
                   .apply = Apply::Restart});
    out.push_back({.key = "ALERT_WEBHOOK_URL",
                   .service = "platform",
                   .group = "alerts",
                   .type = Type::Url,
                   .help = u"Gets every alert in Alertmanager's shape."_s,
                   .secret = true});
}

void addOrigins(Catalogue &out)
{
    addText(out, "cors", "ALLOWED_ORIGINS", u"Origins of shop and Aurora, comma list."_s);
    addText(out, "cors", "CORS_ALLOWED_ORIGINS", u"Read when ALLOWED_ORIGINS is unset."_s);
}

} // namespace

Catalogue environmentCatalogue()
{
    Catalogue all;
    addEnvironment(all);
    addVersion(all);
    addObservation(all);
    addOrigins(all);
    return all;
}

} // namespace signalbox::settings
