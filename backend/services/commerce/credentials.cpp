#include "backend/services/commerce/credentials.h"

#include "backend/platform/security/bearer_keys.h"
#include "backend/platform/security/digest.h"

namespace signalbox::commerce {

std::optional<http::Identity> identify(const http::RequestHead &head, const Config &config)
{
    const std::optional<QByteArray> key = security::bearerToken(head.headers.value("Authorization"));
    if (!key)
        return std::nullopt;
    const QByteArray subject = "key:" + security::fingerprint(*key);
    if (!config.serviceKey.isEmpty() && security::equalInConstantTime(*key, config.serviceKey))
        return http::Identity {subject, true};
    bool known = false;
    for (const QByteArray &candidate : config.apiKeys)
        known = security::equalInConstantTime(*key, candidate) || known;
    return known ? std::optional(http::Identity {subject, false}) : std::nullopt;
}

} // namespace signalbox::commerce
