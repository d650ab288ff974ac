#include "backend/sandbox/stand_in.h"

#include "backend/platform/core/ids.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// Instacart's Developer Platform as the commerce contract describes it (4.4).
namespace signalbox::sandbox {

using namespace Qt::StringLiterals;

namespace {

http::Response refused(int status, int code, const QString &message)
{
    return json(status, QJsonObject {{u"error"_s, QJsonObject {{u"message"_s, message}, {u"code"_s, code}}},
                                     {u"meta"_s, QJsonObject {{u"key"_s, QString::fromLatin1(core::randomHex(8))}}}});
}

bool hasKey(const http::RequestContext &request)
{
    return request.head.headers.value("Authorization").size() > qsizetype(qstrlen("Bearer "));
}

http::Response retailers(World &, const http::RequestContext &request)
{
    if (!hasKey(request))
        return refused(401, 1000, u"Unauthorized"_s);
    const QJsonObject first {{u"retailer_key"_s, u"sandbox-market"_s},
                             {u"name"_s, u"Sandbox Market"_s},
                             {u"retailer_logo_url"_s, u"https://example.com/logo.png"_s}};
    return json(200, QJsonObject {{u"retailers"_s, QJsonArray {first}}});
}

http::Response productsLink(World &, const http::RequestContext &request)
{
    if (!hasKey(request))
        return refused(401, 1000, u"Unauthorized"_s);
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (body["line_items"_L1].toArray().isEmpty())
        return refused(400, 1001, u"line_items must not be empty"_s);
    const QString id = QString::fromLatin1(core::randomHex(6));
    return json(200, QJsonObject {{u"products_link_url"_s, QString(u"https://customers.example.com/store/shopping_lists/"_s + id)}});
}

} // namespace

http::Routes instacartRoutes(WorldPtr world, const http::Owner &owner)
{
    return {{"GET", "/idp/v1/retailers", &owner, weathered(world, "instacart", retailers)},
            {"POST", "/idp/v1/products/products_link", &owner, weathered(world, "instacart", productsLink)}};
}

} // namespace signalbox::sandbox
