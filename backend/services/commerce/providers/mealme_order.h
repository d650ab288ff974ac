#pragma once

#include "backend/services/commerce/provider.h"

namespace signalbox::commerce {

/// Draft, price guard, finalize (contract commerce-router 4.3, Confirm). Finalize is the placing call: never
/// repeated; when its answer is lost the order's state is asked for once.
Task<PlacementResult> placeMealMeOrder(upstream::Client *client, PlacementRequest placement, ProviderConfigPtr config,
                                       CallContext call);

/// A hosted checkout for a customer who pays on MealMe's page.
Task<PlacementResult> createMealMeCart(upstream::Client *client, PlacementRequest placement, ProviderConfigPtr config,
                                       CallContext call);

} // namespace signalbox::commerce
