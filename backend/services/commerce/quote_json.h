#pragma once

#include "backend/platform/core/json_writer.h"
#include "backend/services/commerce/provider.h"
#include "backend/services/commerce/scoring.h"

/// The parts of the route answer (contract commerce-router 2.2), in the order the contract prints them.
namespace signalbox::commerce {

void writeProviderHead(JsonWriter &json, ProviderId id, int priority);
/// `withCommission`: only for the service key.
void writeConfig(JsonWriter &json, const ProviderConfig &config, bool withCommission);
void writeCart(JsonWriter &json, const std::vector<CartLine> &cart);
void writeQuote(JsonWriter &json, const Quote &quote);
void writeAvailability(JsonWriter &json, const std::vector<ItemAvailability> &availability);
void writeBreakdown(JsonWriter &json, ProviderId provider, const Score &score, const Weights &effective);

} // namespace signalbox::commerce
