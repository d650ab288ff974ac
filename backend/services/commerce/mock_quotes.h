#pragma once

#include "backend/services/commerce/provider.h"

namespace signalbox::commerce {

/// The deterministic stand-in quote of a provider (contract commerce-router 3.5). Pure: no clock, no network.
ProviderQuote mockQuote(const QuoteRequest &request, const ProviderConfig &config);

/// Lower case, each run of characters outside a-z0-9 replaced by one `-`.
QString slug(const QString &name);

} // namespace signalbox::commerce
