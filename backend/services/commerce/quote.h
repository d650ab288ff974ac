#pragma once

#include "backend/services/commerce/provider_config.h"
#include "backend/services/commerce/provider_id.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace signalbox::commerce {

/// One requested line after validation (contract commerce-router 2.1).
struct Item
{
    QString id;
    QString name; ///< trimmed
    qint64 quantityMilli = 1000; ///< thousandths: 1.5 is 1500
    QString unit = QStringLiteral("pcs");
    std::optional<qint64> priceCents; ///< the caller's expectation, never used for pricing
};

/// Where to deliver.
struct Address
{
    QString street; ///< may be empty in the `location` form
    QString city;
    QString state;
    QString postalCode; ///< as given; providers use searchPostalCode()
    QString country = QStringLiteral("US"); ///< upper case

    /// The first five digits in the US, else the whole code.
    QString searchPostalCode() const { return country == u"US" ? postalCode.left(5) : postalCode; }
};

/// Who the customer is at each provider; any may be empty.
struct UserContext
{
    QString krogerCustomerId;
    QString walmartCustomerId;
    QString instacartUserId;
    QString mealmeUserId;
    QStringList loyaltyIds;
};

/// What every provider is asked.
struct QuoteRequest
{
    std::vector<Item> items;
    Address address;
    UserContext user;
};

enum class ItemStatus { Found, Substituted, Unavailable };

/// Why an item is unavailable.
enum class ItemReason { None, NotFound, OutOfStock, LookupFailed };

/// A priced line of a provider's cart.
struct CartLine
{
    QString clientItemId;
    QString providerSku;
    QString name;
    qint64 quantityMilli = 1000;
    QString unit;
    qint64 priceCents = 0; ///< one unit
    qint64 lineTotalCents = 0; ///< round half up of priceCents × quantity
    bool substituted = false;
    QString substitutionReason;

    bool operator==(const CartLine &) const = default;
};

/// The product behind a found or substituted item.
struct FoundProduct
{
    QString id;
    QString name;
    qint64 priceCents = 0;

    bool operator==(const FoundProduct &) const = default;
};

/// What a provider says of one requested item; always one per item, in request order.
struct ItemAvailability
{
    QString clientItemId;
    QString requestedItem;
    ItemStatus status = ItemStatus::Unavailable;
    ItemReason reason = ItemReason::None;
    std::optional<FoundProduct> product; ///< empty when unavailable

    bool operator==(const ItemAvailability &) const = default;
};

struct Store
{
    QString id;
    QString name;
    QString address;

    bool operator==(const Store &) const = default;
};

/// The numbers of a quote. totalCents = subtotal + fees + tax, exactly.
struct Quote
{
    qint64 subtotalCents = 0;
    qint64 feesCents = 0;
    qint64 taxCents = 0;
    qint64 totalCents = 0;
    int etaMinutes = 0; ///< 0 = unknown
    int etaMinMinutes = 0;
    int etaMaxMinutes = 0;
    Mode mode = Mode::Mock;
    bool taxEstimated = true;

    bool operator==(const Quote &) const = default;
};

/// A provider's whole answer.
struct ProviderQuote
{
    ProviderId provider = ProviderId::MealMe;
    std::optional<Store> store;
    std::vector<CartLine> cart;
    Quote quote;
    std::vector<ItemAvailability> availability;
    QString affiliateUrl; ///< empty = the provider has none
    QByteArray raw; ///< masked provider bodies, only with LOOPGPT_DEBUG_RAW

    bool operator==(const ProviderQuote &) const = default;
};

} // namespace signalbox::commerce
