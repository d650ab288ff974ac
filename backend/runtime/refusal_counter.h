#pragma once

#include "backend/platform/http/exchange.h"
#include "backend/platform/metrics/registry.h"

namespace signalbox::runtime {

/// Counts every 429 in `signalbox_rate_limited_total{service}` (contract platform 5.2). One per worker.
http::ExchangeObserver countRateLimited(metrics::Registry &registry);

} // namespace signalbox::runtime
