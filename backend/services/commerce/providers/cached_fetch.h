#pragma once

#include "backend/platform/cluster/shared_cache.h"
#include "backend/services/commerce/provider.h"

#include <functional>

namespace signalbox::commerce {

using ProviderFetch = std::function<Task<ProviderResult<cluster::CacheEntry>>()>;

/// SharedCache::getOrFetch() for fetches that fail with a ProviderError: all who waited for the same fetch get the
/// same ProviderError, whichever worker they are on. `cancel` is the token of the call that fetches: when it is
/// cancelled the wait ends, and another one who waits fetches in its place.
Task<ProviderResult<QByteArray>> cachedFetch(cluster::SharedCache *cache, QByteArray key, ProviderFetch fetch,
                                             ProviderConfigPtr config, CancelToken cancel);

/// How long an empty product result is kept (contract commerce-router 3.4).
inline constexpr core::milliseconds kEmptyResultTtl {60000};

} // namespace signalbox::commerce
