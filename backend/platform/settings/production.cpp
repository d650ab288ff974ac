#include "backend/platform/settings/production.h"

#include "backend/platform/settings/listeners.h"

#include <QRegularExpression>

namespace signalbox::settings {

using namespace Qt::StringLiterals;

namespace {

const QByteArrayList &environmentNames()
{
    static const QByteArrayList names{"ENV", "LOOPGPT_ENV", "MODE", "NODE_ENV", "RAILWAY_ENVIRONMENT"};
    return names;
}

bool isProductionWord(const QString &text)
{
    const QString lower = text.trimmed().toLower();
    return lower == u"production" || lower == u"prod";
}

void requireBoth(const Snapshot &snapshot, const QByteArray &first, const QByteArray &second, Findings &findings)
{
    if (snapshot.isSet(first) == snapshot.isSet(second))
        return;
    const bool hasFirst = snapshot.isSet(first);
    findings.problems += u"%1 is set without %2; set both or neither"_s.arg(
        QString::fromUtf8(hasFirst ? first : second), QString::fromUtf8(hasFirst ? second : first));
}

/// A set endpoint, or a problem that names the variable.
std::optional<Endpoint> endpointOf(const Snapshot &snapshot, const QByteArray &key, Findings &findings)
{
    if (!snapshot.knows(key) || !snapshot.isSet(key))
        return {};
    const Result<Endpoint> endpoint = parseEndpoint(snapshot.bytes(key));
    if (endpoint)
        return *endpoint;
    findings.problems += QString::fromUtf8(key) + u' ' + endpoint.error().text.text();
    return {};
}

void checkServiceNames(const Snapshot &snapshot, Findings &findings)
{
    const QByteArrayList names = namedServices(snapshot);
    for (const QByteArray &name : names) {
        if (!allServices().contains(name))
            findings.problems += u"SIGNALBOX_SERVICES names an unknown service: %1"_s.arg(QString::fromUtf8(name));
    }
}

void checkDuplicates(const std::vector<Endpoint> &endpoints, Findings &findings)
{
    for (size_t i = 0; i < endpoints.size(); ++i) {
        const auto rest = endpoints.begin() + std::ptrdiff_t(i) + 1;
        if (endpoints[i].port != 0 && std::find(rest, endpoints.end(), endpoints[i]) != endpoints.end())
            findings.problems += u"the address %1 is listened on twice (HOST, PORT, SIGNALBOX_LISTEN, LOOPGPT_LISTEN, "
                                 "SIGNALBOX_OPS_LISTEN)"_s.arg(QString::fromUtf8(toText(endpoints[i])));
    }
}

} // namespace

bool productionLike(const Snapshot &snapshot)
{
    const QString env = snapshot.knows("ENV") ? snapshot.text("ENV").trimmed().toLower() : QString();
    return env == u"production" || env == u"prod" || env == u"staging";
}

bool saysProduction(const Snapshot &snapshot)
{
    return std::ranges::any_of(environmentNames(), [&snapshot](const QByteArray &key) {
        return snapshot.knows(key) && isProductionWord(snapshot.text(key));
    });
}

Findings mixedEnvironments(const Snapshot &snapshot)
{
    QStringList production;
    QStringList others;
    for (const QByteArray &key : environmentNames()) {
        if (!snapshot.knows(key) || !snapshot.isConfigured(key))
            continue;
        const QString text = snapshot.text(key);
        (isProductionWord(text) ? production : others) += u"%1=%2"_s.arg(QString::fromUtf8(key), text);
    }
    if (production.isEmpty() || others.isEmpty())
        return {};
    return {{}, {u"%1 says production, %2 does not"_s.arg(production.join(u", "_s), others.join(u", "_s))}};
}

Findings tlsRules(const Snapshot &snapshot)
{
    Findings findings;
    requireBoth(snapshot, "SIGNALBOX_TLS_CERT", "SIGNALBOX_TLS_KEY", findings);
    requireBoth(snapshot, "SIGNALBOX_OPS_TLS_CERT", "SIGNALBOX_OPS_TLS_KEY", findings);
    return findings;
}

Findings listenerRules(const Snapshot &snapshot)
{
    Findings findings;
    for (const char *key : {"HOST", "BIND_ADDR"}) {
        if (snapshot.isSet(key) && !isBindAddress(snapshot.bytes(key)))
            findings.problems += u"%1 must be an IP address or localhost"_s.arg(QLatin1StringView(key));
    }
    checkServiceNames(snapshot, findings);
    if (const auto entries = parseListen(snapshot.bytes("SIGNALBOX_LISTEN")); !entries)
        findings.problems += u"SIGNALBOX_LISTEN "_s + entries.error().text.text();
    endpointOf(snapshot, "LOOPGPT_LISTEN", findings);
    const std::optional<Endpoint> operators = endpointOf(snapshot, "SIGNALBOX_OPS_LISTEN", findings);
    if (!findings.problems.isEmpty())
        return findings;

    const QByteArrayList named = namedServices(snapshot);
    std::vector<Endpoint> endpoints;
    for (const Listener &listener : listeners(snapshot, named.isEmpty() ? allServices() : named))
        endpoints.push_back(listener.endpoint);
    if (operators)
        endpoints.push_back(*operators);
    checkDuplicates(endpoints, findings);
    return findings;
}

Findings operatorListenerRules(const Snapshot &snapshot)
{
    const Result<Endpoint> endpoint = parseEndpoint(snapshot.bytes("SIGNALBOX_OPS_LISTEN"));
    const bool hasTls = snapshot.isSet("SIGNALBOX_OPS_TLS_CERT") && snapshot.isSet("SIGNALBOX_OPS_TLS_KEY");
    if (!endpoint || isLoopback(endpoint->address) || hasTls)
        return {};
    if (snapshot.boolean("SIGNALBOX_OPS_INSECURE"))
        return {{}, {u"SIGNALBOX_OPS_INSECURE: the operator listener is open to the network without TLS"_s}};
    return {{u"SIGNALBOX_OPS_LISTEN is not a loopback address, so SIGNALBOX_OPS_TLS_CERT and SIGNALBOX_OPS_TLS_KEY "
             "are required (or SIGNALBOX_OPS_INSECURE=true)"_s},
            {}};
}

Findings storeKeyRule(const Snapshot &snapshot)
{
    static const QRegularExpression form(u"\\A[0-9a-fA-F]{64}\\z"_s);
    const QString key = snapshot.text("SIGNALBOX_STORE_KEY");
    if (key.isEmpty() || form.match(key).hasMatch())
        return {};
    return {{u"SIGNALBOX_STORE_KEY must be 64 hex digits (openssl rand -hex 32)"_s}, {}};
}

Findings dependencyRules(const Snapshot &snapshot)
{
    Findings findings;
    static const QRegularExpression database(u"\\A(postgres(ql)?(\\+[A-Za-z0-9_]+)?://|sqlite:)."_s);
    if (snapshot.isSet("DATABASE_URL") && !database.match(snapshot.text("DATABASE_URL")).hasMatch())
        findings.problems += u"DATABASE_URL must start with postgresql://, postgres:// or sqlite:"_s;
    const QString redis = snapshot.text("REDIS_URL");
    if (!redis.isEmpty() && !redis.startsWith(u"redis://") && !redis.startsWith(u"rediss://"))
        findings.problems += u"REDIS_URL must start with redis:// or rediss://"_s;
    if (snapshot.boolean("METRICS_AUTH") && !snapshot.isSet("METRICS_TOKEN") && !snapshot.isSet("ADMIN_API_TOKEN"))
        findings.warnings += u"METRICS_AUTH is true, but neither METRICS_TOKEN nor ADMIN_API_TOKEN is set, so nobody "
                             "can read /metrics"_s;
    if (snapshot.boolean("OTEL_ENABLED") && !snapshot.isSet("OTEL_EXPORTER_OTLP_ENDPOINT"))
        findings.warnings += u"OTEL_ENABLED is true, but OTEL_EXPORTER_OTLP_ENDPOINT is unset, so no trace is sent"_s;
    return findings;
}

Findings accessRules(const Snapshot &snapshot)
{
    constexpr qsizetype kShortestKey = 32;
    if (!snapshot.boolean("AUTH_ENABLED"))
        return {};
    if (!snapshot.isSet("JWT_SECRET_KEY"))
        return {{u"AUTH_ENABLED=true but JWT_SECRET_KEY is not set"_s}, {}};
    if (snapshot.bytes("JWT_SECRET_KEY").size() < kShortestKey)
        return {{u"JWT_SECRET_KEY must be at least 32 characters for security"_s}, {}};
    return {};
}

std::vector<Check> platformChecks()
{
    return {mixedEnvironments, tlsRules, listenerRules, operatorListenerRules, storeKeyRule, dependencyRules,
            accessRules};
}

} // namespace signalbox::settings
