#include "backend/services/commerce/providers/mealme_provider.h"

#include "backend/services/commerce/provider_error.h"
#include "backend/services/commerce/providers/cached_fetch.h"
#include "backend/services/commerce/providers/mealme_cart.h"
#include "backend/services/commerce/providers/mealme_order.h"
#include "backend/services/commerce/providers/provider_call.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace signalbox::commerce {

using namespace Qt::StringLiterals;

namespace {

QString addressLine(const Address &address)
{
    return u"%1, %2, %3 %4"_s.arg(address.street, address.city, address.state, address.searchPostalCode());
}

ProviderRequest geocodeRequest(const ProviderConfig &config, const QString &line)
{
    Headers headers = mealMeAuthorization(config);
    headers.add("Content-Type", "application/json");
    return {.method = "POST",
            .path = "/location/geocode/v2",
            .headers = headers,
            .body = QJsonDocument(QJsonObject {{u"address"_s, line}}).toJson(QJsonDocument::Compact)};
}

Task<ProviderResult<cluster::CacheEntry>> fetchPlace(upstream::Client *client, ProviderConfigPtr config,
                                                     CallContext call, QString line)
{
    const auto reply = co_await exchange(client, config, call, geocodeRequest(*config, line));
    if (!reply)
        co_return std::unexpected(reply.error());
    if (!reply->body["lat"_L1].isDouble() || !reply->body["lng"_L1].isDouble())
        co_return std::unexpected(invalidResponseError(config->id, u"answer has no coordinates"_s));
    co_return cluster::CacheEntry {QJsonDocument(reply->body.toObject()).toJson(QJsonDocument::Compact),
                                   config->storeCacheTtl};
}

ProviderRequest searchRequest(const ProviderConfig &config, const QuoteRequest &request, const QJsonObject &place)
{
    const auto [number, street] = splitStreet(request.address.street);
    const auto coordinate = [&place](QLatin1StringView name) {
        return QString::number(place[name].toDouble(), 'f', QLocale::FloatingPointShortest);
    };
    const QByteArray query = queryText({{"query", mealMeQuery(request.items)},
                                        {"user_latitude", coordinate("lat"_L1)},
                                        {"user_longitude", coordinate("lng"_L1)},
                                        {"pickup", u"false"_s},
                                        {"fetch_quotes", u"true"_s},
                                        {"full_carts_only", u"false"_s},
                                        {"fuzzy_search", u"true"_s},
                                        {"store_type", u"grocery"_s},
                                        {"maximum_miles", u"10"_s},
                                        {"sort", u"relevance"_s},
                                        {"user_street_num", number},
                                        {"user_street_name", street},
                                        {"user_city", request.address.city},
                                        {"user_state", request.address.state},
                                        {"user_zipcode", request.address.searchPostalCode()},
                                        {"user_country", request.address.country}});
    return {.path = "/search/cart?" + query, .headers = mealMeAuthorization(config)};
}

} // namespace

Headers mealMeAuthorization(const ProviderConfig &config)
{
    const auto &access = std::get<MealMeAccess>(config.access);
    switch (access.auth) {
    case MealMeAuth::Bearer:
        return {{"Authorization", "Bearer " + access.apiKey}};
    case MealMeAuth::Raw:
        return {{"Authorization", access.apiKey}};
    case MealMeAuth::IdToken:
        break;
    }
    return {{"Id-Token", access.apiKey}};
}

Task<ProviderResult<ProviderQuote>> MealMeProvider::getQuote(QuoteRequest request, ProviderConfigPtr config,
                                                             CallContext call)
{
    upstream::Client *client = &m_ports.client;
    const QString line = addressLine(request.address);
    // The key is hashed because a street is personal and keys may be shown or shared through Redis.
    const QByteArray key
        = "mealme:place:" + QCryptographicHash::hash(line.toUtf8(), QCryptographicHash::Sha256).toHex();
    const auto bytes = co_await cachedFetch(
        &m_ports.stores, key, [client, config, call, line] { return fetchPlace(client, config, call, line); },
        config, call.cancel);
    if (!bytes)
        co_return std::unexpected(bytes.error());
    const QJsonObject place = QJsonDocument::fromJson(*bytes).object();

    const auto reply = co_await exchange(client, config, call, searchRequest(*config, request, place));
    if (!reply)
        co_return std::unexpected(reply.error());
    if (!reply->body["carts"_L1].isArray())
        co_return std::unexpected(invalidResponseError(id(), u"answer has no carts"_s));
    co_return bestMealMeCart(request, reply->body["carts"_L1].toArray());
}

Task<HealthReport> MealMeProvider::healthCheck(ProviderConfigPtr config, CallContext call)
{
    const core::SteadyTime start = m_ports.clock.steady();
    const auto reply = co_await exchange(&m_ports.client, config, call,
                                         geocodeRequest(*config, u"1 Market Street, San Francisco, CA 94102"_s));
    const auto latency = std::chrono::duration_cast<core::milliseconds>(m_ports.clock.steady() - start);
    co_return HealthReport {reply.has_value(), reply ? QByteArray() : healthReasonOf(reply.error()), latency};
}

Task<PlacementResult> MealMeProvider::confirm(PlacementRequest placement, ProviderConfigPtr config, CallContext call)
{
    if (placement.contact.isComplete() && placement.payment)
        return placeMealMeOrder(&m_ports.client, std::move(placement), std::move(config), std::move(call));
    return createMealMeCart(&m_ports.client, std::move(placement), std::move(config), std::move(call));
}

} // namespace signalbox::commerce
