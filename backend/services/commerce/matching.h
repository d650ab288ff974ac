#pragma once

#include "backend/services/commerce/provider.h"

#include <vector>

/// From a provider's search results to a quote: which product is taken, and what the cart costs. Pure.
namespace signalbox::commerce {

/// One search result in the provider's order. `priceCents` ≤ 0 = without a price.
struct Offer
{
    QString sku;
    QString name;
    qint64 priceCents = 0;
    bool inStock = true;
};

/// What became of one requested item.
struct ItemMatch
{
    ItemStatus status = ItemStatus::Unavailable;
    ItemReason reason = ItemReason::NotFound;
    Offer offer; ///< unless unavailable
    QString substitutionReason; ///< name of the first skipped product
};

/// First priced offer in stock (contract commerce-router 3.4, Matching).
ItemMatch matchItem(const std::vector<Offer> &offers);
/// An item whose search failed technically.
ItemMatch failedLookup();

/// Fee, tax and delivery time of a provider that publishes none (contract commerce-router 3.5, 4.1, 4.2).
struct PriceModel
{
    qint64 unitPriceCents = 0; ///< mock only
    qint64 feeCents = 0;
    qint64 freeFromCents = 0; ///< subtotal from which there is no fee; 0 = never
    int taxBasisPoints = 0;
    int etaMinutes = 0;
    int etaMinMinutes = 0;
    int etaMaxMinutes = 0;
};
const PriceModel &priceModelOf(ProviderId id);

/// Cart and availability of a request from one match per item, in request order; amounts from `model`, taxEstimated
/// true. The caller sets store and affiliateUrl. NO_ITEMS_FOUND when nothing was found or the subtotal is 0.
ProviderResult<ProviderQuote> assembleQuote(ProviderId id, const QuoteRequest &request,
                                            const std::vector<ItemMatch> &matches, const PriceModel &model, Mode mode);

/// Cart and availability only, for a provider with amounts of its own (MealMe). quote.subtotalCents is set.
ProviderQuote assembleCart(ProviderId id, const QuoteRequest &request, const std::vector<ItemMatch> &matches);

} // namespace signalbox::commerce
