#pragma once

#include "backend/platform/settings/snapshot.h"
#include "backend/services/commerce/provider_config.h"
#include "backend/services/commerce/weights.h"

#include <QByteArrayList>
#include <QUrl>

#include <array>
#include <vector>

namespace signalbox::commerce {

/// All settings of commerce, parsed once per snapshot; immutable, shared by the requests that pinned it.
struct Config
{
    QByteArray environment;
    bool production = false;
    std::array<ProviderConfigPtr, kProviderCount> providers;
    Weights weights;

    QByteArray tokenSecret; ///< the configured one, else the process's random one
    bool randomTokenSecret = false;
    std::chrono::seconds tokenTtl {900};
    double failoverMaxIncreasePercent = 10;

    bool requireAuth = false;
    QByteArrayList apiKeys;
    QByteArray serviceKey; ///< empty = the protected endpoints answer 401
    int rateLimitPerMinute = 0;

    core::milliseconds healthTimeout {5000};
    std::chrono::seconds healthCache {60};
    int logRetentionDays = 30;
    std::chrono::seconds alertInterval {30};
    QUrl alertWebhook; ///< empty = none
    int credentialWarnDays = 14;
    qint64 maxBodyBytes = 1048576;

    const ProviderConfig &provider(ProviderId id) const { return *providers[indexOf(id)]; }
};
using ConfigPtr = std::shared_ptr<const Config>;

/// Cuts the configuration from a snapshot. `processSecret` (≥ 32 random bytes made at start) signs tokens while
/// LOOPGPT_TOKEN_SECRET is unset. Flags with a rule are decided for `subject`; empty = nobody in particular.
ConfigPtr configFrom(const settings::Snapshot &snapshot, const QByteArray &processSecret,
                     const QByteArray &subject = {});

/// What a single value's own rule cannot see: sentences that name the variable, for `Invalid configuration: …`.
std::vector<QString> configProblems(const settings::Snapshot &snapshot);

/// What deserves a `config_warning` at start or after a flip. Sentences without values.
std::vector<QString> configWarnings(const Config &config);

/// A PEM or base64 PKCS#8 private key rather than a static signature (contract commerce-router 4.2).
bool looksLikePrivateKey(const QByteArray &text);

} // namespace signalbox::commerce
