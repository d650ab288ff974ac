#include "backend/sandbox/market.h"
#include "backend/sandbox/stand_in.h"

#include "backend/platform/core/ids.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// MealMe's API as the commerce contract describes it (4.3).
namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

bool hasKey(const http::RequestContext &request)
{
    return !request.head.headers.value("Id-Token").isEmpty() || !request.head.headers.value("Authorization").isEmpty();
}

http::Response refused(int status, const QString &text)
{
    return json(status, QJsonObject {{u"error"_s, text}});
}

http::Response geocode(World &, const http::RequestContext &request)
{
    if (!hasKey(request))
        return refused(401, u"unauthorized"_s);
    return json(200, QJsonObject {{u"lat"_s, 37.7793}, {u"lng"_s, -122.4193}});
}

QJsonObject quoteOf(int store)
{
    return {{u"delivery_fee"_s, QJsonObject {{u"delivery_fee_flat"_s, 399 + 100 * store}, {u"delivery_fee_percent"_s, 0}}},
            {u"service_fee"_s, QJsonObject {{u"service_fee_flat"_s, 0}, {u"service_fee_percent"_s, 5}, {u"service_fee_max"_s, 600}}},
            {u"small_order_fee"_s, QJsonObject {{u"minimum_order_value"_s, 1000}, {u"small_order_fee_flat"_s, 200}}},
            {u"sales_tax_percent"_s, 8.625},
            {u"delivery_fee_taxable"_s, false},
            {u"service_fee_taxable"_s, true},
            {u"order_minimum"_s, 500},
            {u"time_estimate"_s, QJsonObject {{u"minimum"_s, 25 + 5 * store}, {u"maximum"_s, 45 + 5 * store}}}};
}

http::Response cartSearch(World &world, const http::RequestContext &request)
{
    if (!hasKey(request))
        return refused(401, u"unauthorized"_s);
    const QJsonObject query = QJsonDocument::fromJson(parameter(request, "query").toUtf8()).object();
    QJsonArray carts;
    for (int store = 0; store < 2; ++store) {
        QJsonObject products;
        for (const QString &name : query.keys()) {
            const Shelf shelf = shelfOf(store == 0 ? "mealme" : "mealme-b", name, world.clock->wall());
            const QJsonObject product {{u"item_name"_s, labelOf("mealme", name)},
                                       {u"product_id"_s, QString::number(shelf.productId)},
                                       {u"price"_s, shelf.priceCents},
                                       {u"unit_size"_s, 1},
                                       {u"unit_of_measurement"_s, u"each"_s}};
            products[name] = shelf.stock == Shelf::Stock::Out ? QJsonArray() : QJsonArray {product};
        }
        const QJsonObject address {{u"street_addr"_s, u"%1 Sandbox Way"_s.arg(30 + store)},
                                   {u"city"_s, parameter(request, "user_city")},
                                   {u"state"_s, parameter(request, "user_state")},
                                   {u"zipcode"_s, parameter(request, "user_zipcode")}};
        carts.append(QJsonObject {{u"products"_s, products},
                                  {u"menu_id"_s, u"menu-%1"_s.arg(store)},
                                  {u"quote"_s, quoteOf(store)},
                                  {u"store"_s, QJsonObject {{u"_id"_s, u"sandbox-%1"_s.arg(store)},
                                                            {u"name"_s, u"Corner Store %1"_s.arg(store + 1)},
                                                            {u"address"_s, address}}}});
    }
    return json(200, QJsonObject {{u"carts"_s, carts}});
}

http::Response createCart(World &, const http::RequestContext &request)
{
    if (!hasKey(request))
        return refused(401, u"unauthorized"_s);
    return json(200, QJsonObject {{u"cart_id"_s, QString::fromLatin1(core::randomHex(12))}});
}

http::Response draftOrder(World &world, const http::RequestContext &request)
{
    if (!hasKey(request))
        return refused(401, u"unauthorized"_s);
    if (world.placed.size() >= kMaxOrders)
        world.placed.clear();
    const QByteArray id = "mm-" + QByteArray::number(++world.orders);
    world.placed[id] = "draft";
    return json(202, QJsonObject {{u"order_id"_s, QString::fromLatin1(id)}});
}

http::Response finalizeOrder(World &world, const http::RequestContext &request)
{
    const QByteArray id = QJsonDocument::fromJson(request.body)["order_id"_L1].toString().toUtf8();
    if (!world.placed.contains(id))
        return refused(400, u"no such order"_s);
    world.placed[id] = "placed";
    return json(200, QJsonObject {{u"order_id"_s, QString::fromUtf8(id)},
                                  {u"tracking_link"_s, QString(u"https://track.example.com/"_s + QString::fromUtf8(id))}});
}

http::Response orderState(World &world, const http::RequestContext &request)
{
    const QByteArray id = parameter(request, "order_id").toUtf8();
    if (!world.placed.contains(id))
        return refused(404, u"no such order"_s);
    return json(200, QJsonObject {{u"order_id"_s, QString::fromUtf8(id)}, {u"status"_s, QString::fromUtf8(world.placed[id])}});
}

} // namespace

http::Routes mealMeRoutes(WorldPtr world, const http::Owner &owner)
{
    return {{"POST", "/location/geocode/v2", &owner, weathered(world, "mealme", geocode)},
            {"GET", "/search/cart", &owner, weathered(world, "mealme", cartSearch)},
            {"POST", "/cart/create", &owner, weathered(world, "mealme", createCart)},
            {"POST", "/order/order/v4", &owner, weathered(world, "mealme", draftOrder)},
            {"GET", "/order/order/v4", &owner, weathered(world, "mealme", orderState)},
            {"POST", "/order/finalize", &owner, weathered(world, "mealme", finalizeOrder)}};
}

} // namespace signalbox::sandbox
