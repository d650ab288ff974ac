#pragma once

#include "backend/services/commerce/matching.h"

#include <functional>
#include <vector>

namespace signalbox::commerce {

/// Searches one item; the token is cancelled when the other items no longer matter.
using ItemSearch = std::function<Task<ProviderResult<std::vector<Offer>>>(QString name, CancelToken cancel)>;

/// One match per item, in request order, with at most `concurrency` searches in flight (contract commerce-router
/// 3.4). 401, 403, 429 and the end of the provider's time end the whole search at once; any other failed search makes
/// its item LOOKUP_FAILED; when every search failed, the first error.
Task<ProviderResult<std::vector<ItemMatch>>> searchItems(std::vector<Item> items, int concurrency, CancelToken cancel,
                                                         ItemSearch search);

/// Offers as the product cache keeps them.
QByteArray offersToBytes(const std::vector<Offer> &offers);
std::vector<Offer> offersFromBytes(const QByteArray &bytes);

/// The name under which a product result is kept: trimmed, lower case.
QByteArray searchKey(const QString &name);

} // namespace signalbox::commerce
