#include "backend/services/commerce/providers/provider_set.h"

#include "backend/services/commerce/providers/instacart_provider.h"
#include "backend/services/commerce/providers/kroger_provider.h"
#include "backend/services/commerce/providers/mealme_provider.h"
#include "backend/services/commerce/providers/walmart_provider.h"

namespace signalbox::commerce {

ProviderSet makeProviderSet(const ProviderPorts &ports)
{
    return {std::make_unique<MealMeProvider>(ports), std::make_unique<InstacartProvider>(ports),
            std::make_unique<KrogerProvider>(ports), std::make_unique<WalmartProvider>(ports)};
}

} // namespace signalbox::commerce
