#include "backend/services/commerce/matching.h"

#include "backend/services/commerce/money.h"
#include "backend/services/commerce/provider_error.h"

namespace signalbox::commerce {

ItemMatch matchItem(const std::vector<Offer> &offers)
{
    QString skipped;
    for (const Offer &offer : offers) {
        if (offer.priceCents <= 0)
            continue;
        if (offer.inStock) {
            const bool substituted = !skipped.isEmpty();
            return {substituted ? ItemStatus::Substituted : ItemStatus::Found, ItemReason::None, offer, skipped};
        }
        if (skipped.isEmpty())
            skipped = offer.name.isEmpty() ? offer.sku : offer.name;
    }
    return {ItemStatus::Unavailable, skipped.isEmpty() ? ItemReason::NotFound : ItemReason::OutOfStock, {}, {}};
}

ItemMatch failedLookup()
{
    return {ItemStatus::Unavailable, ItemReason::LookupFailed, {}, {}};
}

const PriceModel &priceModelOf(ProviderId id)
{
    static constexpr std::array<PriceModel, kProviderCount> kModels {{
        {1299, 499, 0, 800, 35, 30, 45},
        {1149, 599, 0, 800, 52, 45, 60},
        {1099, 995, 3500, 750, 150, 120, 240},
        {999, 795, 0, 700, 90, 60, 120},
    }};
    return kModels[indexOf(id)];
}

ProviderQuote assembleCart(ProviderId id, const QuoteRequest &request, const std::vector<ItemMatch> &matches)
{
    ProviderQuote result;
    result.provider = id;
    result.cart.reserve(matches.size());
    result.availability.reserve(matches.size());
    for (size_t i = 0; i < request.items.size() && i < matches.size(); ++i) {
        const Item &item = request.items[i];
        const ItemMatch &match = matches[i];
        ItemAvailability availability {item.id, item.name, match.status, match.reason, std::nullopt};
        if (match.status != ItemStatus::Unavailable) {
            const Offer &offer = match.offer;
            const qint64 total = lineTotal(offer.priceCents, item.quantityMilli);
            availability.product = FoundProduct {offer.sku, offer.name, offer.priceCents};
            result.cart.push_back({item.id, offer.sku, offer.name, item.quantityMilli, item.unit, offer.priceCents,
                                   total, match.status == ItemStatus::Substituted, match.substitutionReason});
            result.quote.subtotalCents += total;
        }
        result.availability.push_back(std::move(availability));
    }
    return result;
}

ProviderResult<ProviderQuote> assembleQuote(ProviderId id, const QuoteRequest &request,
                                            const std::vector<ItemMatch> &matches, const PriceModel &model, Mode mode)
{
    ProviderQuote result = assembleCart(id, request, matches);
    Quote &quote = result.quote;
    if (result.cart.empty() || quote.subtotalCents == 0)
        return std::unexpected(noItemsError(id));
    quote.feesCents = model.freeFromCents > 0 && quote.subtotalCents >= model.freeFromCents ? 0 : model.feeCents;
    quote.taxCents = basisPoints(quote.subtotalCents, model.taxBasisPoints);
    quote.totalCents = quote.subtotalCents + quote.feesCents + quote.taxCents;
    quote.etaMinutes = model.etaMinutes;
    quote.etaMinMinutes = model.etaMinMinutes;
    quote.etaMaxMinutes = model.etaMaxMinutes;
    quote.mode = mode;
    quote.taxEstimated = true;
    return result;
}

} // namespace signalbox::commerce
