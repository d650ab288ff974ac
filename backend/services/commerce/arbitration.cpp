#include "backend/services/commerce/arbitration.h"

#include "backend/services/commerce/provider_error.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

Eligibility eligibleFor(const RouteRequest &request, const Config &config)
{
    Eligibility result;
    const QString country = request.request.address.country;
    const QString region = country + u'-' + request.request.address.state.toUpper();
    for (const ProviderConfigPtr &provider : config.providers) {
        if (!provider->enabled)
            result.refused.emplace_back(provider->id, u"disabled"_s);
        else if (request.excludes(provider->id))
            result.refused.emplace_back(provider->id, u"excluded by request"_s);
        else if (!provider->regions.contains(country) && !provider->regions.contains(region))
            result.refused.emplace_back(provider->id, u"region not supported"_s);
        else
            result.eligible.push_back(provider);
    }
    return result;
}

std::optional<ProviderError> constraintProblem(const RouteRequest &request, const ProviderQuote &quote)
{
    if (!request.maxDeliveryMinutes || quote.quote.etaMinutes <= *request.maxDeliveryMinutes)
        return std::nullopt;
    return constraintError(quote.provider, quote.quote.etaMinutes, *request.maxDeliveryMinutes);
}

} // namespace signalbox::commerce
