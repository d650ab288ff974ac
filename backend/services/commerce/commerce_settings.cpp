#include "backend/services/commerce/commerce_settings.h"

#include "backend/services/commerce/provider_id.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;
using settings::Apply;
using settings::Definition;
using settings::Type;

namespace {

constexpr QByteArrayView kService = "commerce";

Definition entry(const QByteArray &key, const char *group, Type type, const QString &defaultText, const QString &help)
{
    Definition result;
    result.key = key;
    result.service = kService.toByteArray();
    result.group = group;
    result.type = type;
    result.defaultText = defaultText;
    result.help = help;
    return result;
}

Definition text(const QByteArray &key, const char *group, const QString &help, const QString &defaultText = {})
{
    return entry(key, group, Type::Text, defaultText, help);
}

Definition secret(const QByteArray &key, const char *group, const QString &help)
{
    Definition result = text(key, group, help);
    result.secret = true;
    return result;
}

Definition flag(const QByteArray &key, const char *group, bool byDefault, const QString &help,
                const QString &danger = {})
{
    Definition result = entry(key, group, Type::Boolean, byDefault ? u"true"_s : u"false"_s, help);
    result.danger = danger;
    result.narrowBoolean = true;
    return result;
}

/// A flag that is decided for each caller.
Definition callerFlag(const QByteArray &key, const char *group, bool byDefault, const QString &help,
                      const QString &danger = {})
{
    Definition result = flag(key, group, byDefault, help, danger);
    result.perCaller = true;
    return result;
}

Definition number(const QByteArray &key, const char *group, Type type, const QString &byDefault, double minimum,
                  double maximum, const QByteArray &unit, const QString &help)
{
    Definition result = entry(key, group, type, byDefault, help);
    result.minimum = minimum;
    result.maximum = maximum;
    result.unit = unit;
    return result;
}

Definition choice(const QByteArray &key, const char *group, const QStringList &choices, const QString &byDefault,
                  const QString &help)
{
    Definition result = entry(key, group, Type::Choice, byDefault, help);
    result.choices = choices;
    return result;
}

Definition url(const QByteArray &key, const char *group, const QString &byDefault, const QString &help)
{
    return entry(key, group, Type::Url, byDefault, help);
}

constexpr const char *kGeneral = "General";
constexpr const char *kAccess = "Access";
constexpr const char *kScoring = "Scoring";
constexpr const char *kOrders = "Orders";
constexpr const char *kObservation = "Observation";
constexpr const char *kCaching = "Caching and health";

const char *groupOf(ProviderId id)
{
    static constexpr std::array<const char *, kProviderCount> kGroups {"MealMe", "Instacart", "Kroger", "Walmart"};
    return kGroups[indexOf(id)];
}

/// The entries that every provider has, with the defaults of contract commerce-router 3.2.
void addProvider(settings::Catalogue &out, ProviderId id)
{
    const bool direct = id == ProviderId::Kroger || id == ProviderId::Walmart;
    const QByteArray p = shortName(id);
    const char *group = groupOf(id);
    const QString name = displayName(id);
    static constexpr std::array<int, kProviderCount> kPriority {50, 40, 60, 60};

    out.push_back(callerFlag("LOOPGPT_ENABLE_" + p, group, !direct, u"Ask %1 for quotes."_s.arg(name),
                       u"Switching a provider off takes it out of every quote from the next request on."_s));
    out.push_back(callerFlag("LOOPGPT_" + p + "_MOCK", group, false,
                       u"Answer for %1 with made-up, deterministic quotes."_s.arg(name),
                       u"Mock prices reach customers; in production only for emergencies."_s));
    out.push_back(number("LOOPGPT_" + p + "_TIMEOUT", group, Type::Integer, direct ? u"10000"_s : u"8000"_s, 100, 60000,
                         "ms", u"Longest time one quote of %1 may take, retries included."_s.arg(name)));
    out.push_back(callerFlag("LOOPGPT_" + p + "_ALLOW_MOCK_FALLBACK", group, false,
                       u"Use the mock quote when a live quote of %1 fails."_s.arg(name),
                       u"Made-up prices replace missing ones."_s));
    out.push_back(number("LOOPGPT_" + p + "_PRIORITY", group, Type::Integer,
                         QString::number(kPriority[indexOf(id)]), 0, 100, "",
                         u"Base priority of %1 in the score."_s.arg(name)));
    out.push_back(number("LOOPGPT_" + p + "_COMMISSION", group, Type::Decimal,
                         id == ProviderId::Instacart ? u"0.02"_s : u"0.03"_s, 0, 1, "",
                         u"Commission rate that %1 pays."_s.arg(name)));
    out.push_back(number("LOOPGPT_" + p + "_MAX_RETRIES", group, Type::Integer, u"2"_s, 0, 5, "",
                         u"Repeats of one safe call to %1 after a failure."_s.arg(name)));
    out.push_back(text("LOOPGPT_" + p + "_MOCK_CONFIRM_ERROR", group,
                       u"Test hook: a mock confirm at %1 fails with this code; ignored in production."_s.arg(name)));
    out.push_back(entry("LOOPGPT_" + p + "_CREDENTIALS_EXPIRE_AT", group, Type::Date, {},
                        u"Day on which the credentials of %1 expire."_s.arg(name)));
}

void addProviders(settings::Catalogue &out)
{
    for (const ProviderId id : kAllProviders)
        addProvider(out, id);
    const char *kroger = groupOf(ProviderId::Kroger);
    const char *walmart = groupOf(ProviderId::Walmart);
    const char *mealme = groupOf(ProviderId::MealMe);
    const char *instacart = groupOf(ProviderId::Instacart);
    const Definition entries[] = {
        secret("KROGER_CLIENT_ID", kroger, u"OAuth2 client id at Kroger."_s),
        secret("KROGER_CLIENT_SECRET", kroger, u"OAuth2 client secret at Kroger."_s),
        choice("KROGER_ENV", kroger, {u"production"_s, u"sandbox"_s}, {},
               u"Which Kroger host is used; unset: production when LOOPGPT_ENV is production, else sandbox."_s),
        url("KROGER_BASE_URL", kroger, {}, u"Replaces Kroger's scheme and host, for stubs and proxies."_s),
        secret("WALMART_API_KEY", walmart, u"Static signature, or the private key itself."_s),
        text("WALMART_PARTNER_ID", walmart, u"Partner id at Walmart; the consumer id when none is set."_s),
        choice("WALMART_ENV", walmart, {u"production"_s, u"sandbox"_s}, u"production"_s,
               u"Accepted for the guide's sake; Walmart has one host."_s),
        secret("WALMART_PRIVATE_KEY", walmart, u"Private key that signs each call: PEM or base64 PKCS#8."_s),
        text("WALMART_CONSUMER_ID", walmart, u"Consumer id that Walmart's signature names."_s),
        number("WALMART_KEY_VERSION", walmart, Type::Integer, u"1"_s, 0, 1000000, "",
               u"Version of the key that is registered with Walmart."_s),
        text("WALMART_PUBLISHER_ID", walmart, u"Publisher id sent with searches, for tracking."_s),
        url("WALMART_BASE_URL", walmart, u"https://developer.api.walmart.com"_s,
            u"Replaces Walmart's scheme and host, for stubs and proxies."_s),
        secret("MEALME_API_KEY", mealme, u"Key at MealMe; without it MealMe is quoted from the mock table."_s),
        choice("MEALME_AUTH_SCHEME", mealme, {u"id-token"_s, u"bearer"_s, u"raw"_s}, u"id-token"_s,
               u"Header that carries the MealMe key."_s),
        text("MEALME_PARTNER_NAME", mealme, u"Partner name in links to the hosted checkout."_s, u"loopgpt"_s),
        url("MEALME_SDK_BASE", mealme, u"https://sdk.mealme.ai"_s, u"Where the hosted checkout lives."_s),
        url("MEALME_BASE_URL", mealme, u"https://api.mealme.ai"_s,
            u"Replaces MealMe's scheme and host, for stubs and proxies."_s),
        secret("INSTACART_API_KEY", instacart,
               u"Key at Instacart; without it Instacart is quoted from the mock table."_s),
        text("INSTACART_PARTNER_ID", instacart, u"Affiliate id that is added to Instacart links."_s),
        url("INSTACART_BASE_URL", instacart, u"https://connect.instacart.com"_s,
            u"Replaces Instacart's scheme and host, for stubs and proxies."_s),
        callerFlag("LOOPGPT_PREFER_DIRECT_KROGER", kroger, false, u"Add 20 to Kroger's priority."_s),
        callerFlag("LOOPGPT_PREFER_DIRECT_WALMART", walmart, false, u"Add 20 to Walmart's priority."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

void addScoring(settings::Catalogue &out)
{
    const auto weight = [&out](const QByteArray &what, const QString &byDefault) {
        Definition result = number("LOOPGPT_SCORE_" + what + "_WEIGHT", kScoring, Type::Decimal, byDefault, 0, 1000, "",
                                   u"How much the %1 component counts."_s.arg(QString::fromLatin1(what.toLower())));
        result.danger = u"Changes which provider wins from the next request on; try it in what-if first."_s;
        out.push_back(std::move(result));
    };
    weight("PRIORITY", u"1.0"_s);
    weight("PRICE", u"0.30"_s);
    weight("SPEED", u"0.15"_s);
    weight("COMMISSION", u"0.20"_s);
    weight("AVAILABILITY", u"0.25"_s);
    weight("RELIABILITY", u"0.10"_s);
}

Definition restart(Definition definition)
{
    definition.apply = Apply::Restart;
    return definition;
}

void addGeneral(settings::Catalogue &out)
{
    const Definition entries[] = {
        choice("LOOPGPT_ENV", kGeneral, {u"development"_s, u"test"_s, u"staging"_s, u"production"_s}, u"development"_s,
               u"Where this gateway stands; production stops mock quotes from being ordered."_s),
        restart(text("LOOPGPT_LISTEN", kGeneral, u"Address and port of a listener of its own for commerce."_s)),
        restart(number("LOOPGPT_MAX_BODY_BYTES", kGeneral, Type::Integer, u"1048576"_s, 1, 1073741824, "bytes",
                       u"Longest request body."_s)),
        text("LOOPGPT_AFFILIATE_ID", kGeneral, u"Affiliate id in checkout links."_s, u"LOOPGPT"_s),
        flag("LOOPGPT_REQUIRE_AUTH", kAccess, false, u"Refuse calls without a key."_s,
             u"Callers without a key are refused from the next request on."_s),
        secret("LOOPGPT_API_KEYS", kAccess, u"Keys of callers, separated by commas."_s),
        secret("LOOPGPT_SERVICE_KEY", kAccess, u"Key that opens outcomes, metrics and commission rates."_s),
        number("LOOPGPT_RATE_LIMIT_PER_MINUTE", kAccess, Type::Integer, u"0"_s, 0, 1000000, "",
               u"Requests a minute per key or address; 0 is no limit."_s),
        entry("LOOPGPT_TRUSTED_PROXIES", kAccess, Type::Cidrs, {},
              u"Address blocks whose X-Forwarded-For is believed."_s),
        secret("LOOPGPT_TOKEN_SECRET", kOrders, u"Signs confirmation tokens; at least 32 bytes."_s),
        number("LOOPGPT_TOKEN_TTL_SECONDS", kOrders, Type::Integer, u"900"_s, 1, 86400, "s",
               u"How long a confirmation token is good."_s),
        number("LOOPGPT_FAILOVER_MAX_INCREASE_PCT", kOrders, Type::Decimal, u"10"_s, 0, 1000, "%",
               u"How much dearer a failover order may be."_s),
        number("LOOPGPT_PROVIDER_CONCURRENCY", kCaching, Type::Integer, u"4"_s, 1, 64, "",
               u"Item searches in flight per provider and request."_s),
        number("LOOPGPT_STORE_CACHE_SECONDS", kCaching, Type::Integer, u"86400"_s, 0, 31536000, "s",
               u"How long a store lookup is kept; 0 is off."_s),
        number("LOOPGPT_PRODUCT_CACHE_SECONDS", kCaching, Type::Integer, u"300"_s, 0, 86400, "s",
               u"How long a product search is kept; 0 is off."_s),
        number("LOOPGPT_HEALTH_TIMEOUT", kCaching, Type::Integer, u"5000"_s, 100, 60000, "ms",
               u"Longest time of one live probe."_s),
        number("LOOPGPT_HEALTH_CACHE_SECONDS", kCaching, Type::Integer, u"60"_s, 0, 3600, "s",
               u"How long a probe's result is reused; 0 is off."_s),
        number("LOOPGPT_CREDENTIAL_WARN_DAYS", kObservation, Type::Integer, u"14"_s, 0, 3650, "d",
               u"How many days before expiry credentials raise an alert."_s),
        restart(secret("LOOPGPT_DATABASE_URL", kObservation,
                       u"Database of commerce; unset: DATABASE_URL, else memory."_s)),
        number("LOOPGPT_LOG_RETENTION_DAYS", kObservation, Type::Integer, u"30"_s, 1, 36500, "d",
               u"Age at which log rows are deleted."_s),
        number("LOOPGPT_ALERT_INTERVAL_SECONDS", kObservation, Type::Integer, u"30"_s, 1, 86400, "s",
               u"How often alerts are evaluated."_s),
        url("LOOPGPT_ALERT_WEBHOOK", kObservation, {}, u"Raised and cleared alerts are posted here."_s),
        flag("LOOPGPT_DEBUG_RAW", kObservation, false, u"Keep masked provider bodies in debug lines."_s,
             u"Provider bodies reach the log."_s),
    };
    out.insert(out.end(), std::begin(entries), std::end(entries));
}

} // namespace

settings::Catalogue commerceCatalogue()
{
    settings::Catalogue result;
    addGeneral(result);
    addScoring(result);
    addProviders(result);
    return result;
}

} // namespace signalbox::commerce
