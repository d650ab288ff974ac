#pragma once

#include "backend/platform/core/clock.h"
#include "backend/services/commerce/provider_id.h"

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <memory>
#include <variant>

namespace signalbox::commerce {

/// How a quote came about, and how a provider would run now (contract commerce-router 3.3).
enum class Mode { Live, Estimated, Mock };

/// `live`, `estimated`, `mock`.
QByteArray modeText(Mode mode);

struct KrogerAccess
{
    QByteArray clientId;
    QByteArray clientSecret;
};

struct WalmartAccess
{
    QByteArray consumerId; ///< WALMART_CONSUMER_ID, else WALMART_PARTNER_ID
    QByteArray apiKey; ///< static signature, or a private key
    QByteArray privateKey; ///< PEM or base64 PKCS#8; empty = see apiKey
    QByteArray keyVersion = "1";
    QByteArray publisherId;
};

enum class MealMeAuth { IdToken, Bearer, Raw };

struct MealMeAccess
{
    QByteArray apiKey;
    MealMeAuth auth = MealMeAuth::IdToken;
    QByteArray partnerName;
    QUrl sdkBase;
};

struct InstacartAccess
{
    QByteArray apiKey;
    QByteArray partnerId;
};

using ProviderAccess = std::variant<MealMeAccess, InstacartAccess, KrogerAccess, WalmartAccess>;

/// Everything one provider needs to know, cut from one settings snapshot. Immutable and shared.
struct ProviderConfig
{
    ProviderId id = ProviderId::MealMe;
    bool enabled = false;
    int priority = 0; ///< override and boost included
    double commissionRate = 0; ///< 0..1
    QStringList regions {QStringLiteral("US")};
    core::milliseconds timeout {10000};
    int maxRetries = 2;

    Mode mode = Mode::Mock; ///< what a quote runs in; meaningless while missingCredentials and production
    bool forcedMock = false;
    bool missingCredentials = false; ///< a live call is impossible
    bool allowMockFallback = false;
    QByteArray mockConfirmError; ///< test hook; always empty in production
    QByteArray credentialsExpireAt; ///< ISO date; empty = unknown

    QUrl baseUrl; ///< scheme and host (and port); paths are the provider's
    ProviderAccess access;

    bool production = false;
    bool debugRaw = false;
    QString affiliateId = QStringLiteral("LOOPGPT");
    int concurrency = 4; ///< item searches in flight
    core::milliseconds storeCacheTtl {0}; ///< 0 = off
    core::milliseconds productCacheTtl {0}; ///< 0 = off
    double maxIncreasePercent = 10; ///< price guard of failover and of MealMe's final quote
};
using ProviderConfigPtr = std::shared_ptr<const ProviderConfig>;

} // namespace signalbox::commerce
