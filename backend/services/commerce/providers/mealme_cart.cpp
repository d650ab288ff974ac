#include "backend/services/commerce/providers/mealme_cart.h"

#include "backend/services/commerce/matching.h"
#include "backend/services/commerce/money.h"
#include "backend/services/commerce/provider_error.h"
#include "backend/services/commerce/providers/mealme_pricing.h"
#include "backend/services/commerce/providers/store_cache.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cmath>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

std::vector<Offer> offersOf(const QJsonArray &products)
{
    std::vector<Offer> offers;
    for (const QJsonValue product : products) {
        const auto price = qint64(std::floor(product["price"_L1].toDouble() + 0.5));
        offers.push_back({product["product_id"_L1].toString(), product["item_name"_L1].toString(), price, true});
    }
    return offers;
}

ProviderQuote quoteOf(const QuoteRequest &request, const QJsonValue &cart)
{
    std::vector<ItemMatch> matches;
    for (const Item &item : request.items)
        matches.push_back(matchItem(offersOf(cart["products"_L1][item.name].toArray())));
    ProviderQuote quote = assembleCart(ProviderId::MealMe, request, matches);
    quote.quote = mealMeQuote(quote.quote.subtotalCents, cart["quote"_L1]);
    const QJsonValue store = cart["store"_L1];
    const QJsonValue address = store["address"_L1];
    quote.store = Store {store["_id"_L1].toString(), store["name"_L1].toString(),
                         storeAddress(address["street_addr"_L1].toString(), address["city"_L1].toString(),
                                      address["state"_L1].toString(), address["zipcode"_L1].toString())};
    return quote;
}

} // namespace

ProviderResult<ProviderQuote> bestMealMeCart(const QuoteRequest &request, const QJsonArray &carts)
{
    std::optional<ProviderQuote> best;
    for (const QJsonValue cart : carts) {
        ProviderQuote quote = quoteOf(request, cart);
        const qint64 subtotal = quote.quote.subtotalCents;
        if (subtotal <= 0 || !meetsOrderMinimum(subtotal, cart["quote"_L1]))
            continue;
        const bool better = !best || quote.cart.size() > best->cart.size()
            || (quote.cart.size() == best->cart.size() && quote.quote.totalCents < best->quote.totalCents);
        if (better)
            best = std::move(quote);
    }
    if (!best)
        return std::unexpected(noItemsError(ProviderId::MealMe));
    return *best;
}

QString mealMeQuery(const std::vector<Item> &items)
{
    QJsonObject query;
    for (const Item &item : items)
        query[item.name] = query[item.name].toInteger() + wholeUnits(item.quantityMilli);
    return QString::fromUtf8(QJsonDocument(query).toJson(QJsonDocument::Compact));
}

std::pair<QString, QString> splitStreet(const QString &street)
{
    const qsizetype space = street.indexOf(u' ');
    if (street.isEmpty() || !street.front().isDigit() || space < 0)
        return {QString(), street};
    return {street.left(space), street.mid(space + 1)};
}

} // namespace signalbox::commerce
