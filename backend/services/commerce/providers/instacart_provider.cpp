#include "backend/services/commerce/providers/instacart_provider.h"

#include "backend/platform/core/json_writer.h"
#include "backend/services/commerce/mock_quotes.h"
#include "backend/services/commerce/money.h"
#include "backend/services/commerce/provider_error.h"
#include "backend/services/commerce/providers/cached_fetch.h"
#include "backend/services/commerce/providers/provider_call.h"
#include "backend/services/commerce/providers/store_cache.h"

#include <QCryptographicHash>
#include <QHash>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::hours kLinkTtl {1};
constexpr int kLinkLifeDays = 30;

Headers authorized(const ProviderConfig &config)
{
    return {{"Authorization", "Bearer " + std::get<InstacartAccess>(config.access).apiKey}};
}

ProviderRequest retailersRequest(const ProviderConfig &config, const QString &zip)
{
    return {.path = "/idp/v1/retailers?" + queryText({{"postal_code", zip}, {"country_code", u"US"_s}}),
            .headers = authorized(config)};
}

Task<ProviderResult<cluster::CacheEntry>> fetchRetailer(upstream::Client *client, ProviderConfigPtr config,
                                                        CallContext call, QString zip)
{
    const auto reply = co_await exchange(client, config, call, retailersRequest(*config, zip));
    if (!reply)
        co_return std::unexpected(reply.error());
    if (!reply->body["retailers"_L1].isArray())
        co_return std::unexpected(invalidResponseError(config->id, u"answer has no retailers"_s));
    std::optional<Store> store;
    if (const QJsonValue first = reply->body["retailers"_L1][0]; first.isObject()) {
        const QString key = first["retailer_key"_L1].toString();
        store = Store {key.isEmpty() ? QString::number(first["id"_L1].toInteger()) : key,
                       first["name"_L1].toString(), QString()};
    }
    co_return cluster::CacheEntry {storeToBytes(store), config->storeCacheTtl};
}

Task<ProviderResult<cluster::CacheEntry>> fetchLink(upstream::Client *client, ProviderConfigPtr config,
                                                    CallContext call, QByteArray body)
{
    Headers headers = authorized(*config);
    headers.add("Content-Type", "application/json");
    const auto reply = co_await exchange(
        client, config, call,
        {.method = "POST", .path = "/idp/v1/products/products_link", .headers = headers, .body = body});
    if (!reply)
        co_return std::unexpected(reply.error());
    const QByteArray link = reply->body["products_link_url"_L1].toString().toUtf8();
    if (link.isEmpty())
        co_return std::unexpected(invalidResponseError(config->id, u"answer has no products_link_url"_s));
    co_return cluster::CacheEntry {link, kLinkTtl};
}

/// Instacart's documented affiliate parameters.
QString withPartner(const QString &link, const QByteArray &partnerId)
{
    if (partnerId.isEmpty())
        return link;
    return link + (link.contains(u'?') ? u'&' : u'?')
        + u"utm_campaign=instacart-idp&utm_medium=affiliate&utm_source=instacart_idp"
          "&utm_term=partnertype-mediapartner&utm_content=campaignid-20313_partnerid-"_s
        + QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(partnerId)));
}

} // namespace

QByteArray instacartUnit(const QString &unit)
{
    static const QHash<QString, QByteArray> known {
        {u"lb"_s, "pound"}, {u"lbs"_s, "pound"}, {u"oz"_s, "ounce"}, {u"gal"_s, "gallon"}, {u"gallon"_s, "gallon"}};
    return known.value(unit.trimmed().toLower(), "each");
}

QByteArray productsLinkBody(const std::vector<Item> &items)
{
    JsonWriter out;
    out.beginObject().member("title", "LoopGPT order").member("link_type", "shopping_list");
    out.member("expires_in", kLinkLifeDays).key("line_items").beginArray();
    for (const Item &item : items) {
        out.beginObject().member("name", item.name).member("display_text", item.name);
        out.key("line_item_measurements").beginArray().beginObject();
        out.key("quantity").raw(milliText(item.quantityMilli)).member("unit", instacartUnit(item.unit));
        out.endObject().endArray().endObject();
    }
    out.endArray().endObject();
    return out.take();
}

Task<ProviderResult<ProviderQuote>> InstacartProvider::getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                                CallContext call)
{
    upstream::Client *client = &m_ports.client;
    const QString zip = request.address.searchPostalCode();
    const auto storeBytes = co_await cachedFetch(
        &m_ports.stores, "instacart:store:" + zip.toUtf8(),
        [client, config, call, zip] { return fetchRetailer(client, config, call, zip); }, config, call.cancel);
    if (!storeBytes)
        co_return std::unexpected(storeBytes.error());
    const std::optional<Store> store = storeFromBytes(*storeBytes);
    if (!store)
        co_return std::unexpected(noStoresError(id()));

    const QByteArray body = productsLinkBody(request.items);
    const QByteArray key
        = "instacart:link:" + QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex();
    const auto link = co_await cachedFetch(
        &m_ports.products, key, [client, config, call, body] { return fetchLink(client, config, call, body); },
        config, call.cancel);
    if (!link)
        co_return std::unexpected(link.error());

    ProviderQuote quote = mockQuote(request, *config);
    quote.quote.mode = Mode::Estimated;
    quote.store = store;
    quote.affiliateUrl
        = withPartner(QString::fromUtf8(*link), std::get<InstacartAccess>(config->access).partnerId);
    co_return quote;
}

Task<HealthReport> InstacartProvider::healthCheck(ProviderConfigPtr config, CallContext call)
{
    const core::SteadyTime start = m_ports.clock.steady();
    const auto reply
        = co_await exchange(&m_ports.client, config, call, retailersRequest(*config, u"94102"_s));
    const auto latency = std::chrono::duration_cast<core::milliseconds>(m_ports.clock.steady() - start);
    co_return HealthReport {reply.has_value(), reply ? QByteArray() : healthReasonOf(reply.error()), latency};
}

Task<PlacementResult> InstacartProvider::confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call)
{
    Q_UNUSED(config)
    Q_UNUSED(call)
    co_return Placement {PlacementStatus::CheckoutRequired, placement.quote.quote.totalCents,
                         placement.quote.affiliateUrl, {}};
}

} // namespace signalbox::commerce
