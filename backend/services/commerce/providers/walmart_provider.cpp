#include "backend/services/commerce/providers/walmart_provider.h"

#include "backend/services/commerce/money.h"
#include "backend/services/commerce/provider_error.h"
#include "backend/services/commerce/providers/cached_fetch.h"
#include "backend/services/commerce/providers/item_search.h"
#include "backend/services/commerce/providers/store_cache.h"

#include <QJsonArray>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

constexpr char kBasePath[] = "/api-proxy/service/affil/product/v2/";

QByteArray searchPath(const ProviderConfig &config, const QString &name, int count)
{
    std::vector<std::pair<QByteArray, QString>> parameters {
        {"query", name}, {"numItems", QString::number(count)}, {"responseGroup", u"full"_s}};
    const auto &access = std::get<WalmartAccess>(config.access);
    if (!access.publisherId.isEmpty())
        parameters.emplace_back("publisherId", QString::fromUtf8(access.publisherId));
    return "search?" + queryText(parameters);
}

std::optional<Store> nearestStore(const QJsonValue &answer)
{
    const QJsonValue first = answer.isArray() ? answer.toArray().first() : answer["stores"_L1][0];
    if (!first.isObject())
        return std::nullopt;
    return Store {QString::number(first["no"_L1].toInteger()), first["name"_L1].toString(),
                  storeAddress(first["streetAddress"_L1].toString(), first["city"_L1].toString(),
                               first["stateProvCode"_L1].toString(), first["zip"_L1].toString())};
}

} // namespace

std::vector<Offer> walmartOffers(const QJsonValue &answer)
{
    std::vector<Offer> offers;
    const QJsonArray items = answer["items"_L1].toArray();
    for (const QJsonValue item : items) {
        const bool online = item["availableOnline"_L1].toBool(true);
        const bool inStock = online && item["stock"_L1].toString() != "Not available"_L1;
        offers.push_back({QString::number(item["itemId"_L1].toInteger()), item["name"_L1].toString(),
                          centsFromNumber(item["salePrice"_L1].toDouble()).value_or(0), inStock});
    }
    return offers;
}

QString walmartCartLink(const std::vector<CartLine> &cart, const QString &affiliateId)
{
    QStringList items;
    for (const CartLine &line : cart)
        items += line.providerSku + u"%7C"_s + QString::number(wholeUnits(line.quantityMilli));
    return u"https://affil.walmart.com/cart/addToCart?items="_s + items.join(u',') + u"&affcamid="_s
        + QString::fromLatin1(QUrl::toPercentEncoding(affiliateId));
}

Task<ProviderResult<ProviderReply>> WalmartProvider::get(ProviderConfigPtr config, CallContext call,
                                                         QByteArray pathAndQuery)
{
    const auto headers = co_await m_signer.headers(std::get<WalmartAccess>(config->access),
                                                   core::epochMs(m_ports.clock.wall()), call.requestId);
    if (!headers && headers.error().code == ErrorCode::Unavailable)
        co_return std::unexpected(networkError(id(), u"too many calls wait to be signed"_s));
    if (!headers)
        co_return std::unexpected(missingCredentialsError(id()));
    co_return co_await exchange(&m_ports.client, config, call,
                                {.path = kBasePath + pathAndQuery, .headers = *headers});
}

Task<ProviderResult<cluster::CacheEntry>> WalmartProvider::fetchStore(ProviderConfigPtr config, CallContext call,
                                                                      QString zip)
{
    const auto reply = co_await get(config, call, "stores?" + queryText({{"zip", zip}}));
    if (!reply)
        co_return std::unexpected(reply.error());
    co_return cluster::CacheEntry {storeToBytes(nearestStore(reply->body)), config->storeCacheTtl};
}

Task<ProviderResult<cluster::CacheEntry>> WalmartProvider::fetchOffers(ProviderConfigPtr config, CallContext call,
                                                                       QString name)
{
    const auto reply = co_await get(config, call, searchPath(*config, name, 5));
    if (!reply)
        co_return std::unexpected(reply.error());
    if (!reply->body.isObject())
        co_return std::unexpected(invalidResponseError(id(), u"answer is not an object"_s));
    const std::vector<Offer> found = walmartOffers(reply->body);
    const core::milliseconds ttl = found.empty() ? std::min(kEmptyResultTtl, config->productCacheTtl)
                                                 : config->productCacheTtl;
    co_return cluster::CacheEntry {offersToBytes(found), ttl};
}

Task<ProviderResult<std::vector<Offer>>> WalmartProvider::offers(ProviderConfigPtr config, CallContext call,
                                                                 QString name)
{
    const auto bytes = co_await cachedFetch(
        &m_ports.products, "walmart:product:" + searchKey(name),
        [this, config, call, name] { return fetchOffers(config, call, name); }, config, call.cancel);
    if (!bytes)
        co_return std::unexpected(bytes.error());
    co_return offersFromBytes(*bytes);
}

Task<ProviderResult<ProviderQuote>> WalmartProvider::getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                              CallContext call)
{
    const QString zip = request.address.searchPostalCode();
    const auto storeBytes = co_await cachedFetch(
        &m_ports.stores, "walmart:store:" + zip.toUtf8(),
        [this, config, call, zip] { return fetchStore(config, call, zip); }, config, call.cancel);
    // The store is only shown, so a failure other than a refused credential costs nothing but its name.
    if (!storeBytes && (storeBytes.error().httpStatus == 401 || storeBytes.error().httpStatus == 403))
        co_return std::unexpected(storeBytes.error());

    const ItemSearch search = [this, config, call](QString name, CancelToken cancel) {
        CallContext item = call;
        item.cancel = std::move(cancel);
        return offers(config, item, std::move(name));
    };
    const auto matches = co_await searchItems(request.items, config->concurrency, call.cancel, search);
    if (!matches)
        co_return std::unexpected(matches.error());
    auto quote = assembleQuote(id(), request, *matches, priceModelOf(id()), Mode::Live);
    if (!quote)
        co_return std::unexpected(quote.error());
    if (storeBytes)
        quote->store = storeFromBytes(*storeBytes);
    quote->affiliateUrl = walmartCartLink(quote->cart, config->affiliateId);
    co_return std::move(*quote);
}

Task<HealthReport> WalmartProvider::healthCheck(ProviderConfigPtr config, CallContext call)
{
    const core::SteadyTime start = m_ports.clock.steady();
    const auto reply = co_await get(config, call, searchPath(*config, u"milk"_s, 1));
    const auto latency = std::chrono::duration_cast<core::milliseconds>(m_ports.clock.steady() - start);
    co_return HealthReport {reply.has_value(), reply ? QByteArray() : healthReasonOf(reply.error()), latency};
}

Task<PlacementResult> WalmartProvider::confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call)
{
    Q_UNUSED(config)
    Q_UNUSED(call)
    co_return Placement {PlacementStatus::CheckoutRequired, placement.quote.quote.totalCents,
                         placement.quote.affiliateUrl, {}};
}

} // namespace signalbox::commerce
