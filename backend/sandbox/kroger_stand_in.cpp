#include "backend/sandbox/market.h"
#include "backend/sandbox/stand_in.h"

#include "backend/platform/core/ids.h"

#include <QJsonArray>
#include <QJsonObject>

/// Kroger's public API as the commerce contract describes it (4.1).
namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

http::Response token(World &, const http::RequestContext &request)
{
    if (!request.head.headers.value("Authorization").startsWith("Basic ")
        || !request.body.contains("grant_type=client_credentials"))
        return json(401, QJsonObject {{u"error"_s, u"invalid_client"_s}, {u"error_description"_s, u"no client"_s}});
    return json(200, QJsonObject {{u"access_token"_s, QString::fromLatin1(core::randomHex(16))},
                                  {u"expires_in"_s, 1800},
                                  {u"token_type"_s, u"bearer"_s}});
}

bool hasBearer(const http::RequestContext &request)
{
    return request.head.headers.value("Authorization").startsWith("Bearer ");
}

http::Response refusedToken()
{
    return json(401, QJsonObject {{u"error"_s, u"invalid_token"_s}, {u"error_description"_s, u"token is not valid"_s}});
}

http::Response locations(World &, const http::RequestContext &request)
{
    if (!hasBearer(request))
        return refusedToken();
    const QString zip = parameter(request, "filter.zipCode.near");
    const QJsonObject address {{u"addressLine1"_s, u"1 Sandbox Way"_s},
                               {u"city"_s, u"San Francisco"_s},
                               {u"state"_s, u"CA"_s},
                               {u"zipCode"_s, zip}};
    const QJsonObject store {
        {u"locationId"_s, QString(u"014"_s + zip).left(8).leftJustified(8, u'0')}, {u"name"_s, u"Kroger Sandbox"_s}, {u"address"_s, address}};
    return json(200, QJsonObject {{u"data"_s, QJsonArray {store}}});
}

http::Response products(World &world, const http::RequestContext &request)
{
    if (!hasBearer(request))
        return refusedToken();
    const QString term = parameter(request, "filter.term");
    QJsonArray data;
    for (const QString &name : {term, QString(term + u" organic"_s)}) {
        const Shelf shelf = shelfOf("kroger", name, world.clock->wall());
        static const QHash<Shelf::Stock, QString> levels {{Shelf::Stock::Plenty, u"HIGH"_s},
                                                          {Shelf::Stock::Low, u"LOW"_s},
                                                          {Shelf::Stock::Out, u"TEMPORARILY_OUT_OF_STOCK"_s}};
        const QString upc = u"0%1"_s.arg(shelf.productId);
        const QJsonObject item {
            {u"itemId"_s, upc},
            {u"size"_s, u"1 ct"_s},
            {u"price"_s, QJsonObject {{u"regular"_s, double(shelf.priceCents) / 100}, {u"promo"_s, double(shelf.promoCents) / 100}}},
            {u"inventory"_s, QJsonObject {{u"stockLevel"_s, levels.value(shelf.stock)}}},
            {u"fulfillment"_s, QJsonObject {{u"curbside"_s, true}, {u"delivery"_s, true}, {u"instore"_s, true}, {u"shiptohome"_s, false}}}};
        data.append(QJsonObject {{u"productId"_s, upc},
                                 {u"upc"_s, upc},
                                 {u"description"_s, labelOf("kroger", name)},
                                 {u"brand"_s, u"Simple Choice"_s},
                                 {u"items"_s, QJsonArray {item}}});
    }
    return json(200, QJsonObject {{u"data"_s, data}});
}

http::Response cartAdd(World &, const http::RequestContext &request)
{
    return hasBearer(request) ? http::Response::empty(204) : refusedToken();
}

} // namespace

http::Routes krogerRoutes(WorldPtr world, const http::Owner &owner)
{
    return {{"POST", "/v1/connect/oauth2/token", &owner, weathered(world, "kroger", token)},
            {"GET", "/v1/locations", &owner, weathered(world, "kroger", locations)},
            {"GET", "/v1/products", &owner, weathered(world, "kroger", products)},
            {"PUT", "/v1/cart/add", &owner, weathered(world, "kroger", cartAdd)}};
}

} // namespace signalbox::sandbox
