#include "backend/services/commerce/routing_record.h"

#include "backend/platform/core/json_parse.h"
#include "backend/platform/core/json_writer.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

void encodeRequest(JsonWriter &json, const QuoteRequest &request)
{
    const Address &address = request.address;
    const UserContext &user = request.user;
    json.beginObject().key("address").beginObject().member("street", address.street).member("city", address.city);
    json.member("state", address.state).member("postalCode", address.postalCode).member("country", address.country);
    json.endObject().key("user").beginObject().member("kroger", user.krogerCustomerId);
    json.member("walmart", user.walmartCustomerId).member("instacart", user.instacartUserId);
    json.member("mealme", user.mealmeUserId).endObject().key("items").beginArray();
    for (const Item &item : request.items) {
        json.beginObject().member("id", item.id).member("name", item.name).member("milli", item.quantityMilli);
        json.member("unit", item.unit).endObject();
    }
    json.endArray().endObject();
}

void encodeQuote(JsonWriter &json, const ProviderQuote &quote)
{
    const Quote &numbers = quote.quote;
    json.beginObject().member("provider", idText(quote.provider)).member("url", quote.affiliateUrl);
    if (quote.store) {
        json.key("store").beginObject().member("id", quote.store->id).member("name", quote.store->name);
        json.member("address", quote.store->address).endObject();
    }
    json.member("subtotal", numbers.subtotalCents).member("fees", numbers.feesCents).member("tax", numbers.taxCents);
    json.member("total", numbers.totalCents).member("eta", numbers.etaMinutes).member("mode", int(numbers.mode));
    json.key("cart").beginArray();
    for (const CartLine &line : quote.cart) {
        json.beginObject().member("item", line.clientItemId).member("sku", line.providerSku).member("name", line.name);
        json.member("milli", line.quantityMilli).member("unit", line.unit).member("price", line.priceCents);
        json.member("total", line.lineTotalCents).endObject();
    }
    json.endArray().endObject();
}

QuoteRequest decodeRequest(const QJsonObject &object)
{
    QuoteRequest request;
    const QJsonObject address = object[u"address"_s].toObject();
    request.address = {address[u"street"_s].toString(), address[u"city"_s].toString(), address[u"state"_s].toString(),
                       address[u"postalCode"_s].toString(), address[u"country"_s].toString()};
    const QJsonObject user = object[u"user"_s].toObject();
    request.user = {user[u"kroger"_s].toString(), user[u"walmart"_s].toString(), user[u"instacart"_s].toString(),
                    user[u"mealme"_s].toString(), {}};
    for (const QJsonValue &value : object[u"items"_s].toArray()) {
        const QJsonObject item = value.toObject();
        request.items.push_back({item[u"id"_s].toString(), item[u"name"_s].toString(), item[u"milli"_s].toInteger(),
                                 item[u"unit"_s].toString(), std::nullopt});
    }
    return request;
}

std::optional<ProviderQuote> decodeQuote(const QJsonObject &object)
{
    const auto provider = providerFromId(object[u"provider"_s].toString().toUtf8());
    if (!provider)
        return std::nullopt;
    ProviderQuote quote;
    quote.provider = *provider;
    quote.affiliateUrl = object[u"url"_s].toString();
    if (const QJsonObject store = object[u"store"_s].toObject(); !store.isEmpty())
        quote.store = Store {store[u"id"_s].toString(), store[u"name"_s].toString(), store[u"address"_s].toString()};
    quote.quote.subtotalCents = object[u"subtotal"_s].toInteger();
    quote.quote.feesCents = object[u"fees"_s].toInteger();
    quote.quote.taxCents = object[u"tax"_s].toInteger();
    quote.quote.totalCents = object[u"total"_s].toInteger();
    quote.quote.etaMinutes = int(object[u"eta"_s].toInteger());
    quote.quote.mode = static_cast<Mode>(object[u"mode"_s].toInteger());
    for (const QJsonValue &value : object[u"cart"_s].toArray()) {
        const QJsonObject line = value.toObject();
        quote.cart.push_back({line[u"item"_s].toString(), line[u"sku"_s].toString(), line[u"name"_s].toString(),
                              line[u"milli"_s].toInteger(), line[u"unit"_s].toString(), line[u"price"_s].toInteger(),
                              line[u"total"_s].toInteger(), false, {}});
    }
    return quote;
}

} // namespace

const ProviderQuote *RoutingRecord::quoteOf(ProviderId id) const
{
    const auto found = std::ranges::find(ranking, id, &ProviderQuote::provider);
    return found == ranking.end() ? nullptr : &*found;
}

QByteArray encodeRecord(const RoutingRecord &record)
{
    JsonWriter json;
    json.beginObject().member("jti", record.jti).member("requestId", record.requestId).member("userId", record.userId);
    json.key("request");
    encodeRequest(json, record.request);
    json.key("ranking").beginArray();
    for (const ProviderQuote &quote : record.ranking)
        encodeQuote(json, quote);
    json.endArray().endObject();
    return json.take();
}

std::optional<RoutingRecord> decodeRecord(const QByteArray &text)
{
    const auto parsed = core::parseJsonObject(text);
    if (!parsed)
        return std::nullopt;
    RoutingRecord record;
    record.jti = (*parsed)[u"jti"_s].toString().toLatin1();
    record.requestId = (*parsed)[u"requestId"_s].toString().toLatin1();
    record.userId = (*parsed)[u"userId"_s].toString();
    record.request = decodeRequest((*parsed)[u"request"_s].toObject());
    for (const QJsonValue &value : (*parsed)[u"ranking"_s].toArray()) {
        const auto quote = decodeQuote(value.toObject());
        if (!quote)
            return std::nullopt;
        record.ranking.push_back(*quote);
    }
    if (record.ranking.empty())
        return std::nullopt;
    return record;
}

} // namespace signalbox::commerce
