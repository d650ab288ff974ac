#include "backend/services/commerce/config.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;
using settings::Snapshot;

namespace {

constexpr qsizetype kMinimumSecretBytes = 32;
constexpr int kDirectBoost = 20;

QByteArray providerKey(ProviderId id, QByteArrayView what)
{
    return "LOOPGPT_" + shortName(id) + '_' + what.toByteArray();
}

bool isProduction(const Snapshot &snapshot)
{
    return snapshot.text("LOOPGPT_ENV") == u"production";
}

QUrl krogerBase(const Snapshot &snapshot)
{
    if (snapshot.isSet("KROGER_BASE_URL"))
        return QUrl(snapshot.text("KROGER_BASE_URL"));
    const bool live = snapshot.isSet("KROGER_ENV") ? snapshot.text("KROGER_ENV") == u"production"
                                                   : isProduction(snapshot);
    return QUrl(live ? u"https://api.kroger.com"_s : u"https://api-ce.kroger.com"_s);
}

WalmartAccess walmartAccess(const Snapshot &snapshot)
{
    const QByteArray consumer = snapshot.bytes("WALMART_CONSUMER_ID");
    return {consumer.isEmpty() ? snapshot.bytes("WALMART_PARTNER_ID") : consumer, snapshot.bytes("WALMART_API_KEY"),
            snapshot.bytes("WALMART_PRIVATE_KEY"), QByteArray::number(snapshot.integer("WALMART_KEY_VERSION")),
            snapshot.bytes("WALMART_PUBLISHER_ID")};
}

MealMeAccess mealMeAccess(const Snapshot &snapshot)
{
    const QString scheme = snapshot.text("MEALME_AUTH_SCHEME");
    const MealMeAuth auth = scheme == u"bearer" ? MealMeAuth::Bearer
                            : scheme == u"raw"  ? MealMeAuth::Raw
                                                : MealMeAuth::IdToken;
    return {snapshot.bytes("MEALME_API_KEY"), auth, snapshot.bytes("MEALME_PARTNER_NAME"),
            QUrl(snapshot.text("MEALME_SDK_BASE"))};
}

/// Credentials, host and whether the credentials are complete (contract commerce-router 3.3).
void setAccess(ProviderConfig &config, const Snapshot &snapshot)
{
    switch (config.id) {
    case ProviderId::MealMe: {
        const MealMeAccess access = mealMeAccess(snapshot);
        config.missingCredentials = access.apiKey.isEmpty();
        config.access = access;
        config.baseUrl = QUrl(snapshot.text("MEALME_BASE_URL"));
        break;
    }
    case ProviderId::Instacart: {
        const InstacartAccess access {snapshot.bytes("INSTACART_API_KEY"), snapshot.bytes("INSTACART_PARTNER_ID")};
        config.missingCredentials = access.apiKey.isEmpty();
        config.access = access;
        config.baseUrl = QUrl(snapshot.text("INSTACART_BASE_URL"));
        break;
    }
    case ProviderId::Kroger: {
        const KrogerAccess access {snapshot.bytes("KROGER_CLIENT_ID"), snapshot.bytes("KROGER_CLIENT_SECRET")};
        config.missingCredentials = access.clientId.isEmpty() || access.clientSecret.isEmpty();
        config.access = access;
        config.baseUrl = krogerBase(snapshot);
        break;
    }
    case ProviderId::Walmart: {
        const WalmartAccess access = walmartAccess(snapshot);
        config.missingCredentials = access.consumerId.isEmpty()
            || (access.apiKey.isEmpty() && access.privateKey.isEmpty());
        config.access = access;
        config.baseUrl = QUrl(snapshot.text("WALMART_BASE_URL"));
        break;
    }
    }
}

int effectivePriority(ProviderId id, const Snapshot &snapshot, const QByteArray &subject)
{
    const int base = int(snapshot.integer(providerKey(id, "PRIORITY")));
    const bool boosted = (id == ProviderId::Kroger && snapshot.flag("LOOPGPT_PREFER_DIRECT_KROGER", subject))
        || (id == ProviderId::Walmart && snapshot.flag("LOOPGPT_PREFER_DIRECT_WALMART", subject));
    return boosted ? base + kDirectBoost : base;
}

ProviderConfigPtr providerConfigFrom(ProviderId id, const Snapshot &snapshot, const QByteArray &subject)
{
    auto config = std::make_shared<ProviderConfig>();
    config->id = id;
    config->enabled = snapshot.flag("LOOPGPT_ENABLE_" + shortName(id), subject);
    config->priority = effectivePriority(id, snapshot, subject);
    config->commissionRate = snapshot.decimal(providerKey(id, "COMMISSION"));
    config->timeout = core::milliseconds(snapshot.integer(providerKey(id, "TIMEOUT")));
    config->maxRetries = int(snapshot.integer(providerKey(id, "MAX_RETRIES")));
    config->forcedMock = snapshot.flag(providerKey(id, "MOCK"), subject);
    config->allowMockFallback = snapshot.flag(providerKey(id, "ALLOW_MOCK_FALLBACK"), subject);
    config->credentialsExpireAt = snapshot.bytes(providerKey(id, "CREDENTIALS_EXPIRE_AT"));
    config->production = isProduction(snapshot);
    if (!config->production)
        config->mockConfirmError = snapshot.bytes(providerKey(id, "MOCK_CONFIRM_ERROR"));
    setAccess(*config, snapshot);

    const bool direct = id == ProviderId::Kroger || id == ProviderId::Walmart;
    if (config->forcedMock || (config->missingCredentials && !(direct && config->production)))
        config->mode = Mode::Mock;
    else
        config->mode = id == ProviderId::Instacart ? Mode::Estimated : Mode::Live;

    config->debugRaw = snapshot.boolean("LOOPGPT_DEBUG_RAW");
    config->affiliateId = snapshot.text("LOOPGPT_AFFILIATE_ID");
    config->concurrency = int(snapshot.integer("LOOPGPT_PROVIDER_CONCURRENCY"));
    config->storeCacheTtl = std::chrono::seconds(snapshot.integer("LOOPGPT_STORE_CACHE_SECONDS"));
    config->productCacheTtl = std::chrono::seconds(snapshot.integer("LOOPGPT_PRODUCT_CACHE_SECONDS"));
    config->maxIncreasePercent = snapshot.decimal("LOOPGPT_FAILOVER_MAX_INCREASE_PCT");
    return config;
}

QByteArrayList keyList(const QByteArray &text)
{
    QByteArrayList result;
    for (const QByteArray &part : text.split(',')) {
        if (const QByteArray key = part.trimmed(); !key.isEmpty())
            result.append(key);
    }
    return result;
}

} // namespace

ConfigPtr configFrom(const Snapshot &snapshot, const QByteArray &processSecret, const QByteArray &subject)
{
    auto config = std::make_shared<Config>();
    config->environment = snapshot.bytes("LOOPGPT_ENV");
    config->production = isProduction(snapshot);
    for (const ProviderId id : kAllProviders)
        config->providers[indexOf(id)] = providerConfigFrom(id, snapshot, subject);
    config->weights = {weightMicros(snapshot.decimal("LOOPGPT_SCORE_PRIORITY_WEIGHT")),
                       weightMicros(snapshot.decimal("LOOPGPT_SCORE_PRICE_WEIGHT")),
                       weightMicros(snapshot.decimal("LOOPGPT_SCORE_SPEED_WEIGHT")),
                       weightMicros(snapshot.decimal("LOOPGPT_SCORE_COMMISSION_WEIGHT")),
                       weightMicros(snapshot.decimal("LOOPGPT_SCORE_AVAILABILITY_WEIGHT")),
                       weightMicros(snapshot.decimal("LOOPGPT_SCORE_RELIABILITY_WEIGHT"))};

    config->tokenSecret = snapshot.bytes("LOOPGPT_TOKEN_SECRET");
    config->randomTokenSecret = config->tokenSecret.isEmpty();
    if (config->randomTokenSecret)
        config->tokenSecret = processSecret;
    config->tokenTtl = std::chrono::seconds(snapshot.integer("LOOPGPT_TOKEN_TTL_SECONDS"));
    config->failoverMaxIncreasePercent = snapshot.decimal("LOOPGPT_FAILOVER_MAX_INCREASE_PCT");

    config->requireAuth = snapshot.boolean("LOOPGPT_REQUIRE_AUTH");
    config->apiKeys = keyList(snapshot.bytes("LOOPGPT_API_KEYS"));
    config->serviceKey = snapshot.bytes("LOOPGPT_SERVICE_KEY");
    config->rateLimitPerMinute = int(snapshot.integer("LOOPGPT_RATE_LIMIT_PER_MINUTE"));

    config->healthTimeout = core::milliseconds(snapshot.integer("LOOPGPT_HEALTH_TIMEOUT"));
    config->healthCache = std::chrono::seconds(snapshot.integer("LOOPGPT_HEALTH_CACHE_SECONDS"));
    config->logRetentionDays = int(snapshot.integer("LOOPGPT_LOG_RETENTION_DAYS"));
    config->alertInterval = std::chrono::seconds(snapshot.integer("LOOPGPT_ALERT_INTERVAL_SECONDS"));
    if (snapshot.isSet("LOOPGPT_ALERT_WEBHOOK"))
        config->alertWebhook = QUrl(snapshot.text("LOOPGPT_ALERT_WEBHOOK"));
    config->credentialWarnDays = int(snapshot.integer("LOOPGPT_CREDENTIAL_WARN_DAYS"));
    config->maxBodyBytes = snapshot.integer("LOOPGPT_MAX_BODY_BYTES");
    return config;
}

std::vector<QString> configProblems(const Snapshot &snapshot)
{
    std::vector<QString> problems;
    const QByteArray secret = snapshot.bytes("LOOPGPT_TOKEN_SECRET");
    if (!secret.isEmpty() && secret.size() < kMinimumSecretBytes)
        problems.push_back(u"LOOPGPT_TOKEN_SECRET must have at least 32 bytes"_s);
    return problems;
}

std::vector<QString> configWarnings(const Config &config)
{
    std::vector<QString> warnings;
    if (config.randomTokenSecret)
        warnings.push_back(
            u"LOOPGPT_TOKEN_SECRET is not set: confirmation tokens end with this process and with this replica"_s);
    for (const ProviderConfigPtr &provider : config.providers) {
        const QString variable = u"LOOPGPT_"_s + QString::fromLatin1(shortName(provider->id)) + u"_MOCK"_s;
        if (config.production && provider->enabled && provider->forcedMock)
            warnings.push_back(variable + u" is on in production: its quotes are made up and cannot be ordered"_s);
        const auto *walmart = std::get_if<WalmartAccess>(&provider->access);
        if (config.production && provider->enabled && walmart != nullptr && provider->mode == Mode::Live
            && walmart->privateKey.isEmpty() && !looksLikePrivateKey(walmart->apiKey))
            warnings.push_back(
                u"WALMART_API_KEY is used as a static signature, which Walmart accepts for 180 s only: "
                "set WALMART_PRIVATE_KEY"_s);
    }
    return warnings;
}

bool looksLikePrivateKey(const QByteArray &text)
{
    constexpr qsizetype kShortestKeyText = 300;
    if (text.contains("-----BEGIN"))
        return true;
    // A PKCS#8 key is a DER sequence with a two-byte length, which base64 always begins with these two letters.
    return text.size() >= kShortestKeyText && text.startsWith("MI");
}

} // namespace signalbox::commerce
