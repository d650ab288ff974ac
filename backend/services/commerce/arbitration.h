#pragma once

#include "backend/services/commerce/config.h"
#include "backend/services/commerce/provider.h"
#include "backend/services/commerce/route_request.h"

/// Who is asked, and which answers stay in the race (contract commerce-router 6). Pure.
namespace signalbox::commerce {

/// Who may be asked, in the declared order, and why the others may not.
struct Eligibility
{
    std::vector<ProviderConfigPtr> eligible;
    std::vector<std::pair<ProviderId, QString>> refused; ///< disabled, excluded by request, region not supported
};
Eligibility eligibleFor(const RouteRequest &request, const Config &config);

/// The error when a quote is too slow for the request.
std::optional<ProviderError> constraintProblem(const RouteRequest &request, const ProviderQuote &quote);

} // namespace signalbox::commerce
