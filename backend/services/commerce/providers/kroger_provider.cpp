#include "backend/services/commerce/providers/kroger_provider.h"

#include "backend/services/commerce/money.h"
#include "backend/services/commerce/provider_error.h"
#include "backend/services/commerce/providers/cached_fetch.h"
#include "backend/services/commerce/providers/item_search.h"
#include "backend/services/commerce/providers/store_cache.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

/// A token is thrown away this long before the provider would.
constexpr std::chrono::seconds kTokenMargin {60};
constexpr int kTokenLifeSeconds = 1800;

/// Credentials differ between sandbox and production, so a token belongs to both host and client.
QByteArray tokenKey(const ProviderConfig &config)
{
    const auto &access = std::get<KrogerAccess>(config.access);
    const QByteArray identity = config.baseUrl.toEncoded() + '\n' + access.clientId + '\n' + access.clientSecret;
    return "kroger:token:" + QCryptographicHash::hash(identity, QCryptographicHash::Sha256).toHex();
}

ProviderRequest tokenRequest(const ProviderConfig &config)
{
    const auto &access = std::get<KrogerAccess>(config.access);
    const QByteArray pair = access.clientId + ':' + access.clientSecret;
    return {.method = "POST",
            .path = "/v1/connect/oauth2/token",
            .headers = {{"Authorization", "Basic " + pair.toBase64()},
                        {"Content-Type", "application/x-www-form-urlencoded"}},
            .body = "grant_type=client_credentials&scope=product.compact"};
}

Task<ProviderResult<cluster::CacheEntry>> fetchToken(upstream::Client *client, ProviderConfigPtr config,
                                                     CallContext call)
{
    const auto reply = co_await exchange(client, config, call, tokenRequest(*config));
    if (!reply) {
        const int status = reply.error().httpStatus;
        const bool refused = status >= 400 && status < 500 && status != 408 && status != 429;
        co_return std::unexpected(refused ? authError(config->id, status) : reply.error());
    }
    const QByteArray token = reply->body["access_token"_L1].toString().toUtf8();
    if (token.isEmpty())
        co_return std::unexpected(invalidResponseError(config->id, u"token answer has no access_token"_s));
    const std::chrono::seconds life(reply->body["expires_in"_L1].toInt(kTokenLifeSeconds));
    co_return cluster::CacheEntry {token, std::max(life - kTokenMargin, std::chrono::seconds(0))};
}

qint64 priceOf(const QJsonValue &item)
{
    const QJsonValue price = item["price"_L1];
    const qint64 promo = centsFromNumber(price["promo"_L1].toDouble()).value_or(0);
    // A promo of 0 means that there is no promotion.
    return promo > 0 ? promo : centsFromNumber(price["regular"_L1].toDouble()).value_or(0);
}

bool isInStock(const QJsonValue &item)
{
    const QString level = item["inventory"_L1]["stockLevel"_L1].toString();
    if (!level.isEmpty())
        return level != "TEMPORARILY_OUT_OF_STOCK"_L1;
    return item["fulfillment"_L1]["delivery"_L1].toBool() || item["fulfillment"_L1]["curbside"_L1].toBool();
}

} // namespace

std::vector<Offer> krogerOffers(const QJsonObject &answer)
{
    std::vector<Offer> offers;
    const QJsonArray products = answer["data"_L1].toArray();
    for (const QJsonValue product : products) {
        const QJsonValue item = product["items"_L1][0];
        offers.push_back(
            {product["upc"_L1].toString(), product["description"_L1].toString(), priceOf(item), isInStock(item)});
    }
    return offers;
}

Task<ProviderResult<QByteArray>> KrogerProvider::token(ProviderConfigPtr config, CallContext call)
{
    upstream::Client *client = &m_ports.client;
    return cachedFetch(&m_ports.tokens, tokenKey(*config),
                       [client, config, call] { return fetchToken(client, config, call); }, config, call.cancel);
}

Task<ProviderResult<QJsonObject>> KrogerProvider::resource(ProviderConfigPtr config, CallContext call, QByteArray path)
{
    for (int attempt = 0;; ++attempt) {
        const auto bearer = co_await token(config, call);
        if (!bearer)
            co_return std::unexpected(bearer.error());
        const auto reply = co_await exchange(
            &m_ports.client, config, call, {.path = path, .headers = {{"Authorization", "Bearer " + *bearer}}});
        if (reply && !reply->body.isObject())
            co_return std::unexpected(invalidResponseError(config->id, u"answer is not an object"_s));
        if (reply)
            co_return reply->body.toObject();
        // The token may have been revoked before its time: one fresh token, one repetition.
        if (reply.error().httpStatus != 401 || attempt > 0)
            co_return std::unexpected(reply.error());
        m_ports.tokens.forget(tokenKey(*config));
    }
}

Task<ProviderResult<cluster::CacheEntry>> KrogerProvider::fetchStore(ProviderConfigPtr config, CallContext call,
                                                                     QString zip)
{
    const QByteArray query = queryText(
        {{"filter.zipCode.near", zip}, {"filter.radiusInMiles", u"10"_s}, {"filter.limit", u"1"_s}});
    const auto answer = co_await resource(config, call, "/v1/locations?" + query);
    if (!answer)
        co_return std::unexpected(answer.error());
    std::optional<Store> store;
    if (const QJsonValue first = answer->value("data"_L1)[0]; first.isObject()) {
        const QJsonValue address = first["address"_L1];
        store = Store {first["locationId"_L1].toString(), first["name"_L1].toString(),
                       storeAddress(address["addressLine1"_L1].toString(), address["city"_L1].toString(),
                                    address["state"_L1].toString(), address["zipCode"_L1].toString())};
    }
    co_return cluster::CacheEntry {storeToBytes(store), config->storeCacheTtl};
}

Task<ProviderResult<cluster::CacheEntry>> KrogerProvider::fetchOffers(ProviderConfigPtr config, CallContext call,
                                                                      QString name, QString storeId)
{
    const QByteArray query
        = queryText({{"filter.term", name}, {"filter.locationId", storeId}, {"filter.limit", u"5"_s}});
    const auto answer = co_await resource(config, call, "/v1/products?" + query);
    if (!answer)
        co_return std::unexpected(answer.error());
    const std::vector<Offer> found = krogerOffers(*answer);
    const core::milliseconds ttl = found.empty() ? std::min(kEmptyResultTtl, config->productCacheTtl)
                                                 : config->productCacheTtl;
    co_return cluster::CacheEntry {offersToBytes(found), ttl};
}

Task<ProviderResult<std::vector<Offer>>> KrogerProvider::offers(ProviderConfigPtr config, CallContext call,
                                                                QString name, QString storeId)
{
    const QByteArray key = "kroger:product:" + storeId.toUtf8() + ':' + searchKey(name);
    const auto bytes = co_await cachedFetch(
        &m_ports.products, key,
        [this, config, call, name, storeId] { return fetchOffers(config, call, name, storeId); }, config,
        call.cancel);
    if (!bytes)
        co_return std::unexpected(bytes.error());
    co_return offersFromBytes(*bytes);
}

Task<ProviderResult<ProviderQuote>> KrogerProvider::getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                             CallContext call)
{
    const QString zip = request.address.searchPostalCode();
    const auto storeBytes = co_await cachedFetch(
        &m_ports.stores, "kroger:store:" + zip.toUtf8(),
        [this, config, call, zip] { return fetchStore(config, call, zip); }, config, call.cancel);
    if (!storeBytes)
        co_return std::unexpected(storeBytes.error());
    const std::optional<Store> store = storeFromBytes(*storeBytes);
    if (!store)
        co_return std::unexpected(noStoresError(id()));

    const ItemSearch search = [this, config, call, storeId = store->id](QString name, CancelToken cancel) {
        CallContext item = call;
        item.cancel = std::move(cancel);
        return offers(config, item, std::move(name), storeId);
    };
    const auto matches = co_await searchItems(request.items, config->concurrency, call.cancel, search);
    if (!matches)
        co_return std::unexpected(matches.error());
    auto quote = assembleQuote(id(), request, *matches, priceModelOf(id()), Mode::Live);
    if (!quote)
        co_return std::unexpected(quote.error());
    quote->store = store;
    quote->affiliateUrl = u"https://www.kroger.com/search?"_s
        + QString::fromLatin1(queryText({{"query", request.items.front().name}, {"affId", config->affiliateId}}));
    co_return std::move(*quote);
}

Task<HealthReport> KrogerProvider::healthCheck(ProviderConfigPtr config, CallContext call)
{
    const core::SteadyTime start = m_ports.clock.steady();
    const auto entry = co_await fetchToken(&m_ports.client, config, call);
    const auto latency = std::chrono::duration_cast<core::milliseconds>(m_ports.clock.steady() - start);
    co_return HealthReport {entry.has_value(), entry ? QByteArray() : healthReasonOf(entry.error()), latency};
}

Task<PlacementResult> KrogerProvider::confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call)
{
    const qint64 total = placement.quote.quote.totalCents;
    if (placement.contact.krogerAccessToken.isEmpty())
        co_return Placement {PlacementStatus::CheckoutRequired, total, placement.quote.affiliateUrl, {}};

    QJsonArray items;
    for (const CartLine &line : placement.quote.cart) {
        items.append(QJsonObject {{u"upc"_s, line.providerSku},
                                  {u"quantity"_s, wholeUnits(line.quantityMilli)},
                                  {u"modality"_s, u"DELIVERY"_s}});
    }
    const auto reply = co_await exchangeAnyStatus(
        &m_ports.client, config, call,
        {.method = "PUT",
         .path = "/v1/cart/add",
         .headers = {{"Authorization", "Bearer " + placement.contact.krogerAccessToken},
                     {"Content-Type", "application/json"}},
         .body = QJsonDocument(QJsonObject {{u"items"_s, items}}).toJson(QJsonDocument::Compact),
         .safe = false});
    if (!reply)
        co_return std::unexpected(PlacementError {confirmCodeOf(reply.error()), u"Kroger Direct did not answer"_s});
    if (reply->status != 204)
        co_return std::unexpected(PlacementError {confirmCodeOf(id(), reply->status), httpError(id(), reply->status).message});
    co_return Placement {PlacementStatus::CheckoutRequired, total, u"https://www.kroger.com/cart"_s, {}};
}

} // namespace signalbox::commerce
