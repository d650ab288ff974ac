#include "backend/services/commerce/quote_json.h"

#include "backend/services/commerce/money.h"

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

QLatin1StringView statusText(ItemStatus status)
{
    switch (status) {
    case ItemStatus::Found:
        return "found"_L1;
    case ItemStatus::Substituted:
        return "substituted"_L1;
    case ItemStatus::Unavailable:
        return "unavailable"_L1;
    }
    Q_UNREACHABLE();
}

QLatin1StringView reasonText(ItemReason reason)
{
    switch (reason) {
    case ItemReason::None:
        return ""_L1;
    case ItemReason::NotFound:
        return "NOT_FOUND"_L1;
    case ItemReason::OutOfStock:
        return "OUT_OF_STOCK"_L1;
    case ItemReason::LookupFailed:
        return "LOOKUP_FAILED"_L1;
    }
    Q_UNREACHABLE();
}

} // namespace

void writeProviderHead(JsonWriter &json, ProviderId id, int priority)
{
    json.beginObject().member("id", idText(id)).member("name", displayName(id)).member("priority", priority);
    json.endObject();
}

void writeConfig(JsonWriter &json, const ProviderConfig &config, bool withCommission)
{
    json.beginObject().member("id", idText(config.id)).member("name", displayName(config.id));
    json.member("enabled", config.enabled).member("priority", config.priority).key("regions").beginArray();
    for (const QString &region : config.regions)
        json.value(region);
    json.endArray().member("timeout", qint64(config.timeout.count())).member("maxRetries", config.maxRetries);
    if (withCommission)
        json.member("commissionRate", config.commissionRate);
    json.endObject();
}

void writeCart(JsonWriter &json, const std::vector<CartLine> &cart)
{
    json.beginArray();
    for (const CartLine &line : cart) {
        json.beginObject().member("clientItemId", line.clientItemId).member("providerSku", line.providerSku);
        json.member("name", line.name).key("quantity").raw(milliText(line.quantityMilli)).member("unit", line.unit);
        json.member("priceCents", line.priceCents).member("lineTotalCents", line.lineTotalCents);
        json.member("substituted", line.substituted);
        if (!line.substitutionReason.isEmpty())
            json.member("substitutionReason", line.substitutionReason);
        json.endObject();
    }
    json.endArray();
}

void writeQuote(JsonWriter &json, const Quote &quote)
{
    json.beginObject().member("subtotalCents", quote.subtotalCents).member("feesCents", quote.feesCents);
    json.member("taxCents", quote.taxCents).member("totalCents", quote.totalCents).member("currency", "USD"_L1);
    json.member("estimatedDeliveryMinutes", quote.etaMinutes).key("estimatedDelivery").beginObject();
    json.member("min", quote.etaMinMinutes).member("max", quote.etaMaxMinutes).endObject();
    json.member("mode", modeText(quote.mode)).member("taxEstimated", quote.taxEstimated).endObject();
}

void writeAvailability(JsonWriter &json, const std::vector<ItemAvailability> &availability)
{
    json.beginArray();
    for (const ItemAvailability &item : availability) {
        json.beginObject().member("clientItemId", item.clientItemId).member("requestedItem", item.requestedItem);
        json.member("status", statusText(item.status)).member("inStock", item.status != ItemStatus::Unavailable);
        json.member("substituted", item.status == ItemStatus::Substituted);
        if (item.product) {
            json.member("providerSku", item.product->id).key("foundProduct").beginObject();
            json.member("id", item.product->id).member("name", item.product->name);
            json.member("priceCents", item.product->priceCents).endObject();
        }
        if (item.reason != ItemReason::None)
            json.member("reason", reasonText(item.reason));
        json.endObject();
    }
    json.endArray();
}

void writeBreakdown(JsonWriter &json, ProviderId provider, const Score &score, const Weights &effective)
{
    const auto weight = [](qint64 micros) { return double(micros) / kWeightScale; };
    json.beginObject().member("priorityScore", score.priority).member("priceScore", score.price);
    json.member("speedScore", score.speed).member("availabilityScore", score.availability);
    json.member("marginScore", score.margin).member("reliabilityScore", score.reliability);
    json.member("weightedTotal", shownScore(score.total4)).key("weights").beginObject();
    json.member("priority", weight(effective.priority)).member("price", weight(effective.price));
    json.member("speed", weight(effective.speed)).member("margin", weight(effective.margin));
    json.member("availability", weight(effective.availability));
    json.member("reliability", weight(effective.reliability)).endObject();
    json.member("explanation", explanationOf(provider, score)).endObject();
}

} // namespace signalbox::commerce
