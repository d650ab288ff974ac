#pragma once

#include "backend/platform/core/result.h"
#include "backend/services/commerce/provider.h"

/// The closed set of provider errors with their texts (contract commerce-router 3.1).
namespace signalbox::commerce {

/// `Provider <ID> timed out after <n>ms` with the configured timeout.
ProviderError timeoutError(const ProviderConfig &config);
/// `<Name> unreachable: <reason>`; the reason is a fixed word such as `connection refused`, never a host.
ProviderError networkError(ProviderId id, const QString &reason);
/// A status ≥ 400 of a resource call: HTTP_401, AUTH_FAILED (403), RATE_LIMITED (429), else HTTP_<n>.
ProviderError httpError(ProviderId id, int status);
/// A token endpoint that refused.
ProviderError authError(ProviderId id, int status);
ProviderError noStoresError(ProviderId id);
ProviderError noItemsError(ProviderId id);
/// Names the variables that are missing.
ProviderError missingCredentialsError(ProviderId id);
ProviderError invalidResponseError(ProviderId id, const QString &what);
ProviderError constraintError(ProviderId id, int etaMinutes, int maximumMinutes);

/// True when the error must end the whole quote at once instead of marking one item (401, 403 and 429).
bool failsWholeProvider(const ProviderError &error);

/// An upstream::Client failure (Timeout, Unavailable, …) as a provider error.
ProviderError fromClientError(const ProviderConfig &config, const core::Error &error);

/// The confirm code for an HTTP status of that provider: UPSTREAM_5XX, PAYMENT_DECLINED, PROVIDER_UNAVAILABLE
/// (MealMe 406, 420), RATE_LIMITED, UPSTREAM_4XX (contract commerce-router 6).
QByteArray confirmCodeOf(ProviderId id, int status);
/// The confirm code for a client failure: TIMEOUT or NETWORK_ERROR.
QByteArray confirmCodeOf(const core::Error &error);

/// The health reason of an error: AUTH_FAILED, TIMEOUT, NETWORK_ERROR or HTTP_<status>.
QByteArray healthReasonOf(const ProviderError &error);

} // namespace signalbox::commerce
