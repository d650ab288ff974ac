#pragma once

#include "backend/platform/core/headers.h"
#include "backend/platform/core/result.h"
#include "backend/services/commerce/provider.h"

#include <QJsonValue>

#include <utility>
#include <vector>

namespace signalbox::commerce {

/// One HTTP exchange with a provider.
struct ProviderRequest
{
    QByteArray method = "GET";
    QByteArray path; ///< with the encoded query, starts with `/`
    Headers headers = {};
    QByteArray body = {};
    bool safe = true; ///< may be repeated (contract commerce-router 4, calls marked safe)
};

/// What a provider answered below 400.
struct ProviderReply
{
    int status = 0;
    QJsonValue body; ///< null when the answer had none
};

/// Sends within the deadline, with `Accept: application/json` and the provider's retries. A status ≥ 400 and every
/// failure to get an answer are ProviderErrors; a body that is not JSON is INVALID_RESPONSE.
Task<ProviderResult<ProviderReply>> exchange(upstream::Client *client, ProviderConfigPtr config, CallContext call,
                                             ProviderRequest request);

/// The status of an exchange whatever it is, for calls whose refusals have a meaning of their own. The body is not
/// required to be JSON.
Task<Result<ProviderReply>> exchangeAnyStatus(upstream::Client *client, ProviderConfigPtr config, CallContext call,
                                              ProviderRequest request);

/// `name=value&…`, everything outside the unreserved characters encoded (RFC 3986 2.3).
QByteArray queryText(const std::vector<std::pair<QByteArray, QString>> &parameters);

} // namespace signalbox::commerce
