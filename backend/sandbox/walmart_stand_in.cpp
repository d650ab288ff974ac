#include "backend/sandbox/market.h"
#include "backend/sandbox/stand_in.h"

#include <QJsonArray>
#include <QJsonObject>

/// Walmart's affiliate API as the commerce contract describes it (4.2).
namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSignatureLifeMs = 180000;

/// The real service also checks the signature itself; here its presence and age are enough.
std::optional<http::Response> refusal(const World &world, const http::RequestContext &request)
{
    const qint64 at = request.head.headers.value("WM_CONSUMER.INTIMESTAMP").toLongLong();
    const qint64 age = std::abs(core::epochMs(world.clock->wall()) - at);
    if (!request.head.headers.value("WM_CONSUMER.ID").isEmpty()
        && !request.head.headers.value("WM_SEC.AUTH_SIGNATURE").isEmpty() && age < kSignatureLifeMs)
        return std::nullopt;
    return json(401, QJsonObject {{u"details"_s, QJsonObject {{u"Description"_s, u"Could not authenticate in-request"_s}}}});
}

http::Response stores(World &world, const http::RequestContext &request)
{
    if (const auto refused = refusal(world, request))
        return *refused;
    const QJsonObject store {{u"no"_s, 2280},
                             {u"name"_s, u"Sandbox Supercenter"_s},
                             {u"streetAddress"_s, u"2 Sandbox Way"_s},
                             {u"city"_s, u"Oakland"_s},
                             {u"stateProvCode"_s, u"CA"_s},
                             {u"zip"_s, parameter(request, "zip")},
                             {u"phoneNumber"_s, u"555-0100"_s},
                             {u"coordinates"_s, QJsonArray {-122.2, 37.8}}};
    return json(200, QJsonArray {store});
}

http::Response search(World &world, const http::RequestContext &request)
{
    if (const auto refused = refusal(world, request))
        return *refused;
    const QString query = parameter(request, "query");
    QJsonArray items;
    for (const QString &name : {query, QString(query + u" family pack"_s)}) {
        const Shelf shelf = shelfOf("walmart", name, world.clock->wall());
        static const QHash<Shelf::Stock, QString> stocks {{Shelf::Stock::Plenty, u"Available"_s},
                                                          {Shelf::Stock::Low, u"Limited Supply"_s},
                                                          {Shelf::Stock::Out, u"Not available"_s}};
        const qint64 cents = shelf.promoCents > 0 ? shelf.promoCents : shelf.priceCents;
        items.append(QJsonObject {{u"itemId"_s, qint64(shelf.productId % 1000000000)},
                                  {u"name"_s, labelOf("walmart", name)},
                                  {u"salePrice"_s, double(cents) / 100},
                                  {u"msrp"_s, double(shelf.priceCents) / 100},
                                  {u"upc"_s, QString::number(shelf.productId)},
                                  {u"stock"_s, stocks.value(shelf.stock)},
                                  {u"availableOnline"_s, true},
                                  {u"size"_s, u"1 ct"_s}});
    }
    return json(200, QJsonObject {{u"query"_s, query},
                                  {u"sort"_s, u"relevance"_s},
                                  {u"totalResults"_s, items.size()},
                                  {u"start"_s, 1},
                                  {u"numItems"_s, items.size()},
                                  {u"items"_s, items}});
}

} // namespace

http::Routes walmartRoutes(WorldPtr world, const http::Owner &owner)
{
    return {{"GET", "/api-proxy/service/affil/product/v2/stores", &owner, weathered(world, "walmart", stores)},
            {"GET", "/api-proxy/service/affil/product/v2/search", &owner, weathered(world, "walmart", search)}};
}

} // namespace signalbox::sandbox
